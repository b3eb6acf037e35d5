import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { type FetchPage, pageFetcher } from '../../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../../src/fetch/guarded-agent.ts'
import { holdHost, reserveStart, takeSlot } from '../../../src/fetch/pace-store.ts'
import { paceRedirects } from '../../../src/fetch/redirect-pace.ts'
import { useDatabase } from '../../support/database.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { type SetClock, setClock } from '../../support/set-clock.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()
const counter = useServer()
const courier = useServer()

let agent: Agent
let clock: SetClock
let fetchPage: FetchPage
beforeAll(() => {
  agent = guardedAgent({ allowedOrigins: [counter().origin, courier().origin], connectTimeoutMs: 2_000 })
})
afterAll(() => agent.close())
beforeEach(() => {
  clock = setClock('2026-03-02T08:00:00Z')
  const plain = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 10_000 })
  fetchPage = paceRedirects(plain, db(), { spacingMs: 300 }, clock)
  counter().on('/1', { status: 302, headers: { location: `${courier().origin}/ferry` } })
  courier().on('/ferry', { body: 'ferry' })
})

const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds)
const get = (more: Partial<Parameters<FetchPage>[1]> = {}) =>
  fetchPage(`${counter().origin}/1`, { accept: '*/*', maxBytes: 1_000, signal: never, ...more })
const nextSlot = (origin: string) => takeSlot(db(), new URL(origin).host, 300, clock.now())

describe('a redirect', () => {
  test('takes a slot at the host that it leads to, and none at that of the first address', async () => {
    await get()
    expect(await nextSlot(courier().origin)).toEqual(later(300))
    expect(await nextSlot(counter().origin)).toEqual(later(0))
  })

  test('takes a slot for each hop, on one host as well', async () => {
    courier().on('/ferry', { status: 301, headers: { location: '/news/ferry' } })
    courier().on('/news/ferry', { body: 'ferry' })
    await get()
    expect(await nextSlot(courier().origin)).toEqual(later(600))
  })

  test('waits for the slot when it is near', async () => {
    await nextSlot(courier().origin)
    const began = performance.now()
    await get()
    expect(performance.now() - began).toBeGreaterThanOrEqual(299)
  })

  test('keeps its distance from a request that has just started, whatever slot that had', async () => {
    const host = new URL(courier().origin).host
    await takeSlot(db(), host, 300, later(-10_000))
    expect(await reserveStart(db(), host, 300, clock.now())).toEqual(later(0))
    expect(await reserveStart(db(), host, 300, later(100))).toEqual(later(300))
    const began = performance.now()
    await get()
    expect(performance.now() - began).toBeGreaterThanOrEqual(599)
    expect(await reserveStart(db(), host, 300, later(1_000))).toEqual(later(1_000))
  })

  test('waits two seconds for one that is far off, which moves the pace on all the same', async () => {
    await takeSlot(db(), new URL(courier().origin).host, 60_000, clock.now())
    const began = performance.now()
    await get()
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_999)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await nextSlot(courier().origin)).toEqual(later(60_300))
  })

  test('to a host that asked to be left alone is not followed', async () => {
    await holdHost(db(), new URL(courier().origin).host, later(60_000))
    await expect(get()).rejects.toMatchObject({ code: 'HOST_HELD', disposition: 'later', notBefore: later(60_000) })
    expect(courier().requests).toEqual([])
  })

  test('that whoever asked refuses takes no slot', async () => {
    const onRedirect = () => Promise.reject(new Error('not there'))
    await expect(get({ onRedirect })).rejects.toThrow('not there')
    expect(courier().requests).toEqual([])
    expect(await nextSlot(courier().origin)).toEqual(later(0))
  })

  test('is waited for no longer than the fetch may take', async () => {
    const quick = paceRedirects(
      pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 200 }),
      db(),
      { spacingMs: 300 },
      clock,
    )
    await takeSlot(db(), new URL(courier().origin).host, 60_000, clock.now())
    const fetched = quick(`${counter().origin}/1`, { accept: '*/*', maxBytes: 1_000, signal: never })
    await expect(fetched).rejects.toMatchObject({ code: 'TIMED_OUT' })
    expect(courier().requests).toEqual([])
  })
})
