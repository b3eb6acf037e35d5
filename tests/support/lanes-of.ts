import type { Clock } from '../../src/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { SETTLE_SECONDS } from './worker-needs.ts'

/** The lanes of a process, with stories of those ids. */
export const lanesOf = (db: Database, clock: Clock, newStoryId: (at: Date) => string, idleHoldMs = 0): Lanes =>
  new Lanes({ db, clock, newStoryId, settleSeconds: SETTLE_SECONDS, idleHoldMs })
