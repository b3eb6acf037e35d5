import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import { countWork, type WorkCounts } from '../feeds/repository.ts'
import type { Progress } from './progress.ts'

const LOOK_EVERY_MS = 150

/** Shows the work of the rounds that were started until all of it is done, or until the signal is given. */
export async function watchWork(db: Database, progress: Progress, signal: AbortSignal): Promise<WorkCounts> {
  for (;;) {
    const counts = await countWork(db)
    progress.update('feeds polled', counts.pollsDone, counts.polls)
    progress.update('pages fetched', counts.pagesDone, counts.pages)
    progress.update('stories grouped', counts.textsPlaced, counts.texts)
    if (signal.aborted || isDone(counts)) return counts
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined) // an abort ends the loop above
  }
}

const isDone = (counts: WorkCounts): boolean =>
  counts.polls === counts.pollsDone && counts.pages === counts.pagesDone && counts.texts === counts.textsPlaced
