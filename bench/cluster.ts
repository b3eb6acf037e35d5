/**
 * What copies and stories cost as articles grow many, each figure beside that of a package in the same run. CPU time, so
 * that a busy machine does not show; everything made up comes from fixed seeds.
 *
 *     node --expose-gc --max-old-space-size=8000 dist/bench/cluster.js [copies|lane|rebuild] [how many]
 *
 * - copies: looking up and putting in, up to 100,000 articles (1000000 takes about four minutes);
 * - lane: assignment with 15,000 open stories;
 * - rebuild: the index of a window of 20,000 articles (500000 takes about ten minutes, most of it to make the articles).
 *
 * All three, one after the other, when nothing is named.
 */
import { copyLookup } from './cluster/copy-lookup.ts'
import { laneSpeed } from './cluster/lane-speed.ts'
import { rebuildSpeed } from './cluster/rebuild-speed.ts'

const [which, amount] = process.argv.slice(2)
const many = (byDefault: number): number => Number(amount ?? byDefault)

if (!which || which === 'copies') await copyLookup(many(100_000))
if (!which || which === 'lane') laneSpeed(many(15_000))
if (!which || which === 'rebuild') rebuildSpeed(many(20_000))
