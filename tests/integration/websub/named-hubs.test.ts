import { describe, expect, test } from '@jest/globals'
import { findPush, noteHub } from '../../../src/feeds/websub/repository.ts'
import { useDatabase } from '../../support/database.ts'
import { call, openHub } from '../../support/loopback-hub.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { newToken, topic, useWebsub } from '../../support/websub.ts'

const db = useDatabase()
const server = useServer()
const websub = useWebsub(db, server)

const minutes = (count: number): Date => new Date(websub().clock.now().getTime() + count * 60_000)

describe('what a feed names', () => {
  const name = (feedId: string, hubs: readonly string[], selfUrl: string | null = topic) =>
    noteHub(db(), feedId, { hubs, selfUrl, feedUrl: topic }, websub().clock.now(), newToken)

  test('again changes nothing', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    await hub.push('<rss/>')
    const before = await websub().stored(feedId)
    await name(feedId, [hub.url])
    expect(await websub().stored(feedId)).toEqual(before)
  })

  test.each([
    ['another hub', 'https://second.example/', topic],
    ['another topic', null, 'https://courier.example/feed.xml'],
  ])('is wanted anew when it is %s, and the old callback is gone', async (_what, hubUrl, selfUrl) => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    await hub.push('<rss/>')
    const { token } = (await websub().stored(feedId))!

    websub().clock.advance(2 * 86_400)
    await name(feedId, [hubUrl ?? hub.url], selfUrl)
    const renewed = await websub().stored(feedId)
    expect(renewed).toMatchObject({
      state: 'wanted',
      lease_until: null,
      pushes: 0,
      last_push_at: null,
      ask_at: minutes(0),
    })
    expect(renewed?.token).not.toBe(token)
    expect(await hub.push('<rss/>')).toMatchObject({ status: 410 })
    expect(await call(`${websub().publicUrl}/websub/${renewed!.token}`, { method: 'POST' })).toMatchObject({
      status: 410,
    })
  })

  test('in ever other words bothers the hub once a day', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    for (let poll = 1; poll <= 48; poll += 1) {
      websub().clock.advance(1_800)
      await name(feedId, [hub.url], `${topic}?at=${poll}`)
      expect(await websub().askHubs()).toBe(poll === 48 ? 1 : 0)
    }
    await hub.verified(2)
  })

  test('no more ends the wish, and the pushes', async () => {
    const hub = openHub(server(), '/hub')
    const feedId = await websub().feedAt(hub.url)
    await websub().askHubs()
    await hub.verified()
    await name(feedId, [])
    expect(await websub().stored(feedId)).toBeUndefined()
    expect(await findPush(db(), feedId)).toBeNull()
    expect(await hub.push('<rss/>')).toMatchObject({ status: 410 })
    expect(await websub().askHubs()).toBe(0)
  })

  test('gives a secret to hubs reached by TLS, and to no others', async () => {
    const [open, safe] = [await websub().feedAt('http://hub.example/'), await websub().feedAt('https://hub.example/')]
    await name(open, ['http://other.example/'])
    await name(safe, ['https://other.example/'])
    expect(await websub().stored(open)).toMatchObject({ secret: null })
    expect(await websub().stored(safe)).toMatchObject({ secret: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('that is no address of the web ends the wish as well', async () => {
    const feedId = await websub().feedAt('https://hub.example/')
    await name(feedId, ['ftp://hub.example/', 'javascript:void 0'])
    expect(await websub().stored(feedId)).toBeUndefined()
  })
})
