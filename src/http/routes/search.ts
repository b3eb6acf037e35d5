import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type ListedArticle, listArticlesByUrl } from '../../articles/repository-read.ts'
import { search } from '../../search/repository.ts'
import type { StoryCounts } from '../../stories/counts.ts'
import { countStories } from '../../stories/repository-read.ts'
import { readParameters } from '../page-errors.ts'
import { type FoundStory, type SearchView, searchPage } from '../pages/search-page.tsx'
import { typed } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const SearchQuery = z.object({ q: typed })

const SHOWN = 100

/** `/search?q=`: articles with all the words, or, when there is none, with most of them. */
export function routeSearch(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/search', async (request, reply) => {
    const { q } = readParameters(SearchQuery, request.query)
    return sendPage(reply, needs, searchPage(await find(needs, q), needs.time))
  })
}

async function find({ db }: WebNeeds, words: string): Promise<SearchView> {
  if (words === '') return { words, stories: [], shown: 0, total: 0, isLoosened: false }
  const { hits, total, isLoosened } = await search(db, words, 'article', SHOWN)
  const articles = await listArticlesByUrl(
    db,
    hits.map(({ url }) => url),
  )
  const found = hits.flatMap(({ url }) => articles.get(url) ?? [])
  const storyIds = [...new Set(found.flatMap(({ storyId }) => storyId ?? []))]
  const counts = await countStories(db, storyIds)
  return { words, stories: byStory(found, counts), shown: found.length, total, isLoosened }
}

/** Stories in the order of their best article; an article without a story stands alone. */
function byStory(found: readonly ListedArticle[], counts: ReadonlyMap<string, StoryCounts>): readonly FoundStory[] {
  const stories = new Map<string, FoundStory & { articles: ListedArticle[] }>()
  for (const article of found) {
    const key = article.storyId ?? `article ${article.id}`
    const story = stories.get(key)
    if (story) story.articles.push(article)
    else {
      const { storyId, storyHeadline, title } = article
      const own = storyId === null ? undefined : counts.get(storyId)
      stories.set(key, { storyId, headline: storyHeadline ?? title, counts: own ?? null, articles: [article] })
    }
  }
  return [...stories.values()]
}
