import { systemPause, type Pause } from '../pause.ts'
import { LaneTurns } from './lane-turns.ts'
import { BATCH, runBatch } from './lane-batch.ts'
import { type LaneCall, type Waiting, waitForHolder } from './lane-call.ts'
import { isLoss, LaneHolding } from './lane-holding.ts'
import type { LaneNeeds } from './lane-needs.ts'
import { hasReady } from './repository.ts'
import { hasDecisions } from './repository-decisions.ts'
import { listForsakenLanes } from './repository-lane.ts'
import { settledBefore } from './lane-settled.ts'

/** Milliseconds between two looks for lanes whose holder is gone. */
const WATCH_MS = 500
/** Milliseconds between two looks of a holder for more work: a wake that reached another process reaches it this way. */
const KEEP_MS = 250
/** A wake waits no longer for the holder: it works until nothing is left, and the watch sees when it dies. */
const WAKE_PATIENCE_MS = 5_000
/** A command that wants its articles placed waits this long for a holder that gets nothing done. */
const RUN_PATIENCE_MS = 60_000
/** A connection may break once and again; one that always breaks in a batch breaks by what is in it. */
const LOSSES_AT_MOST = 3

/**
 * The single writers that assign articles to stories, one lane a language.
 *
 * A process that has work for a lane takes it (`lane-holding.ts` says how a second writer is kept out), assigns batch by
 * batch and keeps the lane for a while, because its index in memory takes long to rebuild. A process that finds the lane
 * held is its standby: it waits until the holder has done the work, or takes the lane when the holder is gone.
 */
export class Lanes {
  private readonly needs: LaneNeeds
  private readonly pause: Pause
  private readonly closing = new AbortController()
  private readonly held = new Map<string, LaneHolding>()
  private readonly turns = new LaneTurns()
  private readonly background = new Set<Promise<void>>()

  constructor(needs: LaneNeeds) {
    this.needs = needs
    this.pause = needs.pause ?? systemPause
  }

  /**
   * Assigns all articles of the language that are ready, or waits for the process that does; returns how many were
   * assigned here. For commands as for workers.
   * @param onBatch awaited after each batch, and now and then while another process works
   */
  run(language: string, signal: AbortSignal, onBatch?: () => Promise<void>): Promise<number> {
    return this.work(language, {
      stop: this.stopWith(signal),
      patienceMs: RUN_PATIENCE_MS,
      waitsForProgress: true,
      onBatch,
    })
  }

  /** As `run`, but leaves the work to a holder that is alive. */
  wake(language: string, signal: AbortSignal): Promise<number> {
    return this.work(language, { stop: this.stopWith(signal), patienceMs: WAKE_PATIENCE_MS })
  }

  /**
   * Takes over the lanes of holders that die or hang, until stopped. For processes that do jobs: the queue itself gives
   * the job of a dead worker to another only after half a minute, and takes new wakes for its twins until then.
   */
  async watch(signal: AbortSignal): Promise<void> {
    const stop = this.stopWith(signal)
    while (!stop.aborted) {
      const forsaken = await listForsakenLanes(this.needs.db).catch((error: unknown) => {
        this.needs.onProblem?.(error, null)
        return []
      })
      for (const language of forsaken) {
        const call = { stop, patienceMs: 0 }
        if (!this.turns.isBusy(language)) this.inBackground(language, this.work(language, call))
      }
      await this.pause(WATCH_MS, stop)
    }
  }

  /** Lets every lane go, after the batch that is under way. The process takes none afterwards. */
  async close(): Promise<void> {
    this.closing.abort()
    await Promise.all([this.turns.ended(), ...this.background])
    await Promise.all([...this.held.values()].map((holding) => this.letGo(holding)))
  }

  private stopWith(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.closing.signal])
  }

  private work(language: string, call: LaneCall): Promise<number> {
    return this.turns.take(language, () => this.workInTurn(language, call))
  }

  private async workInTurn(language: string, call: LaneCall): Promise<number> {
    let assigned = 0
    let losses = 0
    let waiting: Waiting = { ms: 0, sequence: null }
    const count = (taken: number) => {
      assigned += taken
    }
    while (!call.stop.aborted && (await this.isLeft(language))) {
      const holding = this.held.get(language) ?? (await this.take(language))
      if (holding) {
        const loss = await this.drain(holding, call, count)
        if (!loss) break
        losses += 1
        if (losses > LOSSES_AT_MOST) throw loss
        continue
      }
      const longer = await waitForHolder({ db: this.needs.db, pause: this.pause }, language, call, waiting)
      if (!longer) break
      waiting = longer
    }
    return assigned
  }

  private async isLeft(language: string): Promise<boolean> {
    const { db, clock, settleSeconds } = this.needs
    return (await hasReady(db, language, settledBefore(clock.now(), settleSeconds))) || hasDecisions(db, language)
  }

  private async take(language: string): Promise<LaneHolding | null> {
    const holding = await LaneHolding.take(this.needs, language)
    if (holding) this.held.set(language, holding)
    return holding
  }

  /**
   * Works on a lane that is held until nothing is left, or returns by what it was lost on the way. Whatever fails, the
   * lane is let go.
   */
  private async drain(
    holding: LaneHolding,
    { stop, onBatch }: LaneCall,
    count: (taken: number) => void,
  ): Promise<Error | null> {
    try {
      for (let taken = BATCH; taken === BATCH && !stop.aborted;) {
        taken = await runBatch(this.needs, holding, stop)
        count(taken)
        await onBatch?.()
      }
    } catch (error) {
      await this.letGo(holding)
      if (isLoss(error)) return error
      throw error
    }
    await this.keepOrLetGo(holding)
    return null
  }

  private async keepOrLetGo(holding: LaneHolding): Promise<void> {
    if ((this.needs.idleHoldMs ?? 0) === 0) return this.letGo(holding)
    if (holding.isKept) return
    holding.isKept = true
    this.inBackground(holding.language, this.keep(holding))
  }

  /** Takes what else comes for a lane, until nothing has come for long. */
  private async keep(holding: LaneHolding): Promise<void> {
    const { language } = holding
    const call: LaneCall = { stop: this.closing.signal, patienceMs: 0 }
    const until = AbortSignal.any([holding.ended, this.closing.signal])
    try {
      for (let idleMs = 0; idleMs < (this.needs.idleHoldMs ?? 0); idleMs += KEEP_MS) {
        await this.pause(KEEP_MS, until)
        if (until.aborted) break
        if ((await this.work(language, call)) > 0) idleMs = 0
      }
    } finally {
      await this.turns.take(language, () => this.letGo(holding))
    }
  }

  private async letGo(holding: LaneHolding): Promise<void> {
    // A lane that cannot be let go, because Postgres does not answer, is free when its lease runs out.
    if (this.held.get(holding.language) === holding) this.held.delete(holding.language)
    await holding.end().catch((error: unknown) => this.needs.onProblem?.(error, holding.language))
  }

  /** Follows what no call waits for: its failure is told, and the lane is free for the next. */
  private inBackground(language: string, work: Promise<unknown>): void {
    const done = work
      .catch((error: unknown) => this.needs.onProblem?.(error, language))
      .then(() => {
        this.background.delete(done)
      })
    this.background.add(done)
  }
}
