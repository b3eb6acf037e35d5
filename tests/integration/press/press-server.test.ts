import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import { request } from 'undici'
import { pressCommand } from '../../../src/cli/press.ts'
import { type Press, startPress } from '../../../src/press/press-server.ts'
import { articleOf, endOfDays, smallPress } from '../../unit/press/small-press.ts'

const anyPorts = [0, 0, 0, 0, 0]
const errors: unknown[] = []
let now = endOfDays
let press: Press

const start = (ports: readonly number[]) =>
  startPress({ now: () => now, ports, onError: (error) => errors.push(error), catalogue: smallPress })

const feedUrl = (index: number): string => press.publishers[index]!.feeds[0]!.url

beforeEach(async () => {
  now = endOfDays
  errors.length = 0
  press = await start(anyPorts)
})

afterEach(async () => {
  await press.close()
  expect(errors).toEqual([])
})

describe('startPress', () => {
  test('serves five sites with six feeds on loopback', async () => {
    expect(press.publishers.map(({ id }) => id)).toEqual([
      'agency',
      'broadcaster',
      'broadsheet',
      'regional',
      'ministry',
    ])
    const feeds = press.publishers.flatMap((publisher) => publisher.feeds)
    expect(feeds).toHaveLength(6)
    for (const { url } of feeds) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
      expect((await fetch(url)).status).toBe(200)
    }
  })

  test('gives each feed and page the content type of its site, the regional ones without a charset', async () => {
    const types = await Promise.all(
      press.publishers.flatMap(({ id, origin, feeds }) =>
        [feeds[0]!.url, origin + articleOf(`${id}-one`).address].map(async (url) =>
          (await fetch(url)).headers.get('content-type'),
        ),
      ),
    )
    expect(types).toEqual([
      ...['application/rss+xml; charset=utf-8', 'text/html; charset=utf-8'],
      ...['application/atom+xml', 'text/html;charset=UTF-8'],
      ...['application/rdf+xml; charset=utf-8', 'text/html; charset="utf-8"'],
      ...['text/xml', 'text/html'],
      ...['application/feed+json', 'text/html; charset=utf-8'],
    ])
  })

  test.each([0, 1, 2, 3, 4])('feed %i is not sent again to a client that has it', async (index) => {
    const { headers } = await fetch(feedUrl(index))
    const etag = headers.get('etag')!
    const modified = headers.get('last-modified')!
    const status = async (condition: Record<string, string>) =>
      (await request(feedUrl(index), { headers: condition })).statusCode
    expect(await status({ 'if-none-match': etag })).toBe(304)
    expect(await status({ 'if-none-match': `"other", ${etag}` })).toBe(304)
    expect(await status({ 'if-modified-since': modified })).toBe(304)
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200)
    expect(await status({ 'if-modified-since': 'Mon, 02 Mar 2026 00:00:00 GMT' })).toBe(200)
    expect(await status({ 'if-modified-since': 'yesterday' })).toBe(200)
  })

  test('compresses for clients that accept gzip, with the same text, and for no others', async () => {
    const url = feedUrl(0)
    const plain = await request(url)
    expect(plain.headers['content-encoding']).toBeUndefined()
    const packed = await request(url, { headers: { 'accept-encoding': 'br, gzip' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.headers['vary']).toBe('Accept-Encoding')
    expect(packed.headers['etag']).toBe(`W/${String(plain.headers['etag'])}`)
    await packed.body.dump()
    const refused = await request(url, { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(refused.headers['content-encoding']).toBeUndefined()
    expect(await (await fetch(url)).text()).toBe(await plain.body.text())
    await refused.body.dump()
  })

  test('moved, missing and walled articles', async () => {
    const origin = press.publishers[2]!.origin
    const get = (slug: string) => fetch(origin + articleOf(slug).announcedAddress)
    const moved = await get('broadsheet-moved')
    expect(moved.redirected).toBe(true)
    expect(moved.url).toBe(origin + articleOf('broadsheet-moved').address)
    expect(await moved.text()).toContain('found the money')
    expect((await get('broadsheet-gone')).status).toBe(404)
    expect(await (await get('broadsheet-walled')).text()).toContain('consent-wall')
  })

  test('publishes as the clock goes on', async () => {
    now = new Date('2026-03-02T20:00:00+01:00')
    const url = press.publishers[0]!.origin + articleOf('agency-two').address
    expect((await fetch(url)).status).toBe(404)
    now = endOfDays
    expect((await fetch(url)).status).toBe(200)
  })

  test('counts what was asked for', async () => {
    const origin = press.publishers[3]!.origin
    await fetch(`${origin}/rss.php`)
    await fetch(`${origin}/rss.php`)
    await fetch(`${origin}/nothing?x=1`)
    expect(press.requests()).toEqual([
      { origin, path: '/rss.php', count: 2 },
      { origin, path: '/nothing?x=1', count: 1 },
    ])
  })

  test('lists its feeds as OPML, with publisher and owner group on each', () => {
    const $ = load(press.opml(), { xml: true })
    const feeds = $('outline[xmlUrl]')
    expect(feeds.map((_, feed) => $(feed).attr('xmlUrl')).get()).toEqual(
      press.publishers.flatMap((publisher) => publisher.feeds.map(({ url }) => url)),
    )
    const regional = feeds.filter((_, feed) => $(feed).attr('wirefold:publisher') === 'Fenland Post')
    expect(regional.attr('wirefold:ownerGroup')).toBe('Fen & Sons')
    expect(regional.attr('htmlUrl')).toBe(`${press.publishers[3]!.origin}/`)
    expect(feeds.first().attr('wirefold:ownerGroup')).toBeUndefined()
  })
})

describe('ports', () => {
  const listening = async (): Promise<Server> => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }

  test('a taken port is refused by name, and the others are given back', async () => {
    const other = await listening()
    const taken = (other.address() as AddressInfo).port
    const free = Number(new URL(press.publishers[0]!.origin).port)
    await press.close()
    await expect(start([free, taken, 0, 0, 0])).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      disposition: 'discard',
      message: `could not serve Orvel Radio on 127.0.0.1:${taken}: another program listens there; stop it or give other ports`,
      details: { port: taken, publisher: 'Orvel Radio' },
    })
    other.close()
    await once(other, 'close')
    press = await start([free, taken, 0, 0, 0])
    expect(press.publishers[1]!.origin).toBe(`http://127.0.0.1:${taken}`)
  })

  test('close frees all ports although clients keep their connections', async () => {
    for (const { url } of press.publishers.flatMap(({ feeds }) => feeds)) await (await fetch(url)).text()
    const ports = press.publishers.map(({ origin }) => Number(new URL(origin).port))
    await press.close()
    press = await start(ports)
    expect(press.publishers.map(({ origin }) => Number(new URL(origin).port))).toEqual(ports)
  })
})

