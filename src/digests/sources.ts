import type { BriefSentence } from './brief/brief.ts'
import { cutHeadline } from './cut-headline.ts'
import type { EditionCopy, EditionSentence, EditionSource } from './edition.ts'
import type { WindowArticle, WindowStory } from './window-article.ts'

/** The story's original reports, numbered by time, each with its copies. */
export function sourcesOf(story: WindowStory): readonly EditionSource[] {
  const originals = story.articles.filter(({ originalId }) => originalId === null)
  return originals.map((article, i) => ({
    number: i + 1,
    ...listed(article),
    language: article.language,
    copies: story.articles.filter(({ originalId }) => originalId === article.articleId).map(copyOf),
  }))
}

function copyOf(article: WindowArticle): EditionCopy {
  return { ...listed(article), kind: article.copyKind ?? 'light_edit', containment: article.containment ?? 1 }
}

const listed = ({ articleId, publisher, title, url, eventAt, isFree }: WindowArticle) => ({
  articleId,
  publisher,
  title,
  cutTitle: cutHeadline(title),
  url,
  publishedAt: eventAt.toISOString(),
  ...(isFree === false && { subscription: true }),
})

/** The number of the source that each article is, or is a copy of. */
export const sourceNumbers = (sources: readonly EditionSource[]): ReadonlyMap<string, number> =>
  new Map(
    sources.flatMap((source) =>
      [source.articleId, ...source.copies.map(({ articleId }) => articleId)].map((id) => [id, source.number] as const),
    ),
  )

/** A sentence of a brief with the numbers of the sources that support it; a copy speaks for its original. */
export function editionSentence(
  sentence: BriefSentence,
  story: WindowStory,
  sources: readonly EditionSource[],
): EditionSentence {
  const numbers = sourceNumbers(sources)
  const article = story.articles.find(({ articleId }) => articleId === sentence.articleId)
  if (!article)
    throw new Error(`a brief of story ${story.storyId} quotes article ${sentence.articleId}, which it does not hold`)
  const supported = sentence.support.flatMap((id) => numbers.get(id) ?? [])
  return {
    text: sentence.text,
    articleId: sentence.articleId,
    versionId: article.versionId,
    start: sentence.start,
    end: sentence.end,
    sources: [...new Set(supported)].sort((a, b) => a - b),
    single: sentence.publishers < 2,
  }
}
