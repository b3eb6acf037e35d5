import { describe, expect, test } from '@jest/globals'
import { LaterError } from '../../../src/errors.ts'
import { findPush } from '../../../src/feeds/websub/repository.ts'
import { subscribeFeedWorker } from '../../../workers/subscribe-feed.ts'
import { useDatabase } from '../../support/database.ts'
import { openHub } from '../../support/loopback-hub.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { topic, useWebsub } from '../../support/websub.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()
const websub = useWebsub(db, server)

const minutes = (count: number): Date => new Date(websub().clock.now().getTime() + count * 60_000)
const day = 24 * 60

describe('a subscription', () => {
  test('is asked for, verified by the hub over the pages, and pushed: then its feed is due', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    expect(await websub().stored(feedId)).toMatchObject({ state: 'wanted', requested_at: null, ask_at: minutes(0) })

    expect(await websub().askHubs()).toBe(1)
    expect(await hub.verified()).toEqual({ status: 200, body: 'answer-with-this' })
    const { token, secret } = (await websub().stored(feedId))!
    expect(hub.contentTypes).toEqual(['application/x-www-form-urlencoded'])
    expect(Object.fromEntries(hub.requests[0]!)).toEqual({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': `${websub().publicUrl}/websub/${token}`,
      'hub.secret': secret,
      'hub.lease_seconds': '864000',
    })
    expect(await websub().stored(feedId)).toMatchObject({
      state: 'active',
      attempts: 0,
      verified_at: minutes(0),
      lease_until: minutes(10 * day),
      ask_at: minutes(9 * day),
    })

    expect(await hub.push('<rss/>')).toMatchObject({ status: 204 })
    expect(await findPush(db(), feedId)).toEqual({ leaseUntil: minutes(10 * day), lastPushAt: minutes(0) })
    await websub().askHubs()
    expect(await db().query('select next_poll_at as at from feed')).toEqual([{ at: minutes(0) }])
  })

  test('that a hub verifies before it answers is active all the same', async () => {
    const hub = openHub(server(), '/hub', { verifiesFirst: true })
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({ state: 'active', reason: null })
  })

  test('that a hub verifies and then fails to answer stays active', async () => {
    const hub = openHub(server(), '/hub', { verifiesFirst: true, status: 500 })
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({ state: 'active', reason: null, ask_at: minutes(9 * day) })
  })

  test('is asked for without a secret where the way to the hub can be read', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url, false)
    await websub().askHubs()
    await hub.verified()
    expect(hub.requests[0]?.has('hub.secret')).toBe(false)
    expect(await hub.push('<rss/>')).toMatchObject({ status: 204 })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 1, last_push_at: minutes(0) })
  })

  test('that runs twice, one after the other or at once, is asked for once', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    const run = () => subscribeFeedWorker.run({ feedId }, websub(), never)
    await Promise.all([run(), run(), run()])
    await hub.verified()
    const once = await websub().stored(feedId)
    await run()
    expect(await websub().stored(feedId)).toEqual(once)
    expect(hub.requests).toHaveLength(1)
  })

  test('of a feed that is gone, paused or without a public address is not asked for', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await subscribeFeedWorker.run({ feedId: '4711' }, websub(), never)
    await subscribeFeedWorker.run({ feedId }, { ...websub(), publicUrl: null }, never)
    await db().query(`update feed set state = 'paused', state_reason = 'paused by the desk'`)
    expect(await websub().askHubs()).toBe(0)
    await subscribeFeedWorker.run({ feedId }, websub(), never)
    expect(hub.requests).toEqual([])
  })

  test('that must wait for its hub is put off with its slot, and nothing is asked', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    const later = new LaterError('HOST_PACE', 'wait', minutes(5))
    const pace = {
      ...websub().pace,
      take: async (turn: { keep: (slot: Date) => Promise<void> }) => {
        await turn.keep(minutes(5))
        throw later
      },
    }
    await expect(subscribeFeedWorker.run({ feedId }, { ...websub(), pace }, never)).rejects.toBe(later)
    expect(await websub().stored(feedId)).toMatchObject({ state: 'wanted', slot_at: minutes(5), attempts: 0 })
    expect(await websub().askHubs()).toBe(0)
    websub().clock.advance(300)
    expect(await websub().askHubs()).toBe(1)
    await hub.verified()
    expect(hub.requests).toHaveLength(1)
  })
})

