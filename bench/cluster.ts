/**
 * How the cost of copy lookup and story assignment grows with the number of articles, beside string-similarity over all
 * titles so far, in one run on the same stream. CPU time, so that a busy machine does not show.
 *
 *     node dist/bench/cluster.js [largest number of articles, 8000]
 *
 * Words follow Zipf's law with exponent 1 over 30,000 words; each event has its own rare words; 4 % of the articles are
 * copies cut to 40 %. Everything comes from a fixed seed.
 */
import stringSimilarity from 'string-similarity'
import { featuresOf } from '../src/stories/article-features.ts'
import type { ClusterArticle } from '../src/stories/cluster-article.ts'
import { createClusterer } from '../src/stories/clusterer.ts'
import { CopyIndex, type IndexedText } from '../src/stories/copies.ts'
import { defaultSettings } from '../src/stories/settings.ts'
import { randomFrom } from './random.ts'

const random = randomFrom(7)
const vocabulary = 30_000
const articlesADay = 2000
const zipfWord = (): string => `w${Math.floor(vocabulary ** random()).toString(36)}`
const start = Date.UTC(2026, 0, 5)

function stream(count: number): ClusterArticle[] {
  const made: ClusterArticle[] = []
  for (let at = 0; at < count; at++) {
    const event = Math.floor(at / 40) * 10 + Math.floor(random() * 10)
    const copied = at > 10 && random() < 0.04 ? made[at - 1 - Math.floor(random() * 10)] : undefined
    const words = (length: number): string[] =>
      Array.from({ length }, () => (random() < 0.15 ? `event${event}x${Math.floor(random() * 20)}` : zipfWord()))
    const text = copied ? copied.text.split(' ').slice(0, 100) : words(250)
    made.push({
      id: `a${at}`,
      url: '',
      publisher: 'press.example',
      ownerGroup: null,
      publishedAt: new Date(start + (at / articlesADay) * 86_400_000),
      title: words(9).join(' '),
      text: text.join(' '),
      language: 'en',
    })
  }
  return made
}

/** Microseconds of CPU an article. */
function cpuEach(count: number, work: () => void): number {
  const before = process.cpuUsage()
  work()
  const used = process.cpuUsage(before)
  return (used.user + used.system) / count
}

function measure(articles: readonly ClusterArticle[]) {
  const count = articles.length
  const features = articles.map((article) => featuresOf(article, defaultSettings))
  const lookup = cpuEach(count, () => {
    const index = new CopyIndex<IndexedText>(defaultSettings)
    articles.forEach(({ id }, at) => {
      const own = features[at]
      if (!own) return
      index.overlaps(own)
      index.add({ articleId: id, features: own })
    })
  })
  const assign = cpuEach(count, () => {
    let stories = 0
    const clusterer = createClusterer({ settings: defaultSettings, newStoryId: () => `s${++stories}` })
    for (const article of articles) clusterer.assign(article)
  })
  return { lookup, assign }
}

/** What the last of so many articles costs when its title is compared with all titles before it. */
function allPairs(articles: readonly ClusterArticle[]): number {
  const titles = articles.map(({ title }) => title)
  const asked = titles.slice(-5)
  return cpuEach(asked.length, () => {
    for (const title of asked) stringSimilarity.findBestMatch(title, titles)
  })
}

const largest = Number(process.argv[2] ?? 8000)
console.log(
  'articles | copy lookup + insert us | features + assignment us | string-similarity, all titles us | ratio to lookup',
)
for (let count = 1000; count <= largest; count *= 2) {
  const articles = stream(count)
  const { lookup, assign } = measure(articles)
  const peer = allPairs(articles)
  const columns = [count, lookup, assign, peer, peer / lookup].map((value) => value.toFixed(0))
  console.log(columns.join(' | '))
}
