import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Database, Queryable } from '../../src/db/database.ts'
import { AppError } from '../../src/errors.ts'
import { robotsTxt } from '../../src/fetch/robots.ts'
import { clusterArticle } from '../../src/queue/jobs.ts'
import { listReadyLanguages } from '../../src/stories/repository.ts'
import { settledBefore } from '../../src/stories/lane-settled.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle, createFeed, createPublisher, createRound } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { never, SETTLE_SECONDS, type TestNeeds, useAgent, workerNeeds } from '../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()

const agent = useAgent(server)
let needs: TestNeeds
beforeEach(() => {
  needs = workerNeeds(db(), agent())
})

const PARAGRAPHS = [
  'The last ferry from Ostrel to the mainland was cancelled on Monday evening because of fog, the harbour office said.',
  'About ninety passengers had to spend the night in the town, and the school opened its gym for those who found no room.',
  'The harbour master said that the first boat of the morning would leave on time if the wind turned as it was forecast.',
]

function page(more: { head?: string; title?: string; body?: string } = {}): string {
  const title = more.title ?? 'Fog stops the last ferry from Ostrel'
  const body = more.body ?? PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${more.head ?? ''}</head>
<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>${title}</h1>${body}</article></main></body></html>`
}

const html = (body: string) => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body })

/** An article of a settled round, whose page is at `path`. */
const known = (path: string, row: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  createArticle(db(), {
    canonical_url: server().origin + path,
    first_seen_at: needs.clock.now(),
    event_at: needs.clock.now(),
    next_scrape_at: needs.clock.now(),
    title: 'Ferry late',
    ...row,
  })

const run = (articleId: string, more: Partial<TestNeeds> = {}) =>
  scrapeArticleWorker.run({ articleId }, { ...needs, ...more }, never)

async function articleOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await db().query<Record<string, unknown>>('select * from article where id = $1', [id])
  return row ?? {}
}

async function stored() {
  return {
    articles: await db().query('select * from article order by id'),
    versions: await db().query('select * from version order by id'),
    words: await db().query('select * from article_search order by article_id'),
    addresses: await db().query('select * from article_address order by url'),
  }
}

describe('a page', () => {
  test('becomes version 1 of its article, can be searched for, and wakes the lane', async () => {
    const id = await known('/ferry', { published_at: new Date('2026-03-02T08:00:00Z') })
    server().on('/ferry', html(page()))
    await run(id)
    expect(await articleOf(id)).toMatchObject({
      state: 'scraped',
      scraped_at: needs.clock.now(),
      title: 'Fog stops the last ferry from Ostrel',
      language: 'en',
      scrape_attempts: 1,
      event_at: new Date('2026-03-02T08:00:00Z'),
    })
    const { versions, words } = await stored()
    expect(versions).toMatchObject([
      { article_id: id, number: 1, text: PARAGRAPHS.join('\n\n'), text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect(words).toMatchObject([{ article_id: id, event_at: new Date('2026-03-02T08:00:00Z') }])
    expect(needs.queue.payloads(clusterArticle)).toEqual([{ language: 'en' }])
  })

  test('that is scraped twice leaves the same state, is fetched once and wakes the lane again', async () => {
    const id = await known('/ferry')
    server().on('/ferry', html(page()))
    await run(id)
    const once = await stored()
    needs.clock.advance(60)
    await run(id)
    expect(await stored()).toEqual(once)
    expect(server().requests).toHaveLength(1)
    expect(needs.queue.payloads(clusterArticle)).toHaveLength(2)
  })

  test('that three workers scrape at once becomes one version', async () => {
    const id = await known('/ferry')
    server().on('/ferry', html(page()))
    await Promise.all([run(id), run(id), run(id)])
    expect((await stored()).versions).toHaveLength(1)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', scrape_attempts: 1 })
  })

  test('that fails of the store is not given up', async () => {
    const id = await known('/ferry')
    server().on('/ferry', { status: 503, headers: { 'retry-after': '60' } })
    const lost = new AppError('DATABASE_QUERY', 'could not run a query', { disposition: 'bug' })
    const pace = { ...needs.pace, hold: () => Promise.reject(lost) }
    await expect(run(id, { pace })).rejects.toBe(lost)
    expect(await articleOf(id)).toMatchObject({ state: 'new', scrape_attempts: 0 })
  })

  test('of an article that is not known is not fetched', async () => {
    await run('4711')
    expect(server().requests).toEqual([])
  })

  test('that says when it was published is believed, but never for the future', async () => {
    const time = (at: string) => page({ head: `<meta property="article:published_time" content="${at}">` })
    const [past, future] = [await known('/past'), await known('/future')]
    server().on('/past', html(time('2026-03-02T07:30:00+01:00')))
    server().on('/future', html(time('2027-01-01T00:00:00Z')))
    await run(past)
    await run(future)
    expect(await articleOf(past)).toMatchObject({ event_at: new Date('2026-03-02T06:30:00Z') })
    expect(await articleOf(future)).toMatchObject({ event_at: needs.clock.now() })
  })

  test('that says whether one must subscribe is believed, and one that says nothing is not guessed at', async () => {
    const stating = (isFree: boolean) =>
      page({
        head: `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":${isFree}}</script>`,
      })
    const pages = { '/closed': stating(false), '/open': stating(true), '/silent': page() }
    for (const [path, body] of Object.entries(pages)) {
      const id = await known(path)
      server().on(path, html(body))
      await run(id)
    }
    expect((await stored()).articles.map((article) => (article as { is_free: unknown }).is_free)).toEqual([
      false,
      true,
      null,
    ])
  })

  test('with characters that Postgres does not store loses those and nothing else', async () => {
    const id = await known('/ferry')
    const odd = `<p>Boats &#0;\u0000 and &#xD83D; more \u{1f6a2} boats wait outside the harbour of Ostrel, the harbour office said.</p>`
    server().on('/ferry', html(page({ body: PARAGRAPHS.map((text) => `<p>${text}</p>`).join('') + odd })))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped' })
    const [version] = (await stored()).versions as { text: string }[]
    expect(version?.text).toContain('\u{1f6a2} boats wait')
  })
})

