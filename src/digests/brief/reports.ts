import type { BriefArticle } from './brief.ts'

/**
 * The independent report that each article belongs to, as an index from 0 in order of appearance: copies go with their
 * original, and the articles of one owner group (or of one publisher without a group) are one report.
 */
export function independentReports(articles: readonly BriefArticle[]): number[] {
  const byId = new Map(articles.map((article) => [article.id, article]))
  const known = new Map<string, number>()
  return articles.map((article) => {
    const owner = ownerOf(originalOf(article, byId))
    const report = known.get(owner) ?? known.size
    known.set(owner, report)
    return report
  })
}

/** Follows copies of copies; a chain that closes on itself ends where it began. */
function originalOf(article: BriefArticle, byId: ReadonlyMap<string, BriefArticle>): BriefArticle {
  const visited = new Set<string>()
  let current = article
  while (current.originalId !== null && !visited.has(current.id)) {
    visited.add(current.id)
    const original = byId.get(current.originalId)
    if (!original) break
    current = original
  }
  return current
}

function ownerOf(article: BriefArticle): string {
  if (article.ownerGroup !== null) return `group ${article.ownerGroup}`
  return article.publisher === '' ? `article ${article.id}` : `publisher ${article.publisher}`
}
