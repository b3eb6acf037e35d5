import type { ExtractedArticle } from '../extracted-article.ts'

/** One field that rules changed. */
export interface ReadingChange {
  readonly field: (typeof FIELDS)[number]
  readonly without: string | null
  readonly with: string | null
}

/** What rules change in the reading of a page. */
export interface ReadingDifference {
  readonly fields: readonly ReadingChange[]
  /** Paragraphs that only the reading without rules has, and only the one with them. */
  readonly gone: readonly string[]
  readonly added: readonly string[]
}

const FIELDS = ['state', 'title', 'standfirst', 'authors', 'publishedAt', 'agencyCredit', 'foundBy'] as const

export function compareReadings(without: ExtractedArticle, ruled: ExtractedArticle): ReadingDifference {
  const fields = FIELDS.map((field) => ({ field, without: valueOf(without, field), with: valueOf(ruled, field) }))
  return {
    fields: fields.filter((change) => change.without !== change.with),
    gone: missingFrom(ruled.paragraphs, without.paragraphs),
    added: missingFrom(without.paragraphs, ruled.paragraphs),
  }
}

function valueOf(article: ExtractedArticle, field: (typeof FIELDS)[number]): string | null {
  const value = article[field]
  return value === null || typeof value === 'string' ? value : value.join(', ') || null
}

/** Those of `paragraphs` that `others` has not, or has less often. */
function missingFrom(others: readonly string[], paragraphs: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1)
  return paragraphs.filter((text) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}