describe('what is no article', () => {
  test.each([
    ['a page that is gone', { status: 404 }, 'HTTP_404'],
    ['a page that is forbidden', { status: 403 }, 'HTTP_403'],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }, 'NOT_HTML'],
    ['a document', { headers: { 'content-type': 'application/pdf; v=1' }, body: '%PDF' }, 'NOT_HTML'],
    ['an empty page', html(''), expect.stringMatching(/^[A-Z_]+$/)],
    [
      'a question for consent',
      html(`<!doctype html><html lang="en"><head><title>Tarn Gazette: cookies</title></head>
        <body class="cookie-consent"><div id="consent" role="dialog" aria-modal="true"><h1>Your privacy</h1>
        <p>We value your privacy. We and our 88 partners store cookies on your device to show advertising.</p>
        <button>Accept all</button><button>Manage options</button><a href="/privacy">Privacy policy</a></div></body></html>`),
      'CONSENT_WALL',
    ],
  ])('%s is recorded with its reason and never fetched again', async (_what, answer, code) => {
    const id = await known('/ferry')
    server().on('/ferry', answer)
    await run(id)
    await run(id)
    expect(await articleOf(id)).toMatchObject({
      state: 'not_article',
      state_code: code,
      state_reason: expect.stringMatching(/\w+ \w+/),
      scraped_at: null,
    })
    expect(server().requests).toHaveLength(1)
    expect((await stored()).versions).toEqual([])
    expect(needs.queue.keys).toEqual([])
  })

  test.each([
    [
      'too large',
      { headers: { 'content-type': 'text/html' }, body: Buffer.alloc(9 * 1024 * 1024, 'a') },
      'BODY_TOO_LARGE',
    ],
    ['in a private network', { status: 302, headers: { location: 'http://10.0.0.1/' } }, 'ADDRESS_REFUSED'],
  ])('a page that is %s is given up at once', async (_what, answer, code) => {
    const id = await known('/ferry')
    server().on('/ferry', answer)
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'failed', state_code: code })
  })
})

