import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { LaterError } from '../../src/errors.ts'
import { watchFeeds } from '../../src/feeds/repository.ts'
import { pageFetcher } from '../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../src/fetch/guarded-agent.ts'
import { startDuePolls } from '../../src/scheduler.ts'
import { pollFeedWorker } from '../../workers/poll-feed.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle } from '../support/factories-store.ts'
import { type Answer, useServer } from '../support/misbehaving-server.ts'
import { agentFor, never, type TestNeeds, workerNeeds } from '../support/worker-needs.ts'

/** What Wirefold promises about publishers who do not keep to anything: nothing lost, nobody bothered, nothing let in. */

const db = useDatabase()
const server = useServer()
/** A server beside it, on loopback as well, that nobody was allowed to reach. */
const forbidden = useServer()

const MEGABYTE = 1024 * 1024
const HOUR = 3_600
const DAY = 24 * HOUR
/** Quick answers take a hundredth of it. */
const TIMEOUT_MS = 1_000

let agent: Agent
let needs: TestNeeds
beforeAll(() => {
  agent = agentFor(server().origin)
})
afterAll(() => agent.close())
beforeEach(() => {
  const fetchPage = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: TIMEOUT_MS })
  needs = { ...workerNeeds(db(), agent), fetchPage }
})

interface Item {
  readonly path: string
  readonly guid?: string
  readonly title?: string
  readonly at?: string
  readonly source?: string
}

const at = (path: string): string => (path.startsWith('http') ? path : server().origin + path)

