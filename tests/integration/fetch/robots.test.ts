import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { openPostgres } from '../../../src/db/postgres.ts'
import { pageFetcher } from '../../../src/fetch/fetch-page.ts'
import { hostPace } from '../../../src/fetch/host-pace.ts'
import { takeSlot } from '../../../src/fetch/pace-store.ts'
import { type Robots, type RobotsNeeds, robotsTxt } from '../../../src/fetch/robots.ts'
import { checkRobots } from '../../../src/fetch/robots-rules.ts'
import { useDatabaseAndUrl } from '../../support/database.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { type SetClock, setClock } from '../../support/set-clock.ts'
import { agentFor } from '../../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const server = useServer()

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let agent: Agent
let clock: SetClock
let needs: RobotsNeeds
beforeAll(() => {
  agent = agentFor(server().origin)
})
afterAll(() => agent.close())
beforeEach(() => {
  clock = setClock('2026-03-02T08:00:00Z')
  needs = {
    db: db(),
    clock,
    fetchPage: pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 }),
    pace: hostPace(db(), { spacingMs: 0, concurrency: 2 }, clock),
    checkRobots: (file, url) => Promise.resolve(checkRobots(file, url)),
  }
})

/** Asks as a process that has just started, unless one is given. */
const check = (path: string, robots: Robots = robotsTxt(needs)) =>
  robots.check(server().origin + path, new AbortController().signal)
const asked = () => server().requests.filter(({ path }) => path === '/robots.txt').length
const text = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'text/plain', ...headers },
  body,
})
const closed = text('User-agent: *\nDisallow: /drafts\n')
const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)
const allowed = { allowed: true }
const unreachable = (seconds: number) => ({
  code: 'ROBOTS_UNREACHABLE',
  disposition: 'later',
  notBefore: later(seconds),
  message: expect.stringContaining('/robots.txt'),
})

describe('a robots.txt', () => {
  test('is obeyed, and the refusal names its file and line', async () => {
    server().on('/robots.txt', closed)
    expect(await check('/ferry')).toEqual(allowed)
    expect(await check('/drafts/ferry')).toEqual({
      allowed: false,
      reason: `${server().origin}/robots.txt forbids it to Wirefold in line 2`,
    })
  })

  test('that is not there allows everything', async () => {
    expect(await check('/drafts')).toEqual(allowed)
  })

  test('is asked for once a day, whatever number of processes want to know', async () => {
    server().on('/robots.txt', closed)
    for (let i = 0; i < 5; i += 1) await check(`/${i}`)
    clock.advance(DAY - 1)
    await check('/ferry')
    expect(asked()).toBe(1)
    clock.advance(1)
    await check('/ferry')
    expect(asked()).toBe(2)
  })

  test('is asked for once by twelve jobs of two processes that want to know at the same moment', async () => {
    server().on('/robots.txt', closed)
    const pool = openPostgres({
      connectionString: url(),
      poolSize: 4,
      applicationName: 'wirefold-test',
      onError: () => undefined,
    })
    const processes = [robotsTxt(needs), robotsTxt({ ...needs, db: pool })]
    const verdicts = await Promise.all(
      Array.from({ length: 12 }, (_none, i) => check(`/drafts/${i}`, processes[i % 2])),
    )
    await pool.close()
    expect(verdicts.every(({ allowed }) => !allowed)).toBe(true)
    expect(asked()).toBe(1)
  })

  test('is asked for again as soon as it says', async () => {
    server().on('/robots.txt', text('User-agent: *\nDisallow: /drafts', { 'cache-control': 'max-age=3600' }))
    await check('/drafts')
    server().on('/robots.txt', text('User-agent: *\nDisallow: /letters'))
    clock.advance(HOUR)
    expect(await check('/drafts')).toEqual(allowed)
    expect(await check('/letters')).toMatchObject({ allowed: false })
  })

  test('is remembered by the process for some minutes', async () => {
    server().on('/robots.txt', closed)
    const robots = robotsTxt(needs)
    await check('/drafts', robots)
    await db().query(`update robots set body = ''`)
    expect(await check('/drafts', robots)).toMatchObject({ allowed: false })
    clock.advance(5 * MINUTE)
    expect(await check('/drafts', robots)).toEqual(allowed)
  })

  test('of more than 500 KB is read up to there', async () => {
    const line = `Disallow: /${'x'.repeat(89)}\n`
    server().on('/robots.txt', text(`User-agent: *\nDisallow: /drafts\n${line.repeat(6_000)}Disallow: /letters\n`))
    expect(await check('/drafts')).toMatchObject({ allowed: false })
    expect(await check('/letters')).toEqual(allowed)
    expect(await db().query('select length(body) as length from robots')).toEqual([{ length: 512_000 }])
  })

  test('that has moved is followed, and is about the origin that was asked', async () => {
    server().on('/robots.txt', { status: 301, headers: { location: '/rules/robots.txt' } })
    server().on('/rules/robots.txt', closed)
    expect(await check('/drafts')).toMatchObject({ allowed: false })
  })

  test.each([
    ['goes round in circles', () => ({ status: 302, headers: { location: '/robots.txt' } })],
    ['leads into a private network', () => ({ status: 302, headers: { location: 'http://10.0.0.1/robots.txt' } })],
    ['is forbidden', () => ({ status: 403 })],
    ['is a page of HTML', () => ({ headers: { 'content-type': 'text/html' }, body: '<html>Disallow: /drafts</html>' })],
    ['holds a NUL', () => text('User-agent: *\0\nDisallow: /letters')],
  ])('that %s allows everything', async (_what, answer) => {
    server().on('/robots.txt', answer())
    expect(await check('/drafts')).toEqual(allowed)
    expect(await db().query('select failures from robots')).toEqual([{ failures: 0 }])
  })

  test('asks to be slow: every request to the host is spaced by it, until it no longer asks', async () => {
    server().on('/robots.txt', text('User-agent: *\nCrawl-delay: 30', { 'cache-control': 'max-age=3600' }))
    await check('/ferry')
    const { host } = new URL(server().origin)
    expect(await takeSlot(db(), host, 0, clock.now())).toEqual(later(30))
    expect(await takeSlot(db(), host, 0, clock.now())).toEqual(later(60))

    clock.advance(HOUR)
    server().on('/robots.txt', text('User-agent: *'))
    await check('/ferry')
    clock.advance(30)
    expect(await takeSlot(db(), host, 0, clock.now())).toEqual(later(0))
    expect(await takeSlot(db(), host, 0, clock.now())).toEqual(later(0))
  })
})

