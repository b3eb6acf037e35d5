import { setMaxListeners } from 'node:events'
import {
  createPostgresBackend,
  DelayedError,
  Queue as BullQueue,
  type Job as BullJob,
  type PostgresConnectionOptions,
  type QueueOptions,
  UnrecoverableError,
  Worker as BullWorker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import type { Redis } from 'ioredis'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { dispositionOf, LaterError, messageOf } from '../errors.ts'
import type { BoundWorker, Job, Queue } from './job.ts'

/** What BullMQ keeps its jobs in. The pool must have `search_path=bullmq` and room for workers + 8 connections. */
export type QueueStore =
  { readonly kind: 'redis'; readonly redis: Redis } | { readonly kind: 'postgres'; readonly pool: pg.Pool }

export interface QueueReport {
  /** Told of every failed run; `isFinal` when the queue does not try again. */
  readonly onFailed: (job: string, payload: unknown, error: Error, isFinal: boolean) => void
  readonly onError: (error: Error) => void
}

export interface JobQueue extends Queue {
  /** Starts taking jobs; `stop` waits for the running ones, after telling them by their signal. */
  work(workers: readonly BoundWorker[]): { stop(): Promise<void> }
  /** Jobs by state of each named queue. */
  counts(jobNames: readonly string[]): Promise<Record<string, Record<string, number>>>
  close(): Promise<void>
}

/** Finished jobs are kept a day or 1,000, failed ones a week or 5,000: long enough to look, bounded for the store. */
const keep = {
  removeOnComplete: { age: 86_400, count: 1_000 },
  removeOnFail: { age: 7 * 86_400, count: 5_000 },
}

/** A worker that died is noticed after this long, and its job is given to another. */
const STALLED_AFTER_MS = 30_000

/** The queue port on BullMQ: on Redis in production, on Postgres when there is no Redis. Same code, another store. */
export function openBullQueue(store: QueueStore, clock: Clock, report: QueueReport): JobQueue {
  const open = classesFor(store)
  const queues = new Map<string, BullQueue>()
  const queueOf = (name: string): BullQueue => {
    const known = queues.get(name)
    if (known) return known
    const queue = open.queue(name)
    queue.on('error', report.onError)
    queues.set(name, queue)
    return queue
  }

  return {
    async enqueue<Payload>(job: Job<Payload>, payloads: readonly Payload[]) {
      if (payloads.length === 0) return
      await queueOf(job.name).addBulk(payloads.map((payload) => toBullJob(job, job.payload.parse(payload))))
    },

    work(bound) {
      const stopping = new AbortController()
      // Every running job listens to it, and Node takes more than ten listeners for a leak.
      setMaxListeners(0, stopping.signal)
      const running = bound.map((worker) => {
        const bull = open.worker(worker.jobName, worker.concurrency, (job, token) =>
          runJob(worker, job, token, clock, stopping.signal),
        )
        bull.on('error', report.onError)
        bull.on('failed', (job, error) =>
          report.onFailed(worker.jobName, job?.data, error, job?.finishedOn !== undefined),
        )
        return bull
      })
      return {
        async stop() {
          stopping.abort()
          await Promise.all(running.map((worker) => worker.close()))
        },
      }
    },

    async counts(jobNames) {
      const states = ['waiting', 'active', 'delayed', 'failed'] as const
      const rows = jobNames.map(async (name) => [name, await queueOf(name).getJobCounts(...states)] as const)
      return Object.fromEntries(await Promise.all(rows))
    },

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
    },
  }
}

function toBullJob<Payload>(job: Job<Payload>, payload: Payload) {
  return {
    name: job.name,
    data: payload,
    opts: {
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs },
      deduplication: { id: job.key(payload), ...(job.runsAgain ? { keepLastIfActive: true } : {}) },
      ...keep,
    },
  }
}

type Processor = (job: BullJob, token: string | undefined) => Promise<void>

function classesFor(store: QueueStore) {
  if (store.kind === 'redis') {
    const common = { connection: store.redis, prefix: 'wirefold' } satisfies QueueOptions
    return {
      queue: (name: string) => new BullQueue(name, common),
      worker: (name: string, concurrency: number, run: Processor) =>
        new BullWorker(name, run, {
          ...common,
          concurrency,
          stalledInterval: STALLED_AFTER_MS,
        } satisfies WorkerOptions),
    }
  }
  const { Queue, Worker } = withBackend(createPostgresBackend)
  // The pool's own types lack the index signature that BullMQ asks for; at run time it wants just a pool.
  const common = { connection: store.pool as unknown as PostgresConnectionOptions }
  return {
    queue: (name: string) => new Queue(name, common) as unknown as BullQueue,
    worker: (name: string, concurrency: number, run: Processor) =>
      new Worker(name, run, { ...common, concurrency, stalledInterval: STALLED_AFTER_MS }) as unknown as BullWorker,
  }
}

async function runJob(
  worker: BoundWorker,
  job: BullJob,
  token: string | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  try {
    await worker.run(job.data, signal)
  } catch (error) {
    if (error instanceof LaterError) {
      // BullMQ on Postgres takes whole milliseconds only.
      const delay = Math.max(1, Math.ceil(error.notBefore.getTime() - clock.now().getTime()))
      await job.moveToDelayed(Date.now() + delay, token)
      throw new DelayedError()
    }
    if (dispositionOf(error) === 'discard') throw new UnrecoverableError(messageOf(error))
    throw error
  }
}
