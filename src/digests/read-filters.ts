import type { Queryable } from '../db/database.ts'
import { findWatched } from '../watches/find-watched.ts'
import type { Digest } from './digest.ts'
import type { EditionFilters } from './filters.ts'
import type { Window } from './local-day.ts'
import { readStoredFilters } from './repository-filter.ts'

/** An edition tells late articles of two days before its window. */
const LATE_MS = 2 * 86_400_000

/** The filters of a digest, with what its watches find in a window. */
export async function readFilters(db: Queryable, digest: Digest, window: Window): Promise<EditionFilters> {
  const { publishers, watches } = await readStoredFilters(db, digest.id)
  const from = new Date(window.from.getTime() - LATE_MS)
  return { languages: digest.languages, publishers, watched: await findWatched(db, watches, { from, to: window.to }) }
}
