import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { checkLines } from '../../src/cli/feeds-check-text.ts'
import { AppError } from '../../src/errors.ts'
import { checkFeed } from '../../src/feeds/check-feed.ts'
import type { DiscoveryPorts } from '../../src/feeds/discover-search.ts'
import { pageFetcher } from '../../src/fetch/fetch-page.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { agentFor, never } from '../support/worker-needs.ts'

const server = useServer()
let agent: Agent
beforeAll(() => {
  agent = agentFor(server().origin)
})
afterAll(() => agent.close())

const check = (path: string, ports: Partial<DiscoveryPorts> = {}) =>
  checkFeed(server().origin + path, {
    fetchPage: pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 }),
    mayFetch: () => Promise.resolve(true),
    turn: () => Promise.resolve(),
    signal: never,
    now: new Date('2026-03-02T12:00:00Z'),
    ...ports,
  })

const items = `<item><title>Ferry late</title><link>/ferry?utm_source=rss</link><guid isPermaLink="false">7</guid>
  <pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><source url="https://quay.example/rss">Quay Post</source></item>
  <item><title>Bus late</title><guid isPermaLink="false">7</guid><pubDate>the day before yesterday</pubDate></item>
  <item><title>Tram late</title><link>/tram</link></item>`
const rss = `<?xml version="1.0" encoding="windows-1252"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
  <title>Caf\xe9 Courier</title><link>https://courier.example/</link><language>fr</language><ttl>30</ttl>
  <atom:link rel="self" href="https://courier.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>${items}</channel></rss>`
const feed = (headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'application/rss+xml', ...headers },
  body: Buffer.from(rss, 'latin1'),
})

describe('a feed', () => {
  test('shows its whole trail', async () => {
    const { origin } = server()
    server().on('/old', { status: 301, headers: { location: '/moved' } })
    server().on('/moved', { status: 302, headers: { location: '/rss' } })
    server().on('/rss', feed({ 'cache-control': 'max-age=60', server: 'quay/1', 'x-other': 'not shown' }))
    const { answer, feed: read, failure, found } = await check('/old')
    expect(failure).toBeNull()
    expect(found).toBeNull()
    expect(answer).toEqual({
      url: `${origin}/rss`,
      status: 200,
      redirects: [
        { from: `${origin}/old`, to: `${origin}/moved`, status: 301 },
        { from: `${origin}/moved`, to: `${origin}/rss`, status: 302 },
      ],
      headers: { 'content-type': 'application/rss+xml', 'cache-control': 'max-age=60', server: 'quay/1' },
      bytes: rss.length,
    })
    expect(read).toMatchObject({
      format: 'rss',
      encoding: 'windows-1252',
      encodingKnownBy: 'xml',
      title: 'Café Courier',
      language: 'fr',
      selfUrl: 'https://courier.example/rss',
      hubs: ['https://hub.example/'],
      ttlMinutes: 30,
    })
    expect(read?.entries).toMatchObject([
      {
        guid: '7',
        url: expect.stringMatching(/\/ferry\?utm_source=rss$/),
        canonicalUrl: expect.stringMatching(/\/ferry$/),
        published: expect.stringContaining('2026-03-02T08:00:00'),
        publishedRaw: 'Mon, 02 Mar 2026 08:00:00 GMT',
        sourceName: 'Quay Post',
      },
      { url: null, canonicalUrl: null, published: null, publishedRaw: 'the day before yesterday' },
      { guid: null, published: null, publishedRaw: null },
    ])
    expect(read?.oddities).toEqual([
      '1 entry has no address of a page',
      '1 entry has no date',
      '1 entry has a date that cannot be read, such as “the day before yesterday”',
      'the guid 7 stands on 2 entries',
    ])
  })

  test.each([
    ['knows conditional requests', 304],
    ['does not', 200],
  ])('that %s is asked again with its marks', async (_what, status) => {
    server().on('/rss', (request, response) => {
      const isAgain = request.headers['if-none-match'] === '"v1"'
      response.writeHead(isAgain ? status : 200, { etag: '"v1"', 'content-type': 'application/rss+xml' })
      response.end(isAgain && status === 304 ? '' : rss)
    })
    expect((await check('/rss')).conditional).toEqual({ etag: '"v1"', lastModified: null, status, problem: null })
    expect(server().requests).toHaveLength(2)
  })

  test('without marks is asked once', async () => {
    server().on('/rss', feed())
    expect((await check('/rss')).conditional).toBeNull()
    expect(server().requests).toHaveLength(1)
  })

  test('that breaks off when it is asked again has still been read', async () => {
    let asked = 0
    server().on('/rss', (_request, response) => {
      asked += 1
      if (asked > 1) response.destroy()
      else response.writeHead(200, { etag: '"v1"', 'content-type': 'text/plain' }).end(rss)
    })
    const { feed: read, conditional, failure } = await check('/rss')
    expect(failure).toBeNull()
    expect(conditional).toMatchObject({ status: null, problem: expect.stringContaining('could not fetch') })
    expect(read?.oddities).toContain('the answer calls itself text/plain, which is no feed')
  })
})

