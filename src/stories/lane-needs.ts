import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import type { Pause } from '../pause.ts'
import type { Clusterer } from './clusterer.ts'

export interface LaneNeeds {
  readonly db: Database
  readonly clock: Clock
  readonly newStoryId: (at: Date) => string
  readonly settleSeconds: number
  /** Real time when not given. */
  readonly pause?: Pause
  /** Names this process to whoever asks who holds a lane. */
  readonly holder?: string
  /**
   * Milliseconds for which a lane is kept after its last work, so that its index need not be rebuilt for the next. 0 when
   * not given: the lane is let go as soon as nothing is left. Whoever keeps lanes must `close` them.
   */
  readonly idleHoldMs?: number
  /** Milliseconds that a holder may be silent before another takes its lane; see `lane-holding.ts`. */
  readonly leaseMs?: number
  /**
   * Applies what analysts have decided, at the start of each batch, in its transaction; returns how many decisions those
   * were. `clusterer` is the index that follows them, or null where none is in memory: then rows alone are changed.
   * Whoever calls `outdate` has changed what the index cannot follow: it is built anew, and this called again with it.
   */
  readonly applyDecisions?: (
    tx: Queryable,
    language: string,
    clusterer: Clusterer | null,
    now: Date,
    outdate: () => void,
  ) => Promise<number>
  /** Whether decisions wait to be applied: a lane has work then, without any article. */
  readonly hasDecisions?: (db: Queryable, language: string) => Promise<boolean>
  /**
   * Told of what goes wrong while no call waits for it: the lane is let go then, and the next wake takes it again.
   * `language` is null when the look for lanes without a holder failed.
   */
  readonly onProblem?: (error: unknown, language: string | null) => void
}
