import type { StoryCounts } from '../stories/counts.ts'
import { countStory } from '../stories/counts.ts'
import type { BriefArticle } from './brief/brief.ts'
import type { EditionCopy } from './edition.ts'

/** An article of a story as an edition takes it: its newest version at the end of the window. */
export interface WindowArticle {
  readonly articleId: string
  readonly versionId: string
  readonly storyId: string
  readonly publisher: string
  readonly ownerGroup: string | null
  readonly originalId: string | null
  readonly copyKind: EditionCopy['kind'] | null
  readonly containment: number | null
  /** First publication as the lane orders it. */
  readonly eventAt: Date
  readonly title: string
  readonly text: string
  readonly url: string
  readonly language: string
  /** What its page states by isAccessibleForFree; null where it states nothing. */
  readonly isFree: boolean | null
}

/** What a story brought within one window, oldest first. */
export interface WindowStory {
  readonly storyId: string
  readonly articles: readonly WindowArticle[]
  readonly counts: StoryCounts
}

/**
 * The window's articles by story. A copy whose original is not among its story's articles here is left out: it reprints
 * what an earlier edition told, or what another story tells. So is a story that brought nothing else.
 */
export function groupByStory(articles: readonly WindowArticle[]): readonly WindowStory[] {
  const storyOf = new Map(articles.map(({ articleId, storyId }) => [articleId, storyId]))
  const fresh = articles.filter(({ originalId, storyId }) => originalId === null || storyOf.get(originalId) === storyId)
  const byStory = new Map<string, WindowArticle[]>()
  for (const article of [...fresh].sort(byTime)) {
    const members = byStory.get(article.storyId)
    if (members) members.push(article)
    else byStory.set(article.storyId, [article])
  }
  return [...byStory].map(([storyId, members]) => ({
    storyId,
    articles: members,
    counts: countStory(members.map((article) => ({ ...article, isCopy: article.originalId !== null }))),
  }))
}

const byTime = (a: WindowArticle, b: WindowArticle): number =>
  a.eventAt.getTime() - b.eventAt.getTime() || (a.url < b.url ? -1 : 1)

/** The article as the engines of a brief read it. */
export const briefArticle = (article: WindowArticle): BriefArticle => ({
  id: article.articleId,
  publisher: article.publisher,
  ownerGroup: article.ownerGroup,
  originalId: article.originalId,
  publishedAt: article.eventAt,
  title: article.title,
  text: article.text,
  url: article.url,
  language: article.language,
})
