import type { MatchedField } from '../search/repository-window.ts'

/** An analyst's saved search. */
export interface Watch {
  readonly id: string
  readonly name: string
  /** As typed into the search. */
  readonly query: string
  readonly createdAt: Date
}

const STRENGTHS: Readonly<Record<MatchedField, number>> = { title: 3, lead: 2, body: 1 }
/** Two titles: a story that ten loose watches find is not ten times what an analyst asked for. */
const MOST_STRENGTH = 6

/**
 * How strongly some watches find each story that they find, by story id: for each watch 3 for a title, 2 for a lead and 1
 * for a body, 6 in all at most.
 * @param found the stories that each watch finds, with the strongest field
 */
export function watchStrengths(found: readonly ReadonlyMap<string, MatchedField>[]): ReadonlyMap<string, number> {
  const strengths = new Map<string, number>()
  for (const [storyId, field] of found.flatMap((stories) => [...stories])) {
    strengths.set(storyId, Math.min(MOST_STRENGTH, (strengths.get(storyId) ?? 0) + STRENGTHS[field]))
  }
  return strengths
}
