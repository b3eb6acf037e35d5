import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Clock, systemClock } from '../../../src/clock.ts'
import type { Database } from '../../../src/db/database.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { LaterError } from '../../../src/errors.ts'
import { hostPace, type PaceOptions } from '../../../src/fetch/host-pace.ts'
import { setCrawlDelay, takeSlot } from '../../../src/fetch/pace-store.ts'
import { useDatabaseAndUrl } from '../../support/database.ts'
import { type SetClock, setClock } from '../../support/set-clock.ts'
import { until } from '../../support/until.ts'

const { db, url } = useDatabaseAndUrl()

const host = 'courier.example'
const origin = `https://${host}`
const start = new Date('2026-03-02T08:00:00Z')
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds)

let clock: SetClock
beforeEach(() => {
  clock = setClock(start.toISOString())
})

const pools: Database[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))

/** The database as another process has it. */
function anotherPool(): Database {
  const pool = openPostgres({
    connectionString: url(),
    poolSize: 4,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  pools.push(pool)
  return pool
}

interface Taken {
  readonly error: Error | null
  readonly kept: readonly Date[]
}

/** Takes a turn for `request`, which by default answers at once. */
async function take(
  options: Partial<PaceOptions>,
  address: string,
  { held = null, request = () => Promise.resolve(), on = db(), by = clock }: TakeMore = {},
): Promise<Taken> {
  const kept: Date[] = []
  const keep = (slot: Date) => {
    kept.push(slot)
    return Promise.resolve()
  }
  const pace = hostPace(on, { spacingMs: 0, concurrency: 16, ...options }, by)
  const error = await pace.take({ url: address, held, keep, signal: new AbortController().signal }, request).then(
    () => null,
    (thrown: unknown) => thrown as Error,
  )
  return { error, kept }
}

interface TakeMore {
  readonly held?: Date | null
  readonly request?: () => Promise<void>
  readonly on?: Database
  /** The test's own stands still. */
  readonly by?: Clock
}

/** A request that lasts until it is told to end. */
function lasting() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let hasBegun = false
  const request = () => {
    hasBegun = true
    return ended
  }
  return { request, end, begun: () => until('the request to begin', () => Promise.resolve(hasBegun)) }
}

const gone = { error: null, kept: [] }

describe('slots', () => {
  test('of one host are spaced over two processes that ask at once', async () => {
    const [one, two] = [anotherPool(), anotherPool()]
    const slots = await Promise.all(
      Array.from({ length: 24 }, (_none, i) => takeSlot(i % 2 === 0 ? one : two, host, 250, start)),
    )
    const sorted = slots.map((slot) => slot.getTime()).sort((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 24 }, (_none, i) => start.getTime() + i * 250))
  })

  test('begin anew at the present when nobody asked for long', async () => {
    await takeSlot(db(), host, 1_000, start)
    expect(await takeSlot(db(), host, 1_000, after(60_000))).toEqual(after(60_000))
    expect(await takeSlot(db(), host, 1_000, after(60_000))).toEqual(after(61_000))
  })

  test('are kept to the millisecond', async () => {
    await takeSlot(db(), host, 333, after(1))
    expect(await takeSlot(db(), host, 333, start)).toEqual(after(334))
  })

  test('let the first request of each host go at once; a port makes a host of its own', async () => {
    for (const address of [`${origin}/a`, `${origin}:8443/a`, 'https://gazette.example/a']) {
      expect(await take({ spacingMs: 600_000 }, address)).toEqual(gone)
    }
  })

  test('are shared by http and https of one host', async () => {
    await take({ spacingMs: 600_000 }, `http://${host}/a`)
    expect((await take({ spacingMs: 600_000 }, `https://${host}/a`)).error).toMatchObject({ notBefore: after(600_000) })
  })

  test('that are far off put a request off, and are kept', async () => {
    await take({ spacingMs: 600_000 }, `${origin}/a`)
    const { error, kept } = await take({ spacingMs: 600_000 }, `${origin}/b?page=2`)
    expect(error).toBeInstanceOf(LaterError)
    expect(error).toMatchObject({ code: 'HOST_PACE', disposition: 'later', notBefore: after(600_000) })
    expect(kept).toEqual([after(600_000)])
  })

  test('that are near are waited for', async () => {
    const starts: number[] = []
    const request = () => {
      starts.push(Date.now())
      return Promise.resolve()
    }
    for (const path of ['a', 'b']) {
      expect(await take({ spacingMs: 80 }, `${origin}/${path}`, { request, by: systemClock })).toEqual(gone)
    }
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(75)
  })

  test('that were used late move on whoever comes close behind', async () => {
    for (const slot of [0, 2_000, 4_000]) expect(await takeSlot(db(), host, 2_000, start)).toEqual(after(slot))
    clock.advance(3.9)
    expect(await take({ spacingMs: 2_000 }, `${origin}/a`, { held: after(2_000) })).toEqual(gone)
    clock.advance(0.1)
    const { error, kept } = await take({ spacingMs: 2_000 }, `${origin}/b`, { held: after(4_000) })
    expect(error).toMatchObject({ code: 'HOST_PACE', notBefore: after(5_900) })
    clock.advance(1.9)
    expect(await take({ spacingMs: 2_000 }, `${origin}/b`, { held: kept[0] ?? null })).toEqual(gone)
  })

  test('keep the crawl-delay of the host from the last start on', async () => {
    await setCrawlDelay(db(), host, 3_000, start)
    clock.advance(4)
    expect(await take({}, `${origin}/a`, { held: after(3_000) })).toEqual(gone)
    clock.advance(2)
    const { error } = await take({}, `${origin}/b`, { held: after(6_000) })
    expect(error).toMatchObject({ notBefore: after(7_000) })
  })

  test('are waited for no longer when the worker is told to stop', async () => {
    await take({ spacingMs: 1_400 }, `${origin}/a`)
    const pace = hostPace(db(), { spacingMs: 1_400, concurrency: 2 }, clock)
    const keep = () => Promise.resolve()
    const turn = { url: `${origin}/b`, held: null, keep, signal: AbortSignal.timeout(1) }
    await expect(pace.take(turn, () => Promise.resolve())).rejects.toThrow(/abort/i)
  })

  test('that are held are used, and no other is taken', async () => {
    await takeSlot(db(), host, 600_000, start)
    expect(await take({ spacingMs: 600_000 }, `${origin}/a`, { held: start })).toEqual(gone)
    expect(await takeSlot(db(), host, 600_000, start)).toEqual(after(600_000))
  })

  test('that are held put off again who comes before them', async () => {
    const { error, kept } = await take({ spacingMs: 600_000 }, `${origin}/a`, { held: after(30_000) })
    expect(error).toMatchObject({ notBefore: after(30_000) })
    expect(kept).toEqual([after(30_000)])
    expect(await takeSlot(db(), host, 600_000, start)).toEqual(start)
  })

  test('that were let go by are replaced', async () => {
    expect(await take({ spacingMs: 600_000 }, `${origin}/a`, { held: after(-5_001) })).toEqual(gone)
    expect(await takeSlot(db(), host, 600_000, start)).toEqual(after(600_000))
  })

  test('bring each of many jobs back once, at its own time', async () => {
    const [one, two] = [anotherPool(), anotherPool()]
    const options = { spacingMs: 2_000 }
    const jobs = await Promise.all(
      Array.from({ length: 20 }, (_none, i) => take(options, `${origin}/${i}`, { on: i % 2 === 0 ? one : two })),
    )
    const slots = jobs.flatMap(({ kept }) => kept).sort((a, b) => a.getTime() - b.getTime())
    expect(slots).toEqual(Array.from({ length: 19 }, (_none, i) => after((i + 1) * 2_000)))
    for (const held of slots) {
      clock.set(held.toISOString())
      expect(await take(options, `${origin}/again`, { held })).toEqual(gone)
    }
  })
})

