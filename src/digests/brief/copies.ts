import type { BriefArticle } from './brief.ts'
import { shinglesOf } from '../../text/shingles.ts'
import { sharedCount } from '../../text/sorted-hashes.ts'
import { articleTerms } from './terms.ts'

/** Runs of this many words: shorter ones are shared by chance. */
const shingleWords = 5
/** Share of the shorter article's shingles that the other holds, from which on it is the same text reworked. */
const copyShare = 0.7
const wordsCompared = 1500

/**
 * Marks the near-copies among the articles of one story that nobody has told apart: the later one (by date, then by
 * place in the list) is the copy. For a dozen articles; O(articles^2 x words).
 */
export function markCopies(articles: readonly BriefArticle[]): BriefArticle[] {
  const shingled = articles.map((article) =>
    shinglesOf(articleTerms(article).words.slice(0, wordsCompared), shingleWords),
  )
  const order = articles.map((_, i) => i).sort((a, b) => timeOf(articles[a]) - timeOf(articles[b]) || a - b)
  return articles.map((article, i) => {
    const own = shingled[i]
    const original = order.slice(0, order.indexOf(i)).find((other) => areCopies(own, shingled[other]))
    return original === undefined ? article : { ...article, originalId: articles[original]?.id ?? null }
  })
}

const timeOf = (article: BriefArticle | undefined): number => article?.publishedAt?.getTime() ?? Number.MAX_SAFE_INTEGER

function areCopies(a: Int32Array | undefined, b: Int32Array | undefined): boolean {
  if (!a || !b || a.length === 0 || b.length === 0) return false
  return sharedCount(a, b) >= copyShare * Math.min(a.length, b.length)
}