describe('a page that cannot be read', () => {
  test.each(['PAGE_TOO_SLOW', 'PAGE_TOO_LARGE'])('for %s is given up at once and wakes the lane', async (code) => {
    const round_id = await createRound(db(), { started_at: needs.clock.now() })
    const [good, bad] = [await known('/good', { round_id }), await known('/bad', { round_id })]
    for (const path of ['/good', '/bad']) server().on(path, html(page()))
    await run(good)
    const refusal = new AppError(code, 'could not read the page', { disposition: 'discard' })
    const readPage = () => Promise.reject(refusal)
    await run(bad, { readPage })
    await run(bad, { readPage })
    const failed = { state: 'failed', state_code: code, state_reason: 'could not read the page', scraped_at: null }
    expect(await articleOf(bad)).toMatchObject(failed)
    expect(server().requests.filter(({ path }) => path === '/bad')).toHaveLength(1)
    expect(needs.queue.payloads(clusterArticle)).toContainEqual({ language: 'en' })
  })

  test('because its thread died is read by another run of the job', async () => {
    const id = await known('/ferry')
    server().on('/ferry', html(page()))
    const died = new AppError('THREAD_DIED', 'it ended by itself', { disposition: 'retry' })
    await expect(run(id, { readPage: () => Promise.reject(died) })).rejects.toBe(died)
    expect(await articleOf(id)).toMatchObject({ state: 'new', scrape_attempts: 0 })
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped' })
  })
})

describe('a failure that may pass', () => {
  const minutes = [1, 5, 30, 120]

  test.each([
    ['a server error', { status: 500 }, 'HTTP_500'],
    ['a server that has too much to do', { status: 429 }, 'HTTP_429'],
    ['an answer that cannot be unpacked', { headers: { 'content-encoding': 'gzip' }, body: 'plain' }, 'BODY_BROKEN'],
  ])('such as %s is tried again later and later, and then given up', async (_what, answer, code) => {
    const id = await known('/ferry')
    server().on('/ferry', answer)
    for (const [i, wait] of minutes.entries()) {
      await run(id)
      const next = new Date(needs.clock.now().getTime() + wait * 60_000)
      expect(await articleOf(id)).toMatchObject({
        state: 'new',
        state_code: code,
        scrape_attempts: i + 1,
        next_scrape_at: next,
        slot_at: null,
      })
      needs.clock.set(next.toISOString())
    }
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'failed', state_code: code, scrape_attempts: 5 })
    expect(server().requests).toHaveLength(5)
  })

  test('is forgotten when it has passed', async () => {
    const id = await known('/ferry')
    server().on('/ferry', { status: 503 })
    await run(id)
    server().on('/ferry', html(page()))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', state_code: null, state_reason: null })
  })

  test('does not hold back the lane of its round', async () => {
    const round_id = await createRound(db(), { started_at: needs.clock.now() })
    const [good, bad] = [await known('/good', { round_id }), await known('/bad', { round_id })]
    server().on('/good', html(page()))
    server().on('/bad', { status: 500 })
    await run(good)
    expect(needs.queue.payloads(clusterArticle)).toEqual([])
    await run(bad)
    expect(needs.queue.payloads(clusterArticle)).toEqual([{ language: 'en' }])
    const before = settledBefore(needs.clock.now(), SETTLE_SECONDS)
    expect(await listReadyLanguages(db(), before)).toEqual(['en'])
  })

  test('of the store is none of the page, which is fetched again', async () => {
    const id = await known('/ferry')
    server().on('/ferry', html(page()))
    const transaction = () => Promise.reject(new Error('the connection was lost'))
    await expect(run(id, { db: { ...db(), transaction } })).rejects.toThrow('the connection was lost')
    expect(await articleOf(id)).toMatchObject({ state: 'new', scrape_attempts: 0 })
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped' })
  })

  test('of the store that has a name is none of the page either', async () => {
    const id = await known('/ferry')
    server().on('/ferry', html(page()))
    const transaction: Database['transaction'] = (work) =>
      db().transaction(async (tx) => {
        await work(tx)
        await tx.query('insert into version (article_id) values (null)')
        throw new Error('unreachable')
      })
    await expect(run(id, { db: { ...db(), transaction } })).rejects.toMatchObject({ code: 'DATABASE_CONSTRAINT' })
    expect(await articleOf(id)).toMatchObject({ state: 'new', scrape_attempts: 0 })
  })

  test('that is a stop of the worker spends no attempt', async () => {
    const id = await known('/ferry')
    const stopping = new AbortController()
    server().on('/ferry', () => stopping.abort())
    await expect(scrapeArticleWorker.run({ articleId: id }, needs, stopping.signal)).rejects.toThrow()
    expect(await articleOf(id)).toMatchObject({ state: 'new', scrape_attempts: 0, state_code: null })
  })
})

