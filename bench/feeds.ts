/** Reads made-up feeds with the feed reader and with rss-parser in one process: CPU milliseconds a pass and the ratio. */
import RssParser from 'rss-parser'
import { parseFeed } from '../src/feeds/parse/parse-feed.ts'

const feedCount = 60
const passes = 15
/** A worker reads feeds for weeks: what the first passes take is no matter. */
const warmUpPasses = 5
const words = 'harbour council opens a new bridge after ten years of repairs and the mayor thanks every worker'.split(
  ' ',
)
const now = new Date('2026-03-02T12:00:00Z')

const sentence = (seed: number, length: number): string =>
  Array.from({ length }, (_, index) => words[(seed * 7 + index * 3) % words.length]).join(' ')

const html = (seed: number): string =>
  Array.from(
    { length: 6 },
    (_, index) =>
      `<p>${sentence(seed + index, 40)} <a href="${index === 0 ? '' : 'https://bench.example'}/more/${seed}">more &amp; more</a></p>`,
  ).join('\n')

function rssFeed(seed: number): string {
  const items = Array.from({ length: 10 + (seed % 30) }, (_, index) => {
    const at = new Date(now.getTime() - index * 3_600_000).toUTCString()
    return `<item><title>${sentence(seed + index, 9)} &amp; more</title><link>https://bench.example/${seed}/${index}</link>
<guid isPermaLink="false">${seed}-${index}</guid><pubDate>${at}</pubDate><dc:creator>Ada Birch</dc:creator><category>Town</category>
<description><![CDATA[<p>${sentence(index, 30)}</p>]]></description><content:encoded><![CDATA[${html(seed + index)}]]></content:encoded></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bench ${seed}</title><link>https://bench.example/</link>
<description>Made up</description>${items.join('\n')}</channel></rss>`
}

function atomFeed(seed: number): string {
  const entries = Array.from({ length: 10 + (seed % 30) }, (_, index) => {
    const at = new Date(now.getTime() - index * 3_600_000).toISOString()
    const escaped = html(seed + index)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
    return `<entry><title type="html">${sentence(seed + index, 9)}</title><link rel="alternate" href="https://bench.example/${seed}/${index}"/>
<id>tag:bench.example,2026:${seed}-${index}</id><published>${at}</published><updated>${at}</updated><author><name>Ada Birch</name></author>
<category term="Town"/><content type="html">${escaped}</content></entry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bench ${seed}</title>
<link href="https://bench.example/"/><id>tag:bench.example,2026:${seed}</id><updated>${now.toISOString()}</updated>${entries.join('\n')}</feed>`
}

async function cpuMilliseconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const texts = Array.from({ length: feedCount }, (_, seed) => (seed % 2 === 0 ? rssFeed(seed) : atomFeed(seed)))
const documents = texts.map((text) => Buffer.from(text))
const megabytes = documents.reduce((sum, document) => sum + document.length, 0) / 1e6
const ours: number[] = []
const theirs: number[] = []
for (let pass = 0; pass < warmUpPasses + passes; pass += 1) {
  ours.push(
    await cpuMilliseconds(async () => {
      for (const document of documents)
        await parseFeed(document, { contentType: null, url: 'https://bench.example/feed', now })
    }),
  )
  theirs.push(
    await cpuMilliseconds(async () => {
      for (const document of documents) await new RssParser().parseString(document.toString('utf8'))
    }),
  )
}
const [mine, other] = [median(ours.slice(warmUpPasses)), median(theirs.slice(warmUpPasses))]
console.log(`${feedCount} feeds, ${megabytes.toFixed(2)} MB, median of ${passes} passes, CPU`)
console.log(`feed reader  ${mine.toFixed(1)} ms  ${((megabytes / mine) * 1000).toFixed(1)} MB/s`)
console.log(`rss-parser   ${other.toFixed(1)} ms  ${((megabytes / other) * 1000).toFixed(1)} MB/s`)
console.log(`ratio        ${(other / mine).toFixed(2)} times as fast as rss-parser`)
