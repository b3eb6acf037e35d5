import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ArticleFeatures, featuresOf } from '../../src/stories/article-features.ts'
import { type Clusterer, createClusterer } from '../../src/stories/clusterer.ts'
import { decodeFeatures, encodeFeatures } from '../../src/stories/features-codec.ts'
import { defaultSettings } from '../../src/stories/settings.ts'
import type { TermCounts } from '../../src/stories/term-vector.ts'
import { cpuEach, megabytes, residentBytes } from './cpu-each.ts'
import { madeUpNews } from './made-up-news.ts'
import { titlesOfAll } from './peers.ts'

interface Stored {
  readonly id: string
  readonly at: number
  readonly storyId: string
  readonly originalId: string | null
  readonly length: number
}

const windowMs = 13 * 86_400_000
const ownTexts = 20_000
const indexTerms = Array.from({ length: defaultSettings.indexTerms }, (_, at) => at)

/** Time and memory of building the index of a window of so many articles anew from stored features. */
export function rebuildSpeed(articles: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'wirefold-bench-'))
  try {
    const file = path.join(folder, 'features')
    const { rows, titles } = store(file, articles)
    const before = residentBytes()
    const seconds = rebuild(file, rows)
    const bytes = rows.reduce((sum, { length }) => sum + length, 0)
    const peer = titlesOfAll(titles) * (articles / titles.length)
    console.log(`rebuild of a window of ${articles} articles from stored features`)
    console.log(
      'seconds | us an article | memory MB | stored bytes an article | string-similarity, all titles, us an article',
    )
    const columns = [seconds.toFixed(1), ((1e6 * seconds) / articles).toFixed(0), megabytes(residentBytes() - before)]
    console.log([...columns, (bytes / articles).toFixed(0), peer.toFixed(0)].join(' | '))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Writes features behind each other, and tells where each article was placed. Making them from texts would take twenty
 * minutes for half a million, so that every round after the first repeats its articles with other shingles and other terms
 * in place of every third.
 */
function store(file: string, articles: number): { rows: Stored[]; titles: string[] } {
  const out = openSync(file, 'w')
  const rows: Stored[] = []
  const first = [...madeUpNews(Math.min(articles, ownTexts), { articlesADay: 1, seed: 5 })].map((news) => ({
    ...news,
    features: featuresOf(news.article, defaultSettings),
  }))
  for (let at = 0; at < articles; at++) {
    const { article, event, copyOf, features } = first[at % first.length] ?? failAt(at)
    const round = Math.floor(at / first.length)
    const bytes = encodeFeatures(variantOf(features, round))
    writeSync(out, bytes)
    rows.push({
      id: `${round}${article.id}`,
      at: (at / articles) * windowMs,
      storyId: `${round}s${event}`,
      originalId: copyOf === null ? null : `${round}${copyOf}`,
      length: bytes.length,
    })
  }
  closeSync(out)
  return { rows, titles: first.map(({ features }) => features.titleText) }
}

function variantOf(features: ArticleFeatures, round: number): ArticleFeatures {
  const other = Math.imul(round, 0x9e3779b1) >>> 12 // small enough to leave the sample among the lowest hashes
  const varied = ({ hashes, counts }: TermCounts): TermCounts => ({
    hashes: hashes.map((hash, at) => (at % 3 === 0 ? hash ^ other : hash)),
    counts,
  })
  const { sample, prints, digest } = features.wording
  return {
    ...features,
    titleTerms: varied(features.titleTerms),
    bodyTerms: varied(features.bodyTerms),
    nameTerms: varied(features.nameTerms),
    wording: {
      sample: sample.map((hash) => hash ^ other).sort(),
      prints: prints.map((print) => print ^ other).sort(),
      digest: digest ^ other,
    },
  }
}

function failAt(at: number): never {
  throw new RangeError(`no article ${at} was made`)
}

/** Rows read at once: as many as a lane's cursor brings. */
const step = 1000

function rebuild(file: string, rows: readonly Stored[]): number {
  const input = openSync(file, 'r')
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => id })
  const micros = cpuEach(1, () => {
    for (let from = 0; from < rows.length; from += step) restoreStep(input, rows.slice(from, from + step), clusterer)
  })
  closeSync(input)
  kept.clusterer = clusterer
  return micros / 1e6
}

function restoreStep(input: number, rows: readonly Stored[], clusterer: Clusterer): void {
  const bytes = new Uint8Array(rows.reduce((sum, { length }) => sum + length, 0))
  readSync(input, bytes)
  let start = 0
  for (const { id, at, storyId, originalId, length } of rows) {
    const features = decodeFeatures(bytes.subarray(start, start + length))
    clusterer.restore({ id, publishedAt: new Date(at), features }, { storyId, originalId, indexTerms })
    start += length
  }
}

/** So that what was built is still there when memory is read. */
const kept: { clusterer?: object } = {}
