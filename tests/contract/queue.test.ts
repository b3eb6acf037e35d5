import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { systemClock } from '../../src/clock.ts'
import { AppError, LaterError } from '../../src/errors.ts'
import { type JobQueue, openBullQueue, type QueueStore } from '../../src/queue/bullmq.ts'
import { bindWorker, type Job } from '../../src/queue/job.ts'
import { migrateQueue, openQueuePool } from '../../src/queue/postgres-store.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { hasRedis, useRedis } from '../support/redis.ts'
import { until } from '../support/until.ts'

interface Parcel {
  readonly label: string
}

type Run = (parcel: Parcel, signal: AbortSignal) => Promise<void>

interface OpenStore {
  readonly store: QueueStore
  close(): Promise<void>
}

/** What the application relies on, whatever BullMQ keeps its jobs in. */
function describeQueue(name: string, open: () => Promise<OpenStore>): void {
  describe(name, () => {
    let opened: OpenStore
    let queue: JobQueue
    let job: Job<Parcel>
    let working: { stop(): Promise<void> } | undefined
    const failures: { payload: unknown; message: string; isFinal: boolean }[] = []

    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())
    beforeEach(() => {
      failures.length = 0
      queue = openBullQueue(opened.store, systemClock, {
        onFailed: (_job, payload, error, isFinal) => failures.push({ payload, message: error.message, isFinal }),
        onError: () => undefined,
      })
      job = jobWith({})
    })
    afterEach(async () => {
      await working?.stop()
      working = undefined
      await queue.close()
    })

    /** A kind of job of the test's own, so that nothing is left over from others. */
    const jobWith = (more: Partial<Job<Parcel>>): Job<Parcel> => ({
      name: `carry-parcel-${randomUUID()}`,
      payload: z.object({ label: z.string().min(1) }),
      attempts: 3,
      backoffMs: 20,
      key: ({ label }) => `parcel-${label}`,
      runsAgain: false,
      ...more,
    })

    const work = (run: Run, concurrency = 1): void => {
      working = queue.work([bindWorker({ job, run: (parcel, _needs, signal) => run(parcel, signal) }, {}, concurrency)])
    }
    const put = (...labels: readonly string[]) =>
      queue.enqueue(
        job,
        labels.map((label) => ({ label })),
      )
    const counts = async () => (await queue.counts([job.name]))[job.name]
    const reached = (what: string, isSo: () => boolean) => until(what, () => Promise.resolve(isSo()), 10_000)
    /** The store counts a failure a moment before the worker reports it. */
    const failedJobs = (count: number) =>
      until(
        `${count} failed jobs, stored and reported`,
        async () =>
          (await counts())?.['failed'] === count && failures.filter(({ isFinal }) => isFinal).length === count,
      )

    /** Runs what there is, and a last parcel after it: when that has come, nothing else will. */
    const runAll = async (run: Run): Promise<void> => {
      let isLast = false
      work(async (parcel, signal) => {
        if (parcel.label === 'last') isLast = true
        else await run(parcel, signal)
      })
      await put('last')
      await reached('the last parcel', () => isLast)
    }

    test('runs each job with its payload', async () => {
      const ran: Parcel[] = []
      await put('a', 'b', 'c')
      await runAll((parcel) => Promise.resolve(void ran.push(parcel)))
      expect(ran).toEqual([{ label: 'a' }, { label: 'b' }, { label: 'c' }])
    })

    test('gives a job to one worker of many', async () => {
      const ran: string[] = []
      work((parcel) => Promise.resolve(void ran.push(parcel.label)), 4)
      const others = queue.work([
        bindWorker({ job, run: (parcel: Parcel) => Promise.resolve(void ran.push(parcel.label)) }, {}, 4),
      ])
      const labels = Array.from({ length: 40 }, (_none, i) => `p${i}`)
      await put(...labels)
      await until('every job', async () => ran.length >= 40 && (await counts())?.['active'] === 0)
      await others.stop()
      expect([...ran].sort()).toEqual([...labels].sort())
    })

    test('takes two jobs of one key for one while the first waits, and for two when it is done', async () => {
      const ran: string[] = []
      await put('a', 'b')
      await put('a', 'a')
      expect(await counts()).toMatchObject({ waiting: 2 })
      await runAll((parcel) => Promise.resolve(void ran.push(parcel.label)))
      expect(ran).toEqual(['a', 'b'])
      await put('a')
      await reached('the third run', () => ran.length === 3)
    })

    test('runs a job that takes all there is once more when it was asked for during its run', async () => {
      job = jobWith({ runsAgain: true })
      let release = (): void => undefined
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      let runs = 0
      work(async (parcel) => {
        if (parcel.label === 'last') return
        runs += 1
        if (runs === 1) await released
      })
      await put('a')
      await reached('the first run', () => runs === 1)
      await put('a')
      await put('a')
      await put('a')
      release()
      await reached('the second run', () => runs === 2)
      await put('last')
      await until('an empty queue', async () => {
        const left = await counts()
        return left?.['waiting'] === 0 && left['active'] === 0 && left['delayed'] === 0
      })
      expect(runs).toBe(2)
    })

    test('tries again later and later what may work soon, and then reports it as failed', async () => {
      job = jobWith({ backoffMs: 60 })
      const ran: number[] = []
      work(() => {
        ran.push(performance.now())
        return Promise.reject(new AppError('FULL', `full at ${ran.length}`, { disposition: 'retry' }))
      })
      await put('a')
      await failedJobs(1)
      const [first = 0, second = 0, third = 0] = ran
      expect(ran).toHaveLength(3)
      expect(second - first).toBeGreaterThanOrEqual(55)
      expect(third - second).toBeGreaterThanOrEqual(115)
      expect(failures.at(-1)).toEqual({ payload: { label: 'a' }, message: 'full at 3', isFinal: true })
      expect(failures.slice(0, -1).map(({ isFinal }) => isFinal)).toEqual([false, false])
    })

    test('takes a job of the same key again when the first was given up', async () => {
      job = jobWith({ attempts: 1 })
      let runs = 0
      work(() => {
        runs += 1
        return runs === 1 ? Promise.reject(new Error('broken')) : Promise.resolve()
      })
      await put('a')
      await failedJobs(1)
      await put('a')
      await reached('the second run', () => runs === 2)
    })

    test('goes on after a failure that passed', async () => {
      let runs = 0
      await put('a')
      work(() => {
        runs += 1
        return runs < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve()
      })
      await reached('the third run', () => runs === 3)
      await until('an idle queue', async () => (await counts())?.['active'] === 0)
      expect(await counts()).toMatchObject({ waiting: 0, delayed: 0, failed: 0 })
    })

    test('does not try again what will never work', async () => {
      let runs = 0
      work(() => {
        runs += 1
        return Promise.reject(new AppError('TORN', 'the label is torn', { disposition: 'discard' }))
      })
      await put('a')
      await failedJobs(1)
      expect(runs).toBe(1)
      expect(failures).toEqual([{ payload: { label: 'a' }, message: 'the label is torn', isFinal: true }])
    })

    test('puts a job off until its time without spending an attempt', async () => {
      job = jobWith({ attempts: 1 })
      const ran: { at: number; notBefore: number }[] = []
      let notBefore = 0
      work(() => {
        ran.push({ at: Date.now(), notBefore })
        if (ran.length === 4) return Promise.resolve()
        notBefore = Date.now() + 80
        return Promise.reject(new LaterError('HOST_PACE', 'not before its time', new Date(notBefore)))
      })
      await put('a')
      await reached('the fourth run', () => ran.length === 4)
      for (const run of ran) expect(run.at).toBeGreaterThanOrEqual(run.notBefore - 2)
      await until('an idle queue', async () => (await counts())?.['active'] === 0)
      expect(await counts()).toMatchObject({ waiting: 0, delayed: 0, failed: 0 })
      expect(failures).toEqual([])
    })

    test('runs at once what is put off until a time that has gone by', async () => {
      let runs = 0
      work(() => {
        runs += 1
        return runs === 1 ? Promise.reject(new LaterError('HOST_PACE', 'go', new Date(0))) : Promise.resolve()
      })
      await put('a')
      await reached('the second run', () => runs === 2)
    })

    test('takes a job that is put off for one with its twin', async () => {
      let runs = 0
      work(() => {
        runs += 1
        return Promise.reject(new LaterError('HOST_PACE', 'much later', new Date(Date.now() + 600_000)))
      })
      await put('a')
      await until('a delayed job', async () => (await counts())?.['delayed'] === 1)
      await put('a')
      expect(await counts()).toMatchObject({ waiting: 0, active: 0, delayed: 1 })
      expect(runs).toBe(1)
    })

    test('refuses a payload of the wrong shape before it enters, and its neighbours with it', async () => {
      await expect(put('a', '')).rejects.toThrow(/label/)
      await expect(queue.enqueue(job, [{ parcel: 7 } as unknown as Parcel])).rejects.toThrow(/label/)
      expect(await counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 })
    })

    test('keeps of a payload only what the job knows', async () => {
      const ran: Parcel[] = []
      await queue.enqueue(job, [{ label: 'a', body: 'a text that belongs into a row' } as Parcel])
      await runAll((parcel) => Promise.resolve(void ran.push(parcel)))
      expect(ran).toEqual([{ label: 'a' }])
    })

    test('does not run a payload that another release wrote in another shape', async () => {
      const older: Job<Parcel> = { ...job, attempts: 1, payload: z.object({ label: z.string() }) }
      await queue.enqueue(older, [{ label: '' }])
      let runs = 0
      work(() => Promise.resolve(void (runs += 1)))
      await failedJobs(1)
      expect(runs).toBe(0)
    })

    test('enqueues nothing when there is nothing', async () => {
      await put()
      expect(await counts()).toMatchObject({ waiting: 0 })
    })

    test('stops after it has told the running job to stop and has waited for its end', async () => {
      const steps: string[] = []
      work(async (_parcel, signal) => {
        steps.push('started')
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
        steps.push('told')
        await counts()
        steps.push('ended')
      })
      await put('a', 'b')
      await reached('a running job', () => steps.length > 0)
      await working?.stop()
      steps.push('stopped')
      expect(steps).toEqual(['started', 'told', 'ended', 'stopped'])
      expect(await counts()).toMatchObject({ waiting: 1, active: 0 })
    })

    test('keeps its jobs for the next worker when it is closed', async () => {
      await put('a')
      await queue.close()
      queue = openBullQueue(opened.store, systemClock, { onFailed: () => undefined, onError: () => undefined })
      const ran: string[] = []
      await runAll((parcel) => Promise.resolve(void ran.push(parcel.label)))
      expect(ran).toEqual(['a'])
    })
  })
}

const { url } = useDatabaseAndUrl({ empty: 'once' })

describeQueue('the queue on Postgres', async () => {
  await migrateQueue({ connectionString: url() })
  await migrateQueue({ connectionString: url() })
  const pool = openQueuePool({ connectionString: url() }, 8, () => undefined)
  pool.setMaxListeners(0) // BullMQ leaves its listeners there when a queue is closed, and each test opens one
  return { store: { kind: 'postgres', pool }, close: () => pool.end() }
})

if (hasRedis()) {
  describeQueue('the queue on Redis', async () => {
    const server = await useRedis(13)
    const redis = new Redis(server.url, { maxRetriesPerRequest: null })
    const close = async () => {
      await redis.quit()
      await server.stop()
    }
    return { store: { kind: 'redis', redis }, close }
  })
} else test.skip('the queue on Redis (set REDIS_URL to one, or install redis-server)', () => undefined)
