import { featuresOf } from '../../src/stories/article-features.ts'
import { type Clusterer, createClusterer, type FeaturedArticle } from '../../src/stories/clusterer.ts'
import { defaultSettings } from '../../src/stories/settings.ts'
import { cpuEach, megabytes, residentBytes } from './cpu-each.ts'
import { madeUpNews, type News } from './made-up-news.ts'
import { titlesOfAll } from './peers.ts'

const measured = 3000

/** Speed of assignment, features made, once so many stories are open. */
export function laneSpeed(openStories: number): void {
  const news = madeUpNews(1e7, { articlesADay: 2500, seed: 11 })
  const titles: string[] = []
  let open = 0
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: () => `s${open++}` })
  const made: FeaturedArticle[] = []
  while (open < openStories) {
    const next = featured(news)
    titles.push(next.features.titleText)
    const { merges } = clusterer.assign(next)
    open -= merges.length
  }
  while (made.length < measured) made.push(featured(news))
  const times = made.map((article) => timeOf(clusterer, article)).sort((a, b) => a - b)
  const total = times.reduce((sum, one) => sum + one, 0)
  const at = (share: number): string => (times[Math.floor(share * times.length)] ?? 0).toFixed(2)
  const peer = titlesOfAll(titles)
  console.log(`lane with ${open} open stories of ${titles.length + measured} articles, features made`)
  console.log(
    'articles/s | p50 ms | p95 ms | p99 ms | max ms | resident MB | string-similarity, all titles, articles/s',
  )
  const columns = [(1000 * measured) / total, at(0.5), at(0.95), at(0.99), times.at(-1)?.toFixed(1)]
  console.log([...columns, megabytes(residentBytes()), (1e6 / peer).toFixed(1)].join(' | '))
}

function featured(news: Iterator<News>): FeaturedArticle {
  const { article } = news.next().value as News
  return { id: article.id, publishedAt: article.publishedAt, features: featuresOf(article, defaultSettings) }
}

/** Milliseconds of CPU. */
const timeOf = (clusterer: Clusterer, article: FeaturedArticle): number =>
  cpuEach(1, () => clusterer.assign(article)) / 1000