const rss = (...items: readonly Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Hollin Courier</title>${items
    .map(
      ({ path, guid = path, title = `Word of ${path}`, at: time = '2026-03-02T08:00:00Z', source = '' }) =>
        `<item><title>${title}</title><link>${at(path)}</link><guid isPermaLink="false">${guid}</guid>
<pubDate>${new Date(time).toUTCString()}</pubDate>${source}</item>`,
    )
    .join('')}</channel></rss>`

const atom = (...items: readonly Item[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Hollin Courier</title>${items
    .map(
      ({ path, guid = path, title = `Word of ${path}`, at: time = '2026-03-02T08:00:00Z' }) =>
        `<entry><link href="${at(path)}"/><id>${guid}</id><title>${title}</title><updated>${time}</updated></entry>`,
    )
    .join('')}</feed>`

const json = (...items: readonly Item[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Hollin Courier',
    items: items.map(({ path, guid = path, title = `Word of ${path}` }) => ({ url: at(path), id: guid, title })),
  })

const feed = (...items: readonly Item[]) => ({
  headers: { 'content-type': 'application/rss+xml' } as Record<string, string>,
  body: rss(...items),
})

const ferry: Item = { path: '/ferry' }
const bus: Item = { path: '/bus' }
const tram: Item = { path: '/tram' }

const watch = (path = '/feed', publisher = 'Hollin Courier') =>
  watchFeeds(
    db(),
    [{ url: at(path), title: null, publisher, ownerGroup: null, homeUrl: null, tags: [] }],
    needs.clock.now(),
  )

interface PollRow {
  readonly outcome: string
  readonly status: number | null
  readonly new: number | null
  readonly code: string | null
  readonly error: string | null
  readonly fault: string | null
  readonly oddities: readonly string[]
}

/** Orders and runs the polls of all feeds that are due, and returns what came of them in the order of the feeds. */
async function pollAll(more: Partial<TestNeeds> = {}): Promise<readonly PollRow[]> {
  await startDuePolls({ ...needs, ...more })
  const polls = await db().query<{ id: string }>('select id from poll where finished_at is null order by feed_id')
  for (const { id } of polls) await pollFeedWorker.run({ pollId: id }, { ...needs, ...more }, never)
  return db().query<PollRow>(
    `select outcome, http_status as status, new_entries as new, error_code as code, error, fault, oddities from poll
      where id = any($1::bigint[]) order by feed_id`,
    [polls.map(({ id }) => id)],
  )
}

/** Polls once with each of the answers, a day apart, so that no back-off stands between them. */
async function pollThrough(answers: readonly Answer[], path = '/feed'): Promise<readonly PollRow[]> {
  const polls: PollRow[] = []
  for (const answer of answers) {
    server().on(path, answer)
    polls.push(...(await pollAll()))
    needs.clock.advance(DAY + HOUR)
  }
  return polls
}

const rows = (sql: string) => db().query<Record<string, unknown>>(sql)
const feeds = () => rows('select * from feed order by id')
const entries = () => rows('select * from entry order by id')

/** The paths under which each article is known, in their own order. */
async function articles(): Promise<readonly (readonly string[])[]> {
  const found = await db().query<{ urls: string[] }>(
    `select array_agg(address.url order by address.url) as urls from article
       join article_address address on address.article_id = article.id group by article.id order by min(address.url)`,
  )
  return found.map(({ urls }) => urls.map((url) => url.replace(server().origin, '')))
}

const secondsToNextPoll = async (): Promise<number> => {
  const [row] = await db().query<{ at: Date }>('select next_poll_at as at from feed order by id limit 1')
  return ((row?.at.getTime() ?? 0) - needs.clock.now().getTime()) / 1_000
}

const headed = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/rss+xml' }).on('error', () => undefined)

const dripForEver = (_request: IncomingMessage, response: ServerResponse): void => {
  headed(response)
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

const pourForEver: Answer = (_request, response) => {
  headed(response)
  const part = Buffer.alloc(65_536, '<!-- more -->')
  const pour = () => {
    while (!response.destroyed && response.write(part));
  }
  response.on('drain', pour)
  pour()
}

const breakOff: Answer = (_request, response) => {
  headed(response).write(rss(ferry).slice(0, 80), () => response.socket?.resetAndDestroy())
}

/** A body whose Content-Length is wrong by so many bytes, after which the connection ends. */
const wrongBy =
  (bytes: number): Answer =>
  (_request, response) => {
    const body = rss(ferry, bus)
    response.socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml\r\ncontent-length: ${body.length + bytes}\r\n\r\n${body}`,
    )
  }

/** What Node does by itself when memory runs short. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
}

const packed = (encoding: string, body: Uint8Array): Answer => ({ headers: { 'content-encoding': encoding }, body })
const redirect = (status: number, location: string): Answer => ({ status, headers: { location } })
const wall = `<!doctype html><title>Just a moment...</title><script>window._cf_chl_opt = {}</script>`
const html = (body: string, status = 200): Answer => ({ status, headers: { 'content-type': 'text/html' }, body })

describe('a publisher that', () => {
  test.each<[string, Answer, Partial<PollRow>]>([
    ['drips without end', dripForEver, { code: 'TIMED_OUT', fault: 'soft' }],
    ['pours without end', pourForEver, { code: 'BODY_TOO_LARGE', fault: 'hard' }],
    [
      'sends a bomb in gzip',
      packed('gzip', gzipSync(Buffer.alloc(64 * MEGABYTE))),
      { code: 'BODY_TOO_LARGE', fault: 'hard' },
    ],
    [
      'sends a bomb in brotli',
      packed('br', brotliCompressSync(Buffer.alloc(64 * MEGABYTE))),
      { code: 'BODY_TOO_LARGE', fault: 'hard' },
    ],
    ['sends less than it said', wrongBy(500), { code: 'CONNECTION_BROKEN', fault: 'soft' }],
    ['breaks the connection', breakOff, { code: 'CONNECTION_BROKEN', fault: 'soft' }],
    ['leads in a circle', redirect(302, '/feed'), { code: 'TOO_MANY_REDIRECTS', fault: 'hard' }],
    ['leads to a file', redirect(302, 'file:///etc/hostname'), { code: 'FETCH_FAILED', fault: 'soft' }],
    ['says 304 unasked', { status: 304 }, { code: 'NOT_MODIFIED_UNASKED', status: 304, fault: 'soft' }],
    ['puts a wall before its feed', html(wall), { code: 'BOT_WALL', status: 200, fault: 'soft' }],
    ['refuses by a wall', html(wall, 403), { code: 'BOT_WALL', status: 403, fault: 'soft' }],
    [
      'answers with its front page',
      html('<!doctype html><html><title>Welcome</title><p>Read our news.</p></html>'),
      { code: 'FEED_UNREADABLE', status: 200, fault: 'soft' },
    ],
    ['asks for a sign-in', { status: 401 }, { code: 'HTTP_401', fault: 'hard' }],
    ['forbids', { status: 403 }, { code: 'HTTP_403', fault: 'hard' }],
    ['has lost the feed', { status: 404 }, { code: 'HTTP_404', fault: 'hard' }],
    ['is overloaded', { status: 429 }, { code: 'HTTP_429', fault: 'soft' }],
    ['is broken', { status: 500 }, { code: 'HTTP_500', fault: 'soft' }],
    ['has a broken proxy', { status: 502 }, { code: 'HTTP_502', fault: 'soft' }],
  ])('%s costs a poll and leaves a row that a person can read', async (_what, answer, expected) => {
    await watch()
    const [broken, mended] = await pollThrough([answer, feed(ferry)])
    expect(broken).toMatchObject({ outcome: 'failed', new: null, ...expected })
    expect(broken?.error).toMatch(/^[a-z].{20,}/)
    expect(mended).toMatchObject({ outcome: 'read', new: 1 })
    expect(await feeds()).toMatchObject([{ state: 'active', failures: 0, failure_score: 0 }])
  })

  test('drips without end is left in time even when memory is collected meanwhile', async () => {
    await watch()
    server().on('/feed', (request, response) => {
      dripForEver(request, response)
      setTimeout(collectGarbage, 100)
    })
    await startDuePolls(needs)
    // Ends the test in time when the poll does not end by itself.
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), 5 * TIMEOUT_MS)
    await pollFeedWorker.run({ pollId: '1' }, needs, late.signal)
    clearTimeout(timer)
    expect(await rows('select outcome, error_code from poll')).toEqual([{ outcome: 'failed', error_code: 'TIMED_OUT' }])
  })

  test('has a wall or a page instead of a feed is told apart from others in words', async () => {
    await watch()
    const polls = await pollThrough([html(wall, 503), html('<!doctype html><html><body>Hello</body></html>')])
    expect(polls.map(({ error }) => error)).toEqual([
      expect.stringContaining('Cloudflare challenge'),
      expect.stringContaining('an HTML page came instead'),
    ])
  })

  test.each([
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
  ])('leads to %s is not followed', async (address) => {
    await watch()
    server().on('/feed', redirect(301, address))
    expect(await pollAll()).toMatchObject([{ outcome: 'failed', code: 'ADDRESS_REFUSED', fault: 'hard' }])
    expect(await feeds()).toMatchObject([{ moved_to: null }])
  })

  test('leads to another server of this machine reaches nothing', async () => {
    await watch()
    server().on('/feed', redirect(302, `${forbidden().origin}/secret`))
    const articleId = await createArticle(db(), { canonical_url: at('/ferry'), next_scrape_at: needs.clock.now() })
    server().on('/ferry', redirect(302, `${forbidden().origin}/secret`))
    expect(await pollAll()).toMatchObject([{ code: 'ADDRESS_REFUSED' }])
    await scrapeArticleWorker.run({ articleId }, needs, never)
    expect(await rows('select state, state_code from article')).toEqual([
      { state: 'failed', state_code: 'ADDRESS_REFUSED' },
    ])
    expect(forbidden().connections).toBe(0)
  })

  test('says less than it sends loses nothing once it says the truth', async () => {
    await watch()
    const polls = await pollThrough([wrongBy(-120), feed(ferry, bus)])
    expect(polls).toMatchObject([{}, { outcome: 'read' }])
    expect((await articles()).flat()).toEqual(expect.arrayContaining(['/bus', '/ferry']))
  })

  const longer: Item = { path: '/bus/to/ostrel', title: 'A bus goes instead' }

  test.each([
    ['RSS', () => rss(ferry, longer)],
    ['Atom', () => atom(ferry, longer)],
    ['JSON Feed', () => json(ferry, longer)],
  ])('breaks off within an address makes no article of the half of it: %s', async (_format, write) => {
    await watch()
    const whole = write()
    const cut = whole.slice(0, whole.indexOf('/to/ostrel'))
    const [poll] = await pollThrough([{ body: cut }, { body: whole }])
    expect(poll).toMatchObject({ outcome: 'read' })
    expect(await articles()).toEqual([['/bus/to/ostrel'], ['/ferry']])
  })

  test('drips to an end in time is read', async () => {
    await watch()
    server().on('/feed', (_request, response) => {
      headed(response)
      const parts = rss(ferry).match(/.{1,60}/gs) ?? []
      const timer = setInterval(() => {
        const part = parts.shift()
        if (part !== undefined) response.write(part)
        else {
          clearInterval(timer)
          response.end()
        }
      }, 10)
    })
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1 }])
  })

  test('fails every other time loses no entry', async () => {
    await watch()
    const broken: Answer = { status: 500 }
    const polls = await pollThrough([feed(ferry), broken, feed(bus, ferry), broken, feed(tram, bus)])
    expect(polls.map((poll) => poll.new)).toEqual([1, null, 1, null, 1])
    expect(await articles()).toEqual([['/bus'], ['/ferry'], ['/tram']])
  })
})

describe('validators', () => {
  const marked = (etag: string, ...items: readonly Item[]) => {
    const { headers, body } = feed(...items)
    return { headers: { ...headers, etag }, body }
  }
  const sent = () => server().requests.map(({ headers }) => headers['if-none-match'])

  /** Says 304 to whoever has an ETag, whatever the feed holds. */
  const lyingWith =
    (...items: readonly Item[]): Answer =>
    (request, response) => {
      const { headers, body } = marked('"always"', ...items)
      if (request.headers['if-none-match'] === undefined) response.writeHead(200, headers).end(body)
      else response.writeHead(304).end()
    }

  test('that always bring a 304 are left out once a day, and never believed again', async () => {
    await watch()
    server().on('/feed', lyingWith(ferry))
    await pollAll()
    server().on('/feed', lyingWith(bus, ferry))
    needs.clock.advance(6 * HOUR)
    expect(await pollAll()).toMatchObject([{ outcome: 'unchanged', status: 304 }])
    needs.clock.advance(DAY)
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1 }])
    expect(await feeds()).toMatchObject([{ ignores_validators: true }])

    server().on('/feed', lyingWith(tram, bus, ferry))
    needs.clock.advance(6 * HOUR)
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1 }])
    expect(sent()).toEqual([undefined, '"always"', undefined, undefined])
  })

  test('that stay the same while entries come are found out at once', async () => {
    await watch()
    for (const items of [[ferry], [bus, ferry], [tram, bus, ferry]]) {
      server().on('/feed', marked('"always"', ...items))
      await pollAll()
      needs.clock.advance(6 * HOUR)
    }
    expect(sent()).toEqual([undefined, '"always"', undefined])
    expect(await articles()).toHaveLength(3)
  })

  test('are not sent after a failure, since a 304 is no success then', async () => {
    await watch()
    for (const answer of [marked('"1"', ferry), { status: 500 }, { status: 304 }, marked('"1"', ferry)]) {
      server().on('/feed', answer)
      await pollAll()
      needs.clock.advance(6 * HOUR)
    }
    expect(sent()).toEqual([undefined, '"1"', undefined, undefined])
    expect(await rows('select outcome, error_code from poll order by id')).toEqual([
      { outcome: 'read', error_code: null },
      { outcome: 'failed', error_code: 'HTTP_500' },
      { outcome: 'failed', error_code: 'NOT_MODIFIED_UNASKED' },
      { outcome: 'unchanged', error_code: null },
    ])
  })
})

describe('a failure', () => {
  test.each<[string, readonly number[], number]>([
    ['hard ones', [401, 403, 404], 3],
    ['soft ones', [500, 502, 503, 429], 2],
    ['one of each', [404, 500], 1.5],
  ])('weighs: %s', async (_what, statuses, score) => {
    await watch()
    await pollThrough(statuses.map((status) => ({ status })))
    expect(await feeds()).toMatchObject([{ state: 'active', failures: statuses.length, failure_score: score }])
  })

  test('of the name server weighs least', async () => {
    const failing = guardedAgent({
      allowedOrigins: [],
      connectTimeoutMs: 500,
      resolve: () => Promise.reject(Object.assign(new Error('try again'), { code: 'EAI_AGAIN' })),
    })
    await watch('http://courier.example/feed')
    const fetchPage = pageFetcher({ agent: failing, userAgent: 'Wirefold/test', timeoutMs: TIMEOUT_MS })
    expect(await pollAll({ fetchPage })).toMatchObject([{ code: 'DNS_TEMPORARY', fault: 'temporary' }])
    expect(await feeds()).toMatchObject([{ failure_score: 0.25 }])
    await failing.close()
  })

  test('puts the next poll off in proportion, a day at most, and never for good', async () => {
    await watch()
    server().on('/feed', { status: 404 })
    const waits: number[] = []
    for (let failure = 1; failure <= 3; failure += 1) {
      await pollAll()
      waits.push(await secondsToNextPoll())
      needs.clock.advance(DAY)
    }
    expect(waits).toEqual([1_800, 2_700, 3_600])

    await db().query('update feed set failures = 5000, failure_score = 5000')
    await pollAll()
    expect(await secondsToNextPoll()).toBe(DAY)
    needs.clock.advance(DAY)
    server().on('/feed', feed(ferry))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1 }])
    expect(await secondsToNextPoll()).toBe(900)
  })

  test.each([
    [429, '1800'],
    [503, '1800'],
    [429, 'Mon, 02 Mar 2026 12:30:00 GMT'],
    [503, 'Mon, 02 Mar 2026 12:30:00 GMT'],
  ])('of status %i with Retry-After: %s holds back the feed and its host', async (status, retryAfter) => {
    await watch('/feed')
    await watch('/other')
    server().on('/feed', { status, headers: { 'retry-after': retryAfter } })
    server().on('/other', feed(bus))
    await startDuePolls(needs)
    await pollFeedWorker.run({ pollId: '1' }, needs, never)
    const error = await pollFeedWorker.run({ pollId: '2' }, needs, never).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LaterError)
    expect(error).toMatchObject({ code: 'HOST_PACE', notBefore: new Date('2026-03-02T12:30:00Z') })
    expect(await secondsToNextPoll()).toBe(1_800)
    expect(server().requests.map(({ path }) => path)).toEqual(['/feed'])

    needs.clock.advance(1_800)
    await pollFeedWorker.run({ pollId: '2' }, needs, never)
    expect(server().requests.map(({ path }) => path)).toEqual(['/feed', '/other'])
  })

  test('of a page with Retry-After holds back its host', async () => {
    const articleId = await createArticle(db(), { canonical_url: at('/ferry'), next_scrape_at: needs.clock.now() })
    server().on('/ferry', { status: 503, headers: { 'retry-after': '1800' } })
    await scrapeArticleWorker.run({ articleId }, needs, never)
    await watch()
    await startDuePolls(needs)
    await expect(pollFeedWorker.run({ pollId: '1' }, needs, never)).rejects.toMatchObject({ code: 'HOST_PACE' })
    expect(server().requests.map(({ path }) => path)).toEqual(['/ferry'])
  })
})

describe('a feed that moves', () => {
  const arrive = () => server().on('/new', feed(ferry))

  test.each([301, 308])('for good, by %i, is taken over after exactly three equal answers', async (status) => {
    await watch()
    arrive()
    const urls: unknown[] = []
    server().on('/feed', redirect(status, '/new'))
    for (let poll = 1; poll <= 3; poll += 1) {
      await pollAll()
      needs.clock.advance(DAY)
      urls.push((await feeds())[0]?.['url'])
    }
    expect(urls).toEqual([at('/feed'), at('/feed'), at('/new')])
    await pollAll()
    expect(server().requests.at(-1)?.path).toBe('/new')
    expect(server().requests.at(-2)?.path).toBe('/new')
  })

  test.each([302, 303, 307])('for now, by %i, never is', async (status) => {
    await watch()
    arrive()
    await pollThrough(Array.from({ length: 5 }, () => redirect(status, '/new')))
    expect(await feeds()).toMatchObject([{ url: at('/feed'), moved_to: null, moved_times: 0 }])
    expect(await rows('select distinct redirected_to from poll')).toEqual([{ redirected_to: at('/new') }])
  })

  test('is not taken over while its answers differ', async () => {
    await watch()
    arrive()
    server().on('/newer', feed(ferry))
    const there = redirect(301, '/new')
    await pollThrough([there, there, redirect(301, '/newer'), there, there, feed(ferry), there, there])
    expect(await feeds()).toMatchObject([{ url: at('/feed'), moved_to: at('/new'), moved_times: 2 }])
  })

  test('onto another feed is paused with the reason, and the other goes on', async () => {
    await watch('/feed')
    await watch('/new')
    arrive()
    await pollThrough(Array.from({ length: 3 }, () => redirect(301, '/new')))
    expect(await feeds()).toMatchObject([
      { state: 'paused', state_code: 'MOVED_ONTO_ANOTHER', state_reason: expect.stringContaining(at('/new')) },
      { state: 'active', url: at('/new') },
    ])
  })

  test('away for ever, by 410, is paused with the reason and asked no more', async () => {
    await watch()
    await pollThrough([feed(ferry), { status: 410 }])
    expect(await feeds()).toMatchObject([
      { state: 'paused', state_code: 'GONE', state_reason: expect.stringContaining('410 Gone') },
    ])
    needs.clock.advance(30 * DAY)
    expect(await pollAll()).toEqual([])
    expect(server().requests).toHaveLength(2)
  })
})

describe('entries', () => {
  test('that are renamed with every poll are the same', async () => {
    await watch()
    const named = (poll: number) => feed({ ...ferry, guid: `ferry-${poll}` }, { ...bus, guid: `bus-${poll}` })
    const polls = await pollThrough([named(1), named(2), named(3)])
    expect(polls.map((poll) => poll.new)).toEqual([2, 0, 0])
    expect(await entries()).toHaveLength(2)
    expect(await articles()).toEqual([['/bus'], ['/ferry']])
  })

  test('that share a guid are two, in one document and over two', async () => {
    await watch()
    const named = (item: Item) => ({ ...item, guid: 'today' })
    const polls = await pollThrough([feed(named(ferry), named(bus)), feed(named(tram)), feed(named(ferry))])
    expect(polls.map((poll) => poll.new)).toEqual([2, 1, 0])
    expect(await articles()).toEqual([['/bus'], ['/ferry'], ['/tram']])
  })

  test('whose slug changes stay one article', async () => {
    await watch()
    const at = (path: string) => feed({ path, guid: 'ferry', title: 'Ferry late' })
    const polls = await pollThrough([at('/ferry-late'), at('/ferry-very-late'), at('/ferry-gone')])
    expect(polls.map((poll) => poll.new)).toEqual([1, 0, 0])
    expect(await articles()).toEqual([['/ferry-gone', '/ferry-late', '/ferry-very-late']])
  })

  test('that vanish and come back are not new', async () => {
    await watch()
    const polls = await pollThrough([feed(ferry, bus), feed(bus), feed(), feed(ferry, bus)])
    expect(polls.map((poll) => poll.new)).toEqual([2, 0, 0, 0])
    expect(await entries()).toHaveLength(2)
  })

  test('are known again when the feed is written in another format', async () => {
    await watch()
    const polls = await pollThrough([feed(ferry), { body: atom(ferry) }, { body: json(ferry) }])
    expect(polls.map((poll) => poll.new)).toEqual([1, 0, 0])
    expect(await feeds()).toMatchObject([{ format: 'json' }])
    expect(await articles()).toEqual([['/ferry']])
  })

  const headline = 'The last ferry to Ostrel is late'

  test('of one title and instant in two feeds of a publisher are one article', async () => {
    await watch('/home')
    await watch('/world')
    server().on('/home', feed({ path: '/home/ferry', title: headline }))
    server().on('/world', feed({ path: '/world/ferry', title: `${headline}!` }))
    await pollAll()
    expect(await articles()).toEqual([['/home/ferry', '/world/ferry']])
    expect(await entries()).toHaveLength(2)
  })

  test('of one title at other times, or of other publishers, are articles of their own', async () => {
    await watch('/feed')
    await watch('/gazette', 'Fjord Gazette')
    const column = (day: string) => ({ path: `/column/${day}`, title: headline, at: `2026-03-${day}T06:00:00Z` })
    server().on('/feed', feed(column('02'), column('01')))
    server().on('/gazette', feed({ ...column('02'), path: '/gazette/column' }))
    await pollAll()
    expect(await articles()).toHaveLength(3)
  })

  test('of an aggregator belong to the publishers that they were taken from', async () => {
    await watch('/feed', 'All News')
    const source = (name: string) => `<source url="https://${name}.example/feed">The ${name}</source>`
    server().on('/feed', feed({ ...ferry, source: source('courier') }, { ...bus, source: source('gazette') }))
    await pollAll()
    expect(
      await rows('select name, home_url from publisher join article on publisher_id = publisher.id order by name'),
    ).toEqual([
      { name: 'The courier', home_url: 'https://courier.example/' },
      { name: 'The gazette', home_url: 'https://gazette.example/' },
    ])
    expect(await entries()).toMatchObject([{ source_name: 'The courier' }, { source_name: 'The gazette' }])
  })
})

describe('a sitemap', () => {
  const sitemap = (...addresses: readonly (readonly [path: string, day: string])[]) => ({
    headers: { 'content-type': 'application/xml' },
    body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses
      .map(([path, day]) => `<url><loc>${at(path)}</loc><lastmod>${day}</lastmod></url>`)
      .join('')}</urlset>`,
  })
  const index = (...paths: readonly string[]) => ({
    headers: { 'content-type': 'application/xml' },
    body: `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
      .map((path) => `<sitemap><loc>${at(path)}</loc></sitemap>`)
      .join('')}</sitemapindex>`,
  })

  test('that lists everything ever published gives what is fresh and says how much it left out', async () => {
    await watch()
    server().on('/feed', sitemap(['/ferry', '2026-03-02'], ['/bus', '2026-02-28'], ['/tram', '2019-05-01']))
    const [poll] = await pollAll()
    expect(poll).toMatchObject({ outcome: 'read', new: 2 })
    expect(poll?.oddities).toContain(
      '1 addresses of the sitemap are older than three days or undated and were left out',
    )
    expect(await articles()).toEqual([['/bus'], ['/ferry']])
  })

  test('index is followed, and a sitemap that is missing costs only itself', async () => {
    await watch()
    server().on('/feed', index('/one.xml', '/none.xml', '/two.xml'))
    server().on('/one.xml', sitemap(['/ferry', '2026-03-02']))
    server().on('/two.xml', sitemap(['/bus', '2026-03-02']))
    const [poll] = await pollAll()
    expect(poll).toMatchObject({ outcome: 'read', new: 2 })
    expect(poll?.oddities).toContainEqual(expect.stringMatching(/none\.xml was not read: .*404/))

    needs.clock.advance(HOUR)
    server().on('/two.xml', sitemap(['/tram', '2026-03-02'], ['/bus', '2026-03-02']))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1 }])
  })
})

