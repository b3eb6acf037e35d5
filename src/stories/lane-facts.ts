import type { Queryable } from '../db/database.ts'
import { listWithoutFacts, refreshFacts } from './repository-facts.ts'

/** Stories whose facts are made besides a batch: some tenths of a second. */
const STEP = 50

/**
 * Makes the facts of some stories that lack them, because they are older than facts are made: the lane does it, which
 * alone writes them. Returns whether all stories of the language have theirs.
 */
export async function fillFacts(tx: Queryable, language: string, now: Date): Promise<boolean> {
  const storyIds = await listWithoutFacts(tx, language, STEP)
  await refreshFacts(tx, storyIds, now)
  return storyIds.length < STEP
}
