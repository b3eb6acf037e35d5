import type { z } from 'zod'

/**
 * What a job is: its name, its payload and how it may fail; not the code that does it.
 * A payload carries ids and never bodies: the row is read when the job runs, so an old payload cannot overwrite
 * newer state.
 */
export interface Job<Payload> {
  /** Verb and noun, equal to the name of its file in `workers/`. */
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Runs before the queue gives up; the sweep finds the work again by its missing mark. */
  readonly attempts: number
  readonly backoffMs: number
  /** Two jobs with one key are one job for as long as the first waits. May not hold a colon. */
  readonly key: (payload: Payload) => string
  /** A job that arrives while its twin runs is kept and runs once afterwards, for work that takes "all there is". */
  readonly runsAgain: boolean
}

/** A job and the code that does it. `Needs` is all that the code may use. */
export interface Worker<Payload, Needs> {
  readonly job: Job<Payload>
  readonly run: (payload: Payload, needs: Needs, signal: AbortSignal) => Promise<void>
}

/** Where work is put. */
export interface Queue {
  enqueue<Payload>(job: Job<Payload>, payloads: readonly Payload[]): Promise<void>
}

/** A worker bound to its needs; the payload is checked when it arrives, since another release may have written it. */
export interface BoundWorker {
  readonly jobName: string
  readonly concurrency: number
  readonly run: (payload: unknown, signal: AbortSignal) => Promise<void>
}

export function bindWorker<Payload, Needs>(
  worker: Worker<Payload, Needs>,
  needs: Needs,
  concurrency: number,
): BoundWorker {
  return {
    jobName: worker.job.name,
    concurrency,
    run: async (payload, signal) => {
      await worker.run(worker.job.payload.parse(payload), needs, signal)
    },
  }
}
