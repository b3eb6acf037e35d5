import type { Queryable } from '../db/database.ts'
import { matchStories } from '../search/repository-window.ts'
import { type Watch, watchStrengths } from './watch.ts'

/**
 * How strongly watches find the stories of a half-open window, by story id; null without a watch. One query each.
 */
export async function findWatched(
  db: Queryable,
  watches: readonly Pick<Watch, 'query'>[],
  window: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, number> | null> {
  if (watches.length === 0) return null
  const found = []
  for (const { query } of watches) found.push(await matchStories(db, query, window))
  return watchStrengths(found)
}