describe('a page that', () => {
  test.each<[string, Answer, Record<string, unknown>]>([
    ['drips without end', dripForEver, { state: 'new', state_code: 'TIMED_OUT', scrape_attempts: 1 }],
    ['pours without end', pourForEver, { state: 'failed', state_code: 'BODY_TOO_LARGE' }],
    [
      'is a bomb',
      packed('gzip', gzipSync(Buffer.alloc(64 * MEGABYTE))),
      { state: 'failed', state_code: 'BODY_TOO_LARGE' },
    ],
    ['is shorter than it said', wrongBy(500), { state: 'new', state_code: 'CONNECTION_BROKEN', scrape_attempts: 1 }],
    ['breaks off', breakOff, { state: 'new', state_code: 'CONNECTION_BROKEN', scrape_attempts: 1 }],
    ['leads in a circle', redirect(302, '/ferry'), { state_code: 'TOO_MANY_REDIRECTS' }],
    [
      'leads into a private network',
      redirect(301, 'http://10.0.0.1/'),
      { state: 'failed', state_code: 'ADDRESS_REFUSED' },
    ],
    ['is a wall', html(wall, 403), { state: 'new', state_code: 'BOT_WALL' }],
  ])('%s is given up or tried again, with its reason', async (_what, answer, expected) => {
    const articleId = await createArticle(db(), { canonical_url: at('/ferry'), next_scrape_at: needs.clock.now() })
    server().on('/ferry', answer)
    await scrapeArticleWorker.run({ articleId }, needs, never)
    const [article] = await rows('select * from article')
    expect(article).toMatchObject({ state_reason: expect.stringMatching(/\w+ \w+ \w+/), ...expected })
    expect(await rows('select * from version')).toEqual([])
  })
})