describe('a publisher that asks to wait', () => {
  const inAnHour = () => new Date(needs.clock.now().getTime() + 3_600_000)
  const busy = (status: number, after: string) => ({ status, headers: { 'retry-after': after } })

  test.each([
    ['429 in seconds', busy(429, '3600')],
    ['503 in seconds', busy(503, '3600')],
    ['503 with a date', busy(503, 'Mon, 02 Mar 2026 13:00:00 GMT')],
  ])('by %s is asked for none of its pages before, and one attempt is spent', async (_what, answer) => {
    const [first, second] = [await known('/ferry'), await known('/bus')]
    server().on('/ferry', answer)
    server().on('/bus', html(page()))
    const then = inAnHour()
    await run(first)
    expect(await articleOf(first)).toMatchObject({ state: 'new', scrape_attempts: 1, next_scrape_at: then })
    for (const id of [first, second, first]) {
      await expect(run(id)).rejects.toMatchObject({ code: 'HOST_PACE', notBefore: then })
    }
    expect(server().requests).toHaveLength(1)
    expect(await articleOf(first)).toMatchObject({ scrape_attempts: 1 })
    expect(await articleOf(second)).toMatchObject({ state: 'new', scrape_attempts: 0, slot_at: then })

    needs.clock.set(then.toISOString())
    server().on('/ferry', html(page()))
    await run(first)
    await run(second)
    expect(await articleOf(first)).toMatchObject({ state: 'scraped', scrape_attempts: 2 })
    expect(await articleOf(second)).toMatchObject({ state: 'scraped', scrape_attempts: 1 })
  })

  test('for less than the usual pause is asked after that pause', async () => {
    const id = await known('/ferry')
    server().on('/ferry', busy(429, '5'))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ next_scrape_at: new Date(needs.clock.now().getTime() + 60_000) })
  })

  test('by another status is not heard', async () => {
    const [first, second] = [await known('/ferry'), await known('/bus')]
    server().on('/ferry', busy(500, '3600'))
    server().on('/bus', html(page()))
    await run(first)
    await run(second)
    expect(await articleOf(second)).toMatchObject({ state: 'scraped' })
  })
})

describe('a wall against robots', () => {
  const wall = (status: number) => ({
    status,
    headers: { 'content-type': 'text/html', 'cf-mitigated': 'challenge' },
    body: '<!doctype html><title>Just a moment...</title>',
  })

  test.each([403, 200])('with status %i is named, tried again, and given up in the end', async (status) => {
    const id = await known('/ferry')
    server().on('/ferry', wall(status))
    await run(id)
    expect(await articleOf(id)).toMatchObject({
      state: 'new',
      state_code: 'BOT_WALL',
      state_reason: expect.stringContaining('Cloudflare challenge'),
      scrape_attempts: 1,
    })
    for (let i = 0; i < 4; i += 1) await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'failed', state_code: 'BOT_WALL', scrape_attempts: 5 })
  })
})

