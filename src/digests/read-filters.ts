import type { Queryable } from '../db/database.ts'
import { findWatched } from '../watches/find-watched.ts'
import type { Digest } from './digest.ts'
import { LATE_DAYS } from './edition-window.ts'
import type { EditionFilters } from './filters.ts'
import type { Window } from './local-day.ts'
import { readStoredFilters } from './repository-filter.ts'

/** The filters of a digest, with what its watches find in a window, and of what may come in late for it. */
export async function readFilters(db: Queryable, digest: Digest, window: Window): Promise<EditionFilters> {
  const { publishers, watches } = await readStoredFilters(db, digest.id)
  const from = new Date(window.from.getTime() - LATE_DAYS * 86_400_000)
  return { languages: digest.languages, publishers, watched: await findWatched(db, watches, { from, to: window.to }) }
}
