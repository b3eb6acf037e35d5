import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import type { Queue } from '../queue/job.ts'
import { clusterArticle } from '../queue/jobs.ts'
import { settledBefore } from './lane-settled.ts'
import { listReadyLanguages } from './repository.ts'
import { listDecidedLanguages } from './repository-decisions.ts'

export interface WakeNeeds {
  readonly db: Queryable
  readonly queue: Queue
  readonly clock: Clock
  readonly settleSeconds: number
}

/**
 * Wakes the lane of every language that has articles ready to be assigned, or decisions to be applied; returns how many
 * were woken. A wake that comes while its twin runs is kept and runs after it; a lane that is kept looks by itself.
 */
export async function wakeLanes({ db, queue, clock, settleSeconds }: WakeNeeds): Promise<number> {
  const ready = await listReadyLanguages(db, settledBefore(clock.now(), settleSeconds))
  const languages = [...new Set([...ready, ...(await listDecidedLanguages(db))])]
  await queue.enqueue(
    clusterArticle,
    languages.map((language) => ({ language })),
  )
  return languages.length
}
