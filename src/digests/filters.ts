import { primaryLanguage } from '../text/words.ts'
import type { CandidateFate } from './candidate.ts'
import type { WindowStory } from './window-article.ts'

/** What a digest tells at all. */
export interface EditionFilters {
  /** Primary subtags; empty: all. */
  readonly languages: readonly string[]
  /** Names; empty: all. */
  readonly publishers: readonly string[]
  /** How strongly the digest's watches find each story that they find, above 0; null: it has no watch. */
  readonly watched: ReadonlyMap<string, number> | null
}

/**
 * The first filter that a story does not pass; null when it passes all. A story is judged as a whole by its original
 * reports: one in the right language and one by the right publisher let all of it in, while a copy is nobody's report.
 */
export function filteredOut(
  { storyId, articles }: WindowStory,
  { languages, publishers, watched }: EditionFilters,
): CandidateFate | null {
  const reports = articles.filter(({ originalId }) => originalId === null)
  const isTold = (language: string) => languages.includes(primaryLanguage(language))
  if (languages.length > 0 && !reports.some(({ language }) => isTold(language))) return 'other_language'
  if (publishers.length > 0 && !reports.some(({ publisher }) => publishers.includes(publisher)))
    return 'other_publisher'
  return watched === null || watched.has(storyId) ? null : 'not_watched'
}
