import { beforeEach, describe, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { call } from '../../support/loopback-hub.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { type StoredSubscription, topic, useWebsub } from '../../support/websub.ts'

const db = useDatabase()
const server = useServer()
const websub = useWebsub(db, server)

const minutes = (count: number): Date => new Date(websub().clock.now().getTime() + count * 60_000)
const day = 24 * 60

let feedId: string
beforeEach(async () => {
  server().on('/hub', { status: 202 })
  feedId = await websub().feedAt(`${server().origin}/hub`)
})

const stored = async (): Promise<StoredSubscription> => {
  const row = await websub().stored(feedId)
  if (!row) throw new Error('the subscription is gone')
  return row
}

const subscribe = {
  'hub.mode': 'subscribe',
  'hub.topic': topic,
  'hub.challenge': 'echo <me> ä',
  'hub.lease_seconds': '7200',
}
const denied = { 'hub.mode': 'denied', 'hub.topic': topic }

/** What the hub is answered; without a token it uses the right one. */
async function ask(question: Readonly<Record<string, string>>, token?: string) {
  const address = `${websub().publicUrl}/websub/${token ?? (await stored()).token}`
  return call(`${address}?${new URLSearchParams(question).toString()}`)
}

describe('a verification', () => {
  test('is answered with its challenge as plain text, and begins the lease', async () => {
    await websub().askHubs()
    const query = new URLSearchParams(subscribe).toString()
    const answer = await fetch(`${websub().publicUrl}/websub/${(await stored()).token}?${query}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('echo <me> ä')
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.has('set-cookie')).toBe(false)
    expect(await stored()).toMatchObject({ state: 'active', lease_until: minutes(120), ask_at: minutes(96) })
  })

  test('takes the topic in another notation for the topic', async () => {
    await websub().askHubs()
    expect(await ask({ ...subscribe, 'hub.topic': topic.replace('/feed', ':443/%66eed') })).toMatchObject({
      status: 200,
    })
  })

  test.each([
    ['of another topic', { ...subscribe, 'hub.topic': `${topic}.xml` }],
    ['without a topic', { 'hub.mode': 'subscribe', 'hub.challenge': 'x' }],
    ['without a challenge', { 'hub.mode': 'subscribe', 'hub.topic': topic }],
    ['with an empty challenge', { ...subscribe, 'hub.challenge': '' }],
    ['of an end that was not asked for', { ...subscribe, 'hub.mode': 'unsubscribe' }],
    ['of an unknown mode', { ...subscribe, 'hub.mode': 'publish' }],
    ['of nothing at all', {}],
  ])('%s is not found, and changes nothing', async (_what, question) => {
    await websub().askHubs()
    const before = await stored()
    expect(await ask(question)).toEqual({ status: 404, body: 'this subscription is not asked for' })
    expect(await stored()).toEqual(before)
  })

  test('with a topic twice is not found', async () => {
    await websub().askHubs()
    const query = `${new URLSearchParams(subscribe).toString()}&hub.topic=x`
    expect(await call(`${websub().publicUrl}/websub/${(await stored()).token}?${query}`)).toMatchObject({ status: 404 })
  })

  test('under another token is not found', async () => {
    await websub().askHubs()
    for (const token of ['a'.repeat(43), 'short', `${'a'.repeat(43)}%00`, encodeURIComponent("' or ''='")]) {
      expect(await ask(subscribe, token)).toMatchObject({ status: 404 })
    }
    expect(await stored()).toMatchObject({ state: 'requested' })
  })

  test('that nobody asked for is not found: before the request, after a failure, after a refusal', async () => {
    expect(await ask(subscribe)).toMatchObject({ status: 404 })
    server().on('/hub', { status: 400 })
    await websub().askHubs()
    expect(await ask(subscribe)).toMatchObject({ status: 404 })
    expect(await stored()).toMatchObject({ state: 'failed' })
  })

  test('that is repeated is answered and gains no time', async () => {
    await websub().askHubs()
    await ask(subscribe)
    const first = await stored()
    websub().clock.advance(1_800)
    expect(await ask({ ...subscribe, 'hub.lease_seconds': '2592000' })).toMatchObject({ status: 200 })
    expect(await stored()).toEqual(first)
  })

  test('of many at once begins one lease', async () => {
    await websub().askHubs()
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(subscribe)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect(await stored()).toMatchObject({ state: 'active', lease_until: minutes(120) })
  })

  test('by HEAD is no verification', async () => {
    await websub().askHubs()
    const query = new URLSearchParams(subscribe).toString()
    const address = `${websub().publicUrl}/websub/${(await stored()).token}?${query}`
    expect(await call(address, { method: 'HEAD' })).toMatchObject({ status: 404 })
    expect(await stored()).toMatchObject({ state: 'requested' })
  })
})

describe('a refusal', () => {
  test('is kept with its reason, and the hub is left alone for a month', async () => {
    await websub().askHubs()
    expect(await ask({ ...denied, 'hub.reason': 'not\n\u0000 for you' })).toEqual({ status: 200, body: '' })
    expect(await stored()).toMatchObject({
      state: 'refused',
      reason: 'the hub refused: not for you',
      ask_at: minutes(30 * day),
    })
    expect(await ask(subscribe)).toMatchObject({ status: 404 })

    websub().clock.advance(30 * 86_400)
    expect(await websub().askHubs()).toBe(1)
    expect(await ask(subscribe)).toMatchObject({ status: 200 })
    expect(await stored()).toMatchObject({ state: 'active', reason: null })
  })

  test('that comes before the answer to the request counts more than that answer', async () => {
    server().on('/hub', (_request, response) => {
      void ask({ ...denied, 'hub.reason': 'not for you' }).then(() => response.writeHead(400).end())
    })
    await websub().askHubs()
    expect(await stored()).toMatchObject({
      state: 'refused',
      reason: 'the hub refused: not for you',
      ask_at: minutes(30 * day),
    })
  })

  test('ends a lease that runs', async () => {
    await websub().askHubs()
    await ask(subscribe)
    expect(await ask(denied)).toMatchObject({ status: 200 })
    expect(await stored()).toMatchObject({
      state: 'refused',
      reason: 'the hub refused and gave no reason',
      lease_until: null,
    })
  })

  test('of what was not asked for, or of another topic, is not found', async () => {
    expect(await ask(denied)).toMatchObject({ status: 404 })
    await websub().askHubs()
    expect(await ask({ ...denied, 'hub.topic': `${topic}.xml` })).toMatchObject({ status: 404 })
    expect(await stored()).toMatchObject({ state: 'requested' })
  })
})
