import type { Database, Session } from '../db/database.ts'
import { AppError } from '../errors.ts'
import { type Pause, systemPause } from '../pause.ts'
import type { LaneIndex } from './lane-index.ts'
import type { LaneNeeds } from './lane-needs.ts'
import { endHolder, readLane, releaseLane, renewLease, takeLane } from './repository-lane.ts'

/**
 * Milliseconds without a renewal after which a holder counts as hung. Short enough that with the watch's period a standby
 * has the lane within 5 s, long enough for a pause of the garbage collector. Batches and rebuilds let the renewals through.
 */
const LEASE_MS = 3_000
const RENEWALS_A_LEASE = 3
const RAISED = 'its number was raised'

/**
 * One holding of a lane, from its taking to its end. Three things keep a second writer out, each against another failure:
 *
 * - **The advisory lock**, on the connection on which the batches run, tells of death: it goes with the connection, so
 *   the lane of a killed process is free at once. Each number has a lock of its own, so that a lock says who holds the lane
 *   *now*, and that of a holder long replaced means nothing.
 * - **The lease**, renewed by timer over another connection, by the server's clock, tells of a holder that hangs while its
 *   connection stands. A standby then ends that connection, which undoes a half-done batch and its locks, and takes the
 *   lane. Lock and lease only decide who may try; both can be wrong: a pooler or a failover forgets locks, and a process
 *   that was frozen wakes up and goes on where it was.
 * - **The fence** decides: it is raised at each taking, every batch begins by locking the lane's row of its own number,
 *   and the ledger takes no decision of another (migration 0014). The number cannot be raised while such a batch is
 *   under way, so whoever is behind writes nothing, whatever it believes.
 *
 * After M. Kleppmann, "How to do distributed locking", 2016: a lock with a lease is safe only with a fencing token that
 * the store itself checks.
 */
export class LaneHolding {
  readonly language: string
  readonly fence: string
  readonly session: Session
  /** The stories in memory; taken out while a batch is under way. */
  index: LaneIndex | undefined
  /** Whether somebody looks after it while it has no work. */
  isKept = false
  /** Whether the settings that decisions are made by are written down. */
  hasToldSettings = false
  /** Whether all stories of the lane have their facts. */
  hasAllFacts = false
  private readonly db: Database
  private readonly pause: Pause
  private readonly leaseMs: number
  private readonly ending = new AbortController()
  private readonly renewing: Promise<void>

  private constructor(needs: LaneNeeds, taken: { language: string; fence: string; session: Session }) {
    this.language = taken.language
    this.fence = taken.fence
    this.session = taken.session
    this.db = needs.db
    this.pause = needs.pause ?? systemPause
    this.leaseMs = needs.leaseMs ?? LEASE_MS
    const { lost } = this.session
    lost.addEventListener('abort', () => this.lose(lost.reason), { once: true })
    this.renewing = this.renew()
  }

  /** Takes the lane, or returns null while another process holds it or is faster. */
  static async take(needs: LaneNeeds, language: string): Promise<LaneHolding | null> {
    const { db } = needs
    const { fence, isFree, isOverdue } = await readLane(db, language)
    if (!isFree && !isOverdue) return null
    if (!isFree) await endHolder(db, language, fence)
    const session = await db.session()
    try {
      const { holder = 'wirefold', leaseMs = LEASE_MS } = needs
      const own = await takeLane(session, language, fence, { holder, leaseMs })
      if (own !== null) return new LaneHolding(needs, { language, fence: own, session })
    } catch (error) {
      await session.close()
      throw error
    }
    await session.close()
    return null
  }

  /** Given when the holding ends, with the reason when it was lost. */
  get ended(): AbortSignal {
    return this.ending.signal
  }

  /** Throws LANE_LOST (retry) when the lane is no longer held: to be asked before every write. */
  mustHold(): void {
    if (this.ended.aborted) throw this.lostError()
  }

  /** Ends a holding of whose number Postgres says that it is not the lane's; throws LANE_LOST. */
  forfeit(): never {
    this.lose(new Error(RAISED))
    throw this.lostError()
  }

  /** Ends a holding in the midst of a batch, because the process is to stop; throws LANE_LOST. */
  leave(): never {
    throw this.lostError()
  }

  /** Lets the lane go, at once free for others; harmless when it is lost. */
  async end(): Promise<void> {
    const wasHeld = !this.ended.aborted
    this.lose(undefined)
    await this.renewing
    try {
      if (wasHeld) await releaseLane(this.db, this.language, this.fence)
    } finally {
      // The connection of a lost holding may be one that answers no more.
      if (wasHeld) await this.session.close()
      else void this.session.close().catch(() => undefined)
    }
  }

  private lostError(): AppError {
    return new AppError('LANE_LOST', `the lane of ${this.language} is no longer held: another process may take it`, {
      disposition: 'retry',
      details: { language: this.language, fence: this.fence },
      cause: this.ended.reason,
    })
  }

  private lose(reason: unknown): void {
    this.index = undefined
    this.ending.abort(reason)
  }

  private async renew(): Promise<void> {
    for (;;) {
      await this.pause(this.leaseMs / RENEWALS_A_LEASE, this.ended)
      if (this.ended.aborted) return
      try {
        if (await renewLease(this.db, this.language, this.fence, this.leaseMs)) continue
        this.lose(new Error(RAISED))
      } catch (error) {
        this.lose(error)
      }
    }
  }
}

const LOSSES: ReadonlySet<string> = new Set(['LANE_LOST', 'DATABASE_UNREACHABLE'])

/** Whether a failure only ended a holding, by its number or its connection, so that the lane may be taken again. */
export const isLoss = (error: unknown): error is AppError => error instanceof AppError && LOSSES.has(error.code)
