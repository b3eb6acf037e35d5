import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Pause } from '../pause.ts'

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
   * Told of what goes wrong while no call waits for it: the lane is let go then, and the next wake takes it again.
   * `language` is null when the look for lanes without a holder failed.
   */
  readonly onProblem?: (error: unknown, language: string | null) => void
}
