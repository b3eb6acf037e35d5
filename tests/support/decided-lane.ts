import type { Clock } from '../../src/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { laneDecisions } from '../../src/stories/decision-lane.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { SETTLE_SECONDS } from './worker-needs.ts'

/** Lanes that do what analysts have decided. */
export const decidedLanes = (db: Database, clock: Clock, newStoryId: (at: Date) => string, idleHoldMs = 0): Lanes =>
  new Lanes({ db, clock, newStoryId, settleSeconds: SETTLE_SECONDS, idleHoldMs, ...laneDecisions(newStoryId) })