describe('permits', () => {
  test('never let more requests to one host run at once than allowed, over three processes', async () => {
    const processes = [anotherPool(), anotherPool(), anotherPool()]
    let running = 0
    let most = 0
    let done = 0
    const request = async () => {
      running += 1
      most = Math.max(most, running)
      await db().query('select pg_sleep(0.02)')
      running -= 1
      done += 1
    }
    const jobs = Array.from({ length: 30 }, (_none, i) => async () => {
      const taken = await take({ concurrency: 3 }, `${origin}/${i}`, { on: processes[i % 3]!, request })
      return taken.error
    })
    // Who was put off comes back, as the queue would bring it.
    let waiting = jobs
    while (waiting.length > 0) {
      const errors = await Promise.all(waiting.map((job) => job()))
      expect(errors.every((error) => error === null || error instanceof LaterError)).toBe(true)
      waiting = waiting.filter((_job, i) => errors[i] !== null)
      clock.advance(10)
    }
    expect({ most, done }).toEqual({ most: 3, done: 30 })
  })

  test('that are all out put a request off, and free ones let it go', async () => {
    const [first, second] = [lasting(), lasting()]
    const options = { concurrency: 2 }
    const running = [
      take(options, `${origin}/a`, { request: first.request }),
      take(options, `${origin}/b`, { request: second.request }),
    ]
    await Promise.all([first.begun(), second.begun()])
    const { error, kept } = await take(options, `${origin}/c`)
    expect(error).toMatchObject({ code: 'HOST_PACE' })
    expect(kept).toHaveLength(1)
    expect(kept[0]?.getTime()).toBeGreaterThan(start.getTime())

    first.end()
    await running[0]
    expect(await take(options, `${origin}/c`)).toEqual(gone)
    second.end()
    await running[1]
  })

  test('of one host do not hold back another', async () => {
    const first = lasting()
    const running = take({ concurrency: 1 }, `${origin}/a`, { request: first.request })
    await first.begun()
    expect(await take({ concurrency: 1 }, 'https://gazette.example/')).toEqual(gone)
    first.end()
    expect(await running).toEqual(gone)
  })

  test('are given back by a request that fails, whose error is passed on', async () => {
    const failure = new Error('the line was cut')
    expect(await take({ concurrency: 1 }, `${origin}/a`, { request: () => Promise.reject(failure) })).toEqual({
      error: failure,
      kept: [],
    })
    expect(await take({ concurrency: 1 }, `${origin}/b`)).toEqual(gone)
  })

  test('of a worker that was killed end by themselves', async () => {
    const killed = lasting()
    const running = take({ concurrency: 1, leaseMs: 30_000 }, `${origin}/a`, { request: killed.request })
    await killed.begun()
    clock.advance(29)
    expect((await take({ concurrency: 1 }, `${origin}/b`)).error).toMatchObject({ code: 'HOST_PACE' })
    clock.advance(60)
    expect(await take({ concurrency: 1 }, `${origin}/b`)).toEqual(gone)
    killed.end()
    await running
  })
})

