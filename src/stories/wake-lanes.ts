import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import type { Queue } from '../queue/job.ts'
import { clusterArticle } from '../queue/jobs.ts'
import { settledBefore } from './lane.ts'
import { listReadyLanguages } from './repository.ts'

export interface WakeNeeds {
  readonly db: Queryable
  readonly queue: Queue
  readonly clock: Clock
  readonly settleSeconds: number
}

/** Wakes the lane of every language that has articles ready to be assigned; returns how many were woken. */
export async function wakeLanes(needs: WakeNeeds): Promise<number> {
  const languages = await listReadyLanguages(needs.db, settledBefore(needs.clock.now(), needs.settleSeconds))
  await needs.queue.enqueue(
    clusterArticle,
    languages.map((language) => ({ language })),
  )
  return languages.length
}