describe('an address that is no feed', () => {
  test('says what came instead, and what discovery finds there', async () => {
    const page = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/rss"><p>Welcome to the quay.'
    server().on('/', { headers: { 'content-type': 'text/html' }, body: page })
    server().on('/rss', feed())
    const { feed: read, failure, found } = await check('/')
    expect(read).toBeNull()
    expect(failure).toMatchObject({ code: 'FEED_UNREADABLE', reason: expect.stringContaining('an HTML page') })
    expect(found?.feeds).toMatchObject([{ url: `${server().origin}/rss` }])
  })

  test('and is not found is looked for on its site', async () => {
    server().on('/feed/', feed())
    const { failure, found } = await check('/old-feed')
    expect(failure?.code).toBe('HTTP_404')
    expect(found?.feeds).toMatchObject([{ url: `${server().origin}/feed/` }])
  })

  test.each([500, 429])('and answers %s is left alone', async (status) => {
    server().on('/rss', { status })
    expect(await check('/rss')).toMatchObject({ failure: { code: `HTTP_${status}` }, found: null })
    expect(server().requests).toHaveLength(1)
  })

  test('but a wall against robots is named and left alone', async () => {
    const wall = '<!doctype html><html><head><title>Just a moment</title></head><body></body></html>'
    server().on('/rss', {
      status: 403,
      headers: { 'cf-mitigated': 'challenge', 'content-type': 'text/html' },
      body: wall,
    })
    expect(await check('/rss')).toMatchObject({
      failure: { code: 'BOT_WALL', reason: expect.stringContaining('Cloudflare challenge') },
      found: null,
    })
    expect(server().requests).toHaveLength(1)
  })

  test('and does not answer', async () => {
    server().on('/rss', (_request, response) => response.destroy())
    expect(await check('/rss')).toMatchObject({
      answer: null,
      failure: { reason: expect.stringContaining('could not fetch') },
      found: null,
    })
  })

  test('and that robots.txt forbids is fetched all the same, since an operator named it', async () => {
    server().on('/rss', feed())
    expect(await check('/rss', { mayFetch: () => Promise.resolve(false) })).toMatchObject({
      isAllowed: false,
      failure: null,
    })
  })

  test('of an origin whose robots.txt cannot be read is fetched as well', async () => {
    server().on('/rss', feed())
    const unreachable = new AppError('ROBOTS_UNREACHABLE', 'could not learn it', { disposition: 'retry' })
    expect(await check('/rss', { mayFetch: () => Promise.reject(unreachable) })).toMatchObject({
      isAllowed: null,
      failure: null,
    })
  })
})

describe('as text', () => {
  test('it fits a terminal and says all that matters', async () => {
    server().on('/old', { status: 301, headers: { location: '/rss' } })
    server().on('/rss', feed())
    const lines = checkLines(await check('/old'))
    const text = lines.join('\n')
    for (const fact of [
      'allows it',
      `→ ${server().origin}/rss`,
      'windows-1252, by its XML declaration',
      'Café Courier',
      '- Ferry late',
      '“the day before yesterday”, which cannot be read',
      'address    none',
      'Quay Post',
      'every poll transfers all of it',
      'odd: the guid 7 stands on 2 entries',
    ]) {
      expect(text).toContain(fact)
    }
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
  })

  test('nothing that a publisher wrote steers the terminal', async () => {
    const hostile = rss.replace('Ferry late', 'Ferry \u009b2J\u202e late')
    server().on('/rss', { headers: { 'content-type': 'application/rss+xml', server: 'quay\t1' }, body: hostile })
    const text = checkLines(await check('/rss')).join('\n')
    expect(text).toContain('Ferry')
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  test('of an address without a feed it lists what was looked at', async () => {
    const text = checkLines(await check('/nothing')).join('\n')
    expect(text).toContain('no feed: ')
    expect(text).toContain(`  ${server().origin}/robots.txt: answered 404`)
  })
})