describe('a host that is slow', () => {
  const answerIn = (seconds: number) => () => {
    clock.advance(seconds)
    return Promise.resolve()
  }
  const nextFree = async () => (await takeSlot(db(), host, 100, clock.now())).getTime() - clock.now().getTime()

  test('is asked no faster than it answers, shared among its permits', async () => {
    await take({ spacingMs: 100, concurrency: 2 }, `${origin}/a`, { request: answerIn(8) })
    await nextFree()
    expect(await nextFree()).toBe(4_000)
  })

  test('is asked at the usual pace again once it is quick', async () => {
    await take({ concurrency: 1 }, `${origin}/a`, { request: answerIn(60) })
    for (let i = 0; i < 40; i += 1) {
      clock.advance(600)
      await take({ concurrency: 1 }, `${origin}/a`)
    }
    clock.advance(600)
    await nextFree()
    expect(await nextFree()).toBe(100)
  })
})

describe('a host that asks to be left alone', () => {
  test('is asked by nobody until then, not even by who had a slot', async () => {
    const pace = hostPace(db(), { spacingMs: 1_000, concurrency: 2 }, clock)
    await pace.hold(`${origin}/feed`, after(3_600_000))
    const first = await take({ spacingMs: 1_000 }, `${origin}/a`, { held: start })
    const second = await take({ spacingMs: 1_000 }, `${origin}/b`)
    expect(first.error).toMatchObject({ code: 'HOST_PACE', notBefore: after(3_600_000) })
    expect(second.error).toMatchObject({ code: 'HOST_PACE', notBefore: after(3_601_000) })

    clock.set(after(3_600_000).toISOString())
    expect(await take({ spacingMs: 1_000 }, `${origin}/a`, { held: after(3_600_000) })).toEqual(gone)
  })

  test('for a shorter time than before is left alone for the longer one', async () => {
    const pace = hostPace(db(), { spacingMs: 0, concurrency: 2 }, clock)
    await pace.hold(origin, after(3_600_000))
    await pace.hold(origin, after(60_000))
    expect((await take({}, origin)).error).toMatchObject({ notBefore: after(3_600_000) })
  })

  test('finishes what is in flight, and holds back no other host', async () => {
    const running = lasting()
    const taken = take({}, `${origin}/a`, { request: running.request })
    await running.begun()
    await hostPace(db(), { spacingMs: 0, concurrency: 2 }, clock).hold(origin, after(60_000))
    running.end()
    expect(await taken).toEqual(gone)
    expect(await take({}, 'https://gazette.example/')).toEqual(gone)
  })
})
