/**
 * Reads made-up news pages with the extractor and with cheerio's `$('article p')` in one process: pages a CPU second,
 * median of several passes, and the share of the article's paragraphs that each finds with what else it takes along.
 */
import { load } from 'cheerio'
import { extractArticle } from '../src/articles/extract/extract-article.ts'

const pageCount = 40
const passes = 7
const paragraphCount = 24
const words =
  'harbour council opens a new bridge after ten years of repairs and the mayor thanks every worker of the yard'.split(
    ' ',
  )

const sentence = (seed: number, length: number): string =>
  `${Array.from({ length }, (_, at) => words[(seed * 7 + at * 5) % words.length]).join(' ')}.`

const repeated = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join('\n')

const paragraph = (seed: number, at: number): string => `Report ${seed}, part ${at}: ${sentence(seed + at, 45)}`

const navigation = repeated(
  120,
  (at) => `<li class="menu-item"><a href="/section/${at}"><span>Section ${at}</span></a></li>`,
)
const icon = `<svg viewBox="0 0 24 24"><path d="${'M12 2l4 8 8 1-6 6z '.repeat(40)}"/></svg>`

/** About 250 KB, of which scripts, styles and drawings are three fifths, as on measured news pages. */
function newsPage(seed: number): string {
  const scripts = repeated(
    6,
    (at) => `<script>window.part${at} = ${JSON.stringify({ text: sentence(seed, 3000) })}</script>`,
  )
  const teasers = repeated(
    40,
    (at) =>
      `<div class="teaser-card">${icon}<a href="/story/${at}"><h3>${sentence(at, 8)}</h3></a><p>${sentence(at, 18)}</p></div>`,
  )
  const body = repeated(
    paragraphCount,
    (at) => `<p class="text-block">${paragraph(seed, at)} <a href="/x">more</a> &amp; so on.</p>`,
  )
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: `Bridge report ${seed}`,
    datePublished: '2026-03-02T12:00:00+01:00',
    author: { '@type': 'Person', name: 'Ada Birch' },
  })
  return `<!doctype html><html lang="en"><head><title>Bridge report ${seed} | Bench Post</title><style>${'.a{color:red}'.repeat(1500)}</style>
<script type="application/ld+json">${data}</script></head><body><nav><ul>${navigation}</ul></nav><main><article><h1>Bridge report ${seed}</h1>
<p class="byline">By Ada Birch</p><figure><img src="/b.jpg" alt="A bridge"><figcaption>${sentence(seed, 9)}</figcaption></figure>${body}
<div class="newsletter"><p>${sentence(seed + 3, 20)}</p></div></article><aside class="related">${teasers}</aside></main>${scripts}</body></html>`
}

function cpuMilliseconds(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const byExtractor = (html: string): string[] => [
  ...extractArticle(html, { url: 'https://bench.example/report', fetchedAt: null }).paragraphs,
]

function byCheerio(html: string): string[] {
  const $ = load(html)
  return $('article p')
    .toArray()
    .map((element) => $(element).text().trim())
}

function found(read: (html: string) => string[]): string {
  const taken = pages.map(read)
  const right = taken.map((paragraphs) => paragraphs.filter((one) => one.startsWith('Report ')).length)
  const all = taken.reduce((sum, paragraphs) => sum + paragraphs.length, 0)
  const sum = right.reduce((total, one) => total + one, 0)
  return `${sum} of ${pageCount * paragraphCount} paragraphs, ${all - sum} others`
}

const pages = Array.from({ length: pageCount }, (_, seed) => newsPage(seed))
const readers = [
  { name: 'extractor', read: byExtractor, times: [] as number[] },
  { name: 'cheerio', read: byCheerio, times: [] as number[] },
]
for (let pass = 0; pass < passes; pass += 1) {
  for (const reader of readers) reader.times.push(cpuMilliseconds(() => pages.forEach(reader.read)))
}
const kilobytes = pages.reduce((sum, html) => sum + html.length, 0) / pageCount / 1000
console.log(`${pageCount} pages of ${kilobytes.toFixed(0)} KB, median of ${passes} passes, CPU`)
for (const { name, read, times } of readers) {
  console.log(
    `${name.padEnd(10)} ${((pageCount / median(times)) * 1000).toFixed(0).padStart(5)} pages/s  ${found(read)}`,
  )
}