test('a page that cannot be made is told to onError and answered with 500', async () => {
  const failures: unknown[] = []
  const broken = await startPress({
    now: () => {
      throw new Error('the clock stopped')
    },
    ports: anyPorts,
    onError: (error) => failures.push(error),
    catalogue: smallPress,
  })
  const { status } = await fetch(broken.publishers[0]!.origin)
  await broken.close()
  expect(status).toBe(500)
  expect(failures).toEqual([expect.objectContaining({ message: 'the clock stopped' })])
})

test('the press command serves until its signal and refuses ports that do not exist', async () => {
  const stop = new AbortController()
  const lines: string[] = []
  const print = (line: string) => {
    lines.push(line)
    if (lines.length === 11) stop.abort()
  }
  const first = 21_000 + (process.pid % 8_000) // below the ports that systems give to clients
  await pressCommand({ signal: stop.signal, print }).parseAsync(['--first-port', String(first)], { from: 'user' })
  expect(lines[0]).toContain(`http://127.0.0.1:${first}`)
  expect(lines.filter((line) => line.startsWith('  http'))).toHaveLength(6)
  const wrong = pressCommand({ signal: stop.signal, print }).parseAsync(['--first-port', '65533'], { from: 'user' })
  await expect(wrong).rejects.toMatchObject({ code: 'USAGE' })
})
