import { afterEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../../src/db/database.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { LaterError } from '../../../src/errors.ts'
import { hostPace, takeSlot } from '../../../src/fetch/host-pace.ts'
import { useDatabaseAndUrl } from '../../support/database.ts'
import { setClock } from '../../support/set-clock.ts'

const { db, url } = useDatabaseAndUrl()

const origin = 'https://courier.example'
const start = new Date('2026-03-02T08:00:00Z')
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds)
const never = new AbortController().signal

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

describe('takeSlot', () => {
  test('spaces the slots of one origin over two processes that ask at once', async () => {
    const [one, two] = [anotherPool(), anotherPool()]
    const slots = await Promise.all(
      Array.from({ length: 24 }, (_none, i) => takeSlot(i % 2 === 0 ? one : two, origin, 250, start)),
    )
    const sorted = slots.map((slot) => slot.getTime()).sort((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 24 }, (_none, i) => start.getTime() + i * 250))
  })

  test('begins anew at the present when nobody asked for long', async () => {
    await takeSlot(db(), origin, 1_000, start)
    expect(await takeSlot(db(), origin, 1_000, after(60_000))).toEqual(after(60_000))
    expect(await takeSlot(db(), origin, 1_000, after(60_000))).toEqual(after(61_000))
  })

  test('keeps a slot to the millisecond', async () => {
    await takeSlot(db(), origin, 333, after(1))
    expect(await takeSlot(db(), origin, 333, start)).toEqual(after(334))
  })
})

describe('hostPace', () => {
  const clock = setClock(start.toISOString())

  async function take(spacingMs: number, address: string, held: Date | null = null) {
    const kept: Date[] = []
    const keep = (slot: Date) => {
      kept.push(slot)
      return Promise.resolve()
    }
    const error = await hostPace(db(), spacingMs, clock)
      .turn(address, held, keep, never)
      .then(
        () => null,
        (thrown: unknown) => thrown as Error,
      )
    return { error, kept }
  }

  test('lets the first request of each origin go at once', async () => {
    for (const address of [
      'https://courier.example/a',
      'http://courier.example/a',
      'https://courier.example:8443/a',
      'https://gazette.example/a',
    ]) {
      expect(await take(600_000, address)).toEqual({ error: null, kept: [] })
    }
  })

  test('puts a second request off, and keeps the slot that it names', async () => {
    await take(600_000, `${origin}/a`)
    const { error, kept } = await take(600_000, `${origin}/b?page=2`)
    expect(error).toBeInstanceOf(LaterError)
    expect(error).toMatchObject({ code: 'HOST_PACE', disposition: 'later', notBefore: after(600_000) })
    expect(kept).toEqual([after(600_000)])
  })

  test('waits for a slot that is near', async () => {
    await take(80, `${origin}/a`)
    const began = performance.now()
    expect(await take(80, `${origin}/b`)).toEqual({ error: null, kept: [] })
    expect(performance.now() - began).toBeGreaterThanOrEqual(79)
  })

  test('stops waiting when it is told to stop', async () => {
    await take(1_400, `${origin}/a`)
    const turn = hostPace(db(), 1_400, clock).turn(`${origin}/b`, null, () => Promise.resolve(), AbortSignal.timeout(1))
    await expect(turn).rejects.toThrow(/abort/i)
  })

  test('uses the slot that is held, and takes no other', async () => {
    await takeSlot(db(), origin, 600_000, start)
    expect(await take(600_000, `${origin}/a`, start)).toEqual({ error: null, kept: [] })
    expect(await takeSlot(db(), origin, 600_000, start)).toEqual(after(600_000))
  })

  test('puts off again who comes before the held slot', async () => {
    const { error, kept } = await take(600_000, `${origin}/a`, after(30_000))
    expect(error).toMatchObject({ notBefore: after(30_000) })
    expect(kept).toEqual([after(30_000)])
    expect(await takeSlot(db(), origin, 600_000, start)).toEqual(start)
  })

  test('gives a new slot for one that was let go by', async () => {
    expect(await take(600_000, `${origin}/a`, after(-5_001))).toEqual({ error: null, kept: [] })
    expect(await takeSlot(db(), origin, 600_000, start)).toEqual(after(600_000))
  })
})