describe('robots.txt', () => {
  const file = (body: string) => ({ headers: { 'content-type': 'text/plain' }, body })
  const paths = () => server().requests.map(({ path }) => path)
  const ask = (id: string) => run(id, { robots: robotsTxt(needs) })

  test('that forbids a page has it fetched by nobody, and says what an operator can do', async () => {
    const id = await known('/drafts/ferry')
    server().on('/robots.txt', file('User-agent: *\nDisallow: /drafts'))
    await ask(id)
    expect(await articleOf(id)).toMatchObject({
      state: 'failed',
      state_code: 'ROBOTS_DISALLOWED',
      state_reason: expect.stringMatching(/\/robots\.txt forbids .* line 2.*wirefold feeds robots PUBLISHER --ignore/),
    })
    expect(paths()).toEqual(['/robots.txt'])
  })

  test('that forbids other pages is read once', async () => {
    const [first, second] = [await known('/ferry'), await known('/bus')]
    server().on('/robots.txt', file('User-agent: *\nDisallow: /drafts'))
    for (const path of ['/ferry', '/bus']) server().on(path, html(page()))
    await ask(first)
    await ask(second)
    expect(await articleOf(second)).toMatchObject({ state: 'scraped' })
    expect(paths()).toEqual(['/robots.txt', '/ferry', '/bus'])
  })

  test('is not even read of a publisher for whom an operator has it ignored', async () => {
    const publisher_id = await createPublisher(db(), {
      robots_policy: 'ignore',
      robots_reason: 'the editor agreed by letter',
    })
    const id = await known('/drafts/ferry', { publisher_id })
    server().on('/robots.txt', file('User-agent: *\nDisallow: /'))
    server().on('/drafts/ferry', html(page()))
    await ask(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped' })
    expect(paths()).toEqual(['/drafts/ferry'])
  })

  test('is ignored for a reason only', async () => {
    for (const robots_reason of [null, ' ']) {
      await expect(createPublisher(db(), { robots_policy: 'ignore', robots_reason })).rejects.toMatchObject({
        details: { constraint: 'publisher_robots_ignored_has_reason' },
      })
    }
  })

  test('forbids what a page redirects to as well', async () => {
    const id = await known('/f/7')
    server().on('/robots.txt', file('User-agent: *\nDisallow: /drafts'))
    server().on('/f/7', { status: 302, headers: { location: '/drafts/ferry' } })
    server().on('/drafts/ferry', html(page()))
    await ask(id)
    expect(await articleOf(id)).toMatchObject({ state: 'failed', state_code: 'ROBOTS_DISALLOWED' })
    expect(paths()).toEqual(['/robots.txt', '/f/7'])
  })

  test('that cannot be read puts the article off for as long, and spends no attempt', async () => {
    const id = await known('/ferry')
    server().on('/robots.txt', { status: 500 })
    server().on('/ferry', html(page()))
    for (const minutes of [10, 20, 40, 80, 160, 360]) {
      const then = new Date(needs.clock.now().getTime() + minutes * 60_000)
      await ask(id)
      expect(await articleOf(id)).toMatchObject({
        state: 'new',
        state_code: 'ROBOTS_UNREACHABLE',
        scrape_attempts: 0,
        next_scrape_at: then,
      })
      needs.clock.set(then.toISOString())
    }
    server().on('/robots.txt', file(''))
    await ask(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', state_code: null, scrape_attempts: 1 })
  })

  test('that another worker is reading is waited for in the queue', async () => {
    const id = await known('/ferry')
    await db().query(
      `insert into robots (origin, expires_at, asking_until) values ($1, $2, $2::timestamptz + interval '1 minute')`,
      [server().origin, needs.clock.now()],
    )
    await expect(ask(id)).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE', disposition: 'later' })
    expect(await articleOf(id)).toMatchObject({ state: 'new', state_code: null, next_scrape_at: needs.clock.now() })
  })
})

describe('an address', () => {
  const addressesOf = async (id: string): Promise<string[]> => {
    const rows = await db().query<{ url: string }>(
      'select url from article_address where article_id = $1 order by url',
      [id],
    )
    return rows.map(({ url }) => url.slice(server().origin.length))
  }

  async function carry(articleId: string, guid: string): Promise<void> {
    const feedId = await createFeed(db())
    await db().query(
      `insert into entry (feed_id, guid, article_id, url, first_seen_at) values ($1, $2, $3, 'https://courier.example/', $4)`,
      [feedId, guid, articleId, needs.clock.now()],
    )
  }

  test('moves where the page moved, and the old one still leads to the article', async () => {
    const id = await known('/old')
    server().on('/old', { status: 301, headers: { location: '/new?utm_source=moved' } })
    server().on('/new?utm_source=moved', html(page()))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', canonical_url: `${server().origin}/new` })
    expect(await addressesOf(id)).toEqual(['/new', '/old'])
  })

  test('that the page names as its own is taken', async () => {
    const id = await known('/ferry?view=mobile')
    server().on('/ferry?view=mobile', html(page({ head: '<link rel="canonical" href="/ferry">' })))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ canonical_url: `${server().origin}/ferry` })
    expect(await addressesOf(id)).toEqual(['/ferry', '/ferry?view=mobile'])
  })

  test.each([
    ['another host', 'https://gazette.example/ferry'],
    ['another port', 'http://127.0.0.1:1/ferry'],
    ['another scheme', 'mailto:desk@courier.example'],
    ['the front page', '/'],
  ])('that the page names on %s is not believed', async (_what, href) => {
    const id = await known('/ferry')
    server().on('/ferry', html(page({ head: `<link rel="canonical" href="${href}">` })))
    await run(id)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', canonical_url: `${server().origin}/ferry` })
  })

  test('of another article makes this one a second address of it, and its entries move', async () => {
    const [first, second] = [await known('/ferry'), await known('/f/7')]
    await carry(first, 'one')
    await carry(second, 'two')
    server().on('/ferry', html(page()))
    server().on('/f/7', { status: 302, headers: { location: '/ferry' } })
    await run(first)
    await run(second)
    expect(await articleOf(second)).toMatchObject({ state: 'duplicate_address', state_code: 'DUPLICATE_ADDRESS' })
    expect(await addressesOf(first)).toEqual(['/f/7', '/ferry'])
    expect(await db().query('select guid, article_id from entry order by guid')).toEqual([
      { guid: 'one', article_id: first },
      { guid: 'two', article_id: first },
    ])
    expect((await stored()).versions).toHaveLength(1)

    const once = await stored()
    await run(second)
    expect(await stored()).toEqual(once)
  })

  test.each(['new', 'given up'])('of another article that is %s gives it the text', async (state) => {
    const [first, second] = [await known('/ferry'), await known('/f/7')]
    if (state === 'given up') {
      server().on('/ferry', { status: 404 })
      await run(first)
      expect(await articleOf(first)).toMatchObject({ state: 'not_article' })
    }
    server().on('/ferry', html(page()))
    server().on('/f/7', { status: 302, headers: { location: '/ferry' } })
    await run(second)
    expect(await articleOf(first)).toMatchObject({ state: 'scraped', state_code: null })
    expect(await articleOf(second)).toMatchObject({ state: 'duplicate_address' })
    expect((await stored()).versions).toHaveLength(1)
  })

  test('to which two articles move at the same time becomes the address of one, and the other its second', async () => {
    const [first, second] = [await known('/f/7'), await known('/f/8')]
    for (const path of ['/f/7', '/f/8']) server().on(path, { status: 302, headers: { location: '/ferry' } })
    server().on('/ferry', html(page()))
    const gated = meetBefore(db(), 2, /article_address/)
    await Promise.all([run(first, { db: gated }), run(second, { db: gated })])

    const states = [await articleOf(first), await articleOf(second)].map(({ state }) => state)
    expect(states.sort()).toEqual(['duplicate_address', 'scraped'])
    expect((await stored()).versions).toHaveLength(1)
    const owners = await db().query('select distinct article_id from article_address')
    expect(owners).toHaveLength(1)
  })
})

/** The database, with transactions that wait for one another before their first query that matches. */
function meetBefore(inner: Database, parties: number, sql: RegExp): Database {
  const waiting: (() => void)[] = []
  const meet = () =>
    new Promise<void>((pass) => {
      waiting.push(pass)
      if (waiting.length >= parties) for (const go of waiting) go()
    })
  return {
    ...inner,
    transaction: (work) =>
      inner.transaction((tx) => {
        let hasMet = false
        const gated: Queryable = {
          async query<Row>(text: string, values?: readonly unknown[]) {
            const rows = tx.query<Row>(text, values)
            if (hasMet || !sql.test(text)) return rows
            hasMet = true
            const done = await Promise.race([rows.then(() => true), meet().then(() => false)])
            if (done) await meet()
            return rows
          },
        }
        return work(gated)
      }),
  }
}