describe('a robots.txt that cannot be read', () => {
  test.each([
    ['since the server fails', { status: 500 }],
    ['since the server has too much to do', { status: 429 }],
    ['since it cannot be unpacked', { headers: { 'content-encoding': 'gzip' }, body: 'plain' }],
  ])('%s leaves it open: later and later, and the server is asked no more often', async (_what, answer) => {
    server().on('/robots.txt', answer)
    for (const [i, minutes] of [10, 20, 40, 80, 160, 360, 360].entries()) {
      await expect(check('/ferry')).rejects.toMatchObject(unreachable(minutes * MINUTE))
      await expect(check('/bus')).rejects.toMatchObject(unreachable(minutes * MINUTE))
      expect(asked()).toBe(i + 1)
      clock.advance(minutes * MINUTE)
    }
  })

  test('leaves it open until the server wants to be asked, and nobody asks the host before', async () => {
    server().on('/robots.txt', { status: 503, headers: { 'retry-after': '7200' } })
    await expect(check('/ferry')).rejects.toMatchObject(unreachable(2 * HOUR))
    expect(await takeSlot(db(), new URL(server().origin).host, 0, clock.now())).toEqual(later(2 * HOUR))
  })

  test('any more is obeyed as it was, for as long as that takes', async () => {
    server().on('/robots.txt', closed)
    await check('/ferry')
    server().on('/robots.txt', { status: 502 })
    for (let day = 0; day < 40; day += 1) {
      clock.advance(DAY)
      expect(await check('/drafts')).toMatchObject({ allowed: false })
      expect(await check('/ferry')).toEqual(allowed)
    }
    expect(asked()).toBe(41)
  })

  test('is read at last, and the failures are forgotten', async () => {
    server().on('/robots.txt', { status: 500 })
    await expect(check('/drafts')).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE' })
    clock.advance(10 * MINUTE)
    server().on('/robots.txt', closed)
    expect(await check('/drafts')).toMatchObject({ allowed: false })
    expect(await db().query('select failures, failing_since, failure from robots')).toEqual([
      { failures: 0, failing_since: null, failure: null },
    ])
  })

  test('for 30 days is taken for none', async () => {
    server().on('/robots.txt', { status: 500 })
    await expect(check('/ferry')).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE' })
    clock.advance(30 * DAY - 1)
    await expect(check('/ferry')).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE' })
    clock.advance(6 * HOUR)
    expect(await check('/ferry')).toEqual(allowed)
  })

  test('because its worker was stopped is asked for by the next one', async () => {
    const stopping = new AbortController()
    server().on('/robots.txt', () => stopping.abort())
    await expect(robotsTxt(needs).check(`${server().origin}/ferry`, stopping.signal)).rejects.toThrow()
    server().on('/robots.txt', closed)
    expect(await check('/drafts')).toMatchObject({ allowed: false })
    expect(asked()).toBe(2)
  })

  test('because its worker was killed is asked for by another in some minutes', async () => {
    await db().query('insert into robots (origin, expires_at, asking_until) values ($1, $2, $3)', [
      server().origin,
      clock.now(),
      later(150),
    ])
    await expect(check('/ferry')).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE', notBefore: later(1.5) })
    expect(asked()).toBe(0)
    clock.advance(150)
    expect(await check('/ferry')).toEqual(allowed)
    expect(asked()).toBe(1)
  })
})

describe('the pace of the host', () => {
  test('holds for its robots.txt, whose slot is kept for whoever asks then', async () => {
    const { host } = new URL(server().origin)
    const pace = hostPace(db(), { spacingMs: 60_000, concurrency: 2 }, clock)
    const paced = () => robotsTxt({ ...needs, pace })
    await takeSlot(db(), host, 60_000, clock.now())
    const slot = later(60)
    await expect(check('/ferry', paced())).rejects.toMatchObject({ code: 'HOST_PACE', notBefore: slot })
    await expect(check('/bus', paced())).rejects.toMatchObject({ code: 'HOST_PACE', notBefore: slot })
    expect(asked()).toBe(0)
    clock.set(slot.toISOString())
    expect(await check('/ferry', paced())).toEqual(allowed)
    expect(asked()).toBe(1)
  })
})
