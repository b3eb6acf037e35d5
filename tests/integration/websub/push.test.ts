import { once } from 'node:events'
import { connect } from 'node:net'
import { inspect } from 'node:util'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { pollFeed } from '../../../src/queue/jobs.ts'
import { heedHubs, schedule, startDuePolls } from '../../../src/scheduler.ts'
import { useDatabase } from '../../support/database.ts'
import { call, hmac, type LoopbackHub, openHub } from '../../support/loopback-hub.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { useWebsub } from '../../support/websub.ts'

const db = useDatabase()
const server = useServer()
const websub = useWebsub(db, server)

const seconds = (count: number): Date => new Date(websub().clock.now().getTime() + count * 1_000)
const body = '<rss><channel><title>Fähre</title></channel></rss>'

let hub: LoopbackHub
let feedId: string
beforeEach(async () => {
  hub = openHub(server(), '/hub')
  feedId = await websub().feedAt(hub.url)
  await websub().askHubs()
  await hub.verified()
})

const form = (name: string): string => hub.requests[0]?.get(name) ?? ''
const post = (headers: Readonly<Record<string, string>>) =>
  call(form('hub.callback'), { method: 'POST', body, headers })

/** Orders the polls that are due, as the scheduler does, and returns how many. */
async function poll(): Promise<number> {
  await websub().askHubs()
  return startDuePolls(websub())
}

/** Ends the poll that runs, as the worker does: the next one in six hours. */
async function finishPoll(): Promise<void> {
  await db().query(`update poll set finished_at = $1, outcome = 'unchanged' where finished_at is null`, [seconds(0)])
  await db().query('update feed set next_poll_at = $1', [seconds(21_600)])
}

describe('a push', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('signed by %s makes its feed due, and no other', async (method) => {
    const other = await websub().feedAt('https://hub.example/')
    const signature = `${method}=${hmac(form('hub.secret'), body, method)}`
    expect(await post({ 'x-hub-signature': signature })).toEqual({ status: 204, body: '' })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 1, pushes_ignored: 0, last_push_at: seconds(0) })
    expect(await poll()).toBe(1)
    expect(await db().query('select feed_id from poll')).toEqual([{ feed_id: feedId }])
    expect(await websub().stored(other)).toMatchObject({ pushes: 0 })
  })

  test.each([
    ['application/json', '{"version":"https://jsonfeed.org/version/1.1"}'],
    ['application/atom+xml; charset=utf-8', '<feed/>'],
    ['text/plain', 'no feed'],
    ['nonsense', '\u0000\u0001'],
    ['application/x-www-form-urlencoded', 'a=b'],
  ])('of %s is signed over its bytes', async (type, content) => {
    expect(await hub.push(content, { 'content-type': type })).toMatchObject({ status: 204 })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 1, pushes_ignored: 0 })
  })

  test('without a body is signed as well', async () => {
    expect(await hub.push('')).toMatchObject({ status: 204 })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 1 })
  })

  test.each([
    ['of another body', () => ({ 'x-hub-signature': `sha256=${hmac(form('hub.secret'), `${body} `)}` })],
    ['by another secret', () => ({ 'x-hub-signature': `sha256=${hmac('guessed', body)}` })],
    [
      'by a method that is not registered',
      () => ({ 'x-hub-signature': `md5=${hmac(form('hub.secret'), body, 'md5')}` }),
    ],
    ['that is missing', () => ({})],
    ['that is none', () => ({ 'x-hub-signature': 'sha256' })],
  ])('with a signature %s is answered alike and ignored, but counted', async (_what, headers) => {
    expect(await post(headers())).toEqual({ status: 204, body: '' })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 0, pushes_ignored: 1, last_push_at: null })
    expect(await poll()).toBe(0)
  })

  test('under an unknown token is gone', async () => {
    const address = form('hub.callback').replace(/[^/]+$/, 'a'.repeat(43))
    expect(await call(address, { method: 'POST', body })).toEqual({
      status: 410,
      body: 'there is no such subscription',
    })
    expect(await call(`${websub().publicUrl}/websub/%00`, { method: 'POST', body })).toMatchObject({ status: 410 })
  })

  test('under an unknown token is answered before its body is read', async () => {
    const { hostname, port } = new URL(websub().publicUrl)
    const socket = connect(Number(port), hostname)
    socket.write('POST /websub/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 410 /)
    socket.destroy()
  })

  test('of more than 5 MB is refused in a line of text, and the polls go on', async () => {
    expect(await hub.push('a'.repeat(5 * 1024 * 1024))).toMatchObject({ status: 204 })
    const { status, body: said } = await hub.push('a'.repeat(5 * 1024 * 1024 + 1))
    expect({ status, said }).toEqual({ status: 413, said: expect.stringMatching(/^[A-Z][a-z ]+$/) })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 1 })
  })

  test('is counted though it is the same again: at worst a poll is early', async () => {
    for (let i = 0; i < 3; i += 1) expect(await hub.push(body)).toMatchObject({ status: 204 })
    expect(await websub().stored(feedId)).toMatchObject({ pushes: 3 })
    expect(await poll()).toBe(1)
    await finishPoll()
    expect(await poll()).toBe(0)
  })

  test('that cannot be stored is asked for again, and the log does not tell the token', async () => {
    await db().query('alter table websub_subscription rename to websub_away')
    try {
      expect(await hub.push(body)).toEqual({ status: 503, body: 'try again later' })
    } finally {
      await db().query('alter table websub_away rename to websub_subscription')
    }
    const { token, secret, pushes } = (await websub().stored(feedId))!
    expect(pushes).toBe(0)
    expect(websub().logged).toHaveLength(1)
    expect(inspect(websub().logged, { depth: 9 })).toContain('could not answer a hub')
    for (const hidden of [token, secret]) expect(inspect(websub().logged, { depth: 9 })).not.toContain(hidden)
  })
})

describe('early polls', () => {
  test('come once a minute, however often the hub pushes, and the last push is not lost', async () => {
    let polls = 0
    for (let second = 0; second < 300; second += 10) {
      await hub.push(`${body}${second}`)
      polls += await poll()
      await finishPoll()
      websub().clock.advance(10)
    }
    expect(polls).toBe(5)
    websub().clock.advance(60)
    expect(await poll()).toBe(1)
    await finishPoll()
    websub().clock.advance(3_600)
    expect(await poll()).toBe(0)
  })

  test('follow a push that comes while a poll runs', async () => {
    await hub.push(body)
    expect(await poll()).toBe(1)
    websub().clock.advance(5)
    await hub.push(`${body} `)
    expect(await poll()).toBe(0)
    await finishPoll()
    expect(await poll()).toBe(0)
    websub().clock.advance(54)
    expect(await poll()).toBe(0)
    websub().clock.advance(1)
    expect(await poll()).toBe(1)
  })

  test('are ordered by the same pass of the scheduler that finds the push', async () => {
    await hub.push(body)
    await schedule(websub())
    expect(websub().queue.payloads(pollFeed)).toHaveLength(1)
  })

  test('are not made of a feed that is paused, or when hubs cannot reach the pages', async () => {
    await hub.push(body)
    await db().query(`update feed set state = 'paused', state_reason = 'paused by the desk'`)
    expect(await poll()).toBe(0)
    await db().query(`update feed set state = 'active', state_reason = null`)
    await heedHubs({ ...websub(), publicUrl: null })
    expect(await startDuePolls(websub())).toBe(0)
  })
})