describe('a hub', () => {
  test('that never verifies is asked again, later each time, and then daily', async () => {
    server().on('/hub', { status: 202 })
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    const waits = [10, 20, 40, 80, 160, 320, 640, 1_280, day, day]
    for (const [index, wait] of waits.entries()) {
      expect(await websub().askHubs()).toBe(1)
      expect(await websub().stored(feedId)).toMatchObject({
        state: 'requested',
        reason: null,
        attempts: index + 1,
        requested_at: minutes(0),
        ask_at: minutes(wait),
      })
      websub().clock.advance(wait * 60 - 1)
      expect(await websub().askHubs()).toBe(0)
      websub().clock.advance(1)
    }
  })

  test('that refuses the request is failed in its own words, and asked again all the same', async () => {
    openHub(server(), '/hub', { status: 400, body: 'unknown topic\n', headers: { 'content-type': 'text/plain' } })
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    await websub().askHubs()
    const reason = `${server().origin}/hub answered 400: unknown topic`
    expect(await websub().stored(feedId)).toMatchObject({ state: 'failed', reason, ask_at: minutes(10) })

    const mended = openHub(server(), '/hub')
    websub().clock.advance(600)
    await websub().askHubs()
    await mended.verified()
    expect(await websub().stored(feedId)).toMatchObject({ state: 'active', reason: null })
  })

  test.each([
    ['answers 500', { status: 500 }, 'requested', / answered 500$/],
    ['has moved by 302', { status: 302, headers: { location: '/elsewhere' } }, 'failed', / answered 302$/],
    ['leads on and on', { status: 307, headers: { location: '/hub' } }, 'failed', / answered 307$/],
    [
      'leads into the private network',
      { status: 307, headers: { location: 'http://10.0.0.1/hub' } },
      'failed',
      /^refused to connect to 10\.0\.0\.1: /,
    ],
    [
      'leads nowhere',
      { status: 308, headers: { location: 'ftp://hub.example/' } },
      'requested',
      /where no form is sent$/,
    ],
  ])('that %s is asked again, and the reason is kept', async (_what, answer, state, reason) => {
    server().on('/hub', answer)
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
      attempts: 1,
      ask_at: minutes(10),
    })
  })

  test('that never answers is asked again', async () => {
    server().on('/hub', () => undefined)
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({
      state: 'requested',
      reason: expect.stringMatching(/it took too long$/),
      ask_at: minutes(10),
    })
  })

  test('in the private network is not asked', async () => {
    const feedId = await websub().feedAt('http://192.168.1.7/hub')
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/192\.168\.1\.7 is not a public address$/),
    })
    expect(server().connections).toBe(0)
  })

  test('that redirects to another is followed there once, with the whole form', async () => {
    const other = openHub(server(), '/other')
    server().on('/hub', { status: 308, headers: { location: '/other' } })
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    await websub().askHubs()
    await other.verified()
    expect(other.requests[0]?.get('hub.topic')).toBe(topic)
    expect(await websub().stored(feedId)).toMatchObject({ state: 'active' })
  })

  test('that asks to come back later is left alone until then, for all feeds', async () => {
    server().on('/hub', { status: 429, headers: { 'retry-after': '3600' } })
    const feedId = await websub().feedAt(`${server().origin}/hub`)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({ state: 'requested', ask_at: minutes(60) })

    const other = await websub().feedAt(`${server().origin}/hub`)
    await expect(websub().askHubs()).rejects.toMatchObject({ disposition: 'later', notBefore: minutes(60) })
    expect(await websub().stored(other)).toMatchObject({ state: 'wanted', attempts: 0 })
    expect(server().requests).toHaveLength(1)
  })
})

describe('a lease', () => {
  test('is renewed under the same callback before it ends', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    const { token, secret } = (await websub().stored(feedId))!

    websub().clock.advance(9 * 86_400 - 1)
    expect(await websub().askHubs()).toBe(0)
    websub().clock.advance(1)
    expect(await websub().askHubs()).toBe(1)
    expect(await hub.verified(2)).toMatchObject({ status: 200 })
    expect(hub.requests[1]?.get('hub.callback')).toBe(hub.requests[0]?.get('hub.callback'))
    expect(await websub().stored(feedId)).toMatchObject({
      state: 'active',
      token,
      secret,
      verified_at: minutes(0),
      lease_until: minutes(10 * day),
    })
  })

  test('runs on while its hub does not renew it, and then out', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    const leaseUntil = minutes(10 * day)

    openHub(server(), '/hub', { status: 403 })
    websub().clock.advance(9 * 86_400)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({
      state: 'active',
      lease_until: leaseUntil,
      reason: expect.stringContaining('answered 403'),
    })
    websub().clock.advance(86_400)
    await websub().askHubs()
    expect(await websub().stored(feedId)).toMatchObject({ state: 'failed', lease_until: null, attempts: 2 })
    expect(await findPush(db(), feedId)).toMatchObject({ leaseUntil: null })
  })

  test.each([
    [1, 60],
    [7_200, 120],
    [999_999_999, 30 * day],
  ])('of %d seconds lasts %d minutes', async (leaseSeconds, expected) => {
    const hub = openHub(server(), '/hub', { leaseSeconds })
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    expect(await websub().stored(feedId)).toMatchObject({ lease_until: minutes(expected) })
  })
})
