/** Counts are always shown together and in this order. */
export interface StoryCounts {
  readonly independent: number
  readonly publishers: number
  readonly articles: number
}

/** What counting needs to know of a member of a story. */
export interface CountedArticle {
  readonly publisher: string
  readonly ownerGroup: string | null
  readonly isCopy: boolean
}

/**
 * How many independent reports, publishers and articles a story has. Copies are nobody's own report, and publishers of
 * one owner group report once.
 */
export function countStory(articles: readonly CountedArticle[]): StoryCounts {
  const originals = articles.filter(({ isCopy }) => !isCopy)
  return {
    independent: new Set(originals.map(independentKey)).size,
    publishers: new Set(articles.map(({ publisher }) => publisher)).size,
    articles: articles.length,
  }
}

/** Publishers with one key speak with one voice. */
export const independentKey = ({ publisher, ownerGroup }: { publisher: string; ownerGroup: string | null }): string =>
  ownerGroup === null ? `publisher ${publisher}` : `group ${ownerGroup}`

/** `4 independent · 6 publishers · 7 articles`: always in this order, always in words. */
export function countsInWords({ independent, publishers, articles }: StoryCounts, separator = ' · '): string {
  const named = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  return [`${independent} independent`, named(publishers, 'publisher'), named(articles, 'article')].join(separator)
}
