import { beforeEach, describe, expect, test } from '@jest/globals'
import type { PageToRead } from '../../../src/articles/read-page.ts'
import { AppError } from '../../../src/errors.ts'
import { hostPace } from '../../../src/fetch/host-pace.ts'
import { robotsTxt } from '../../../src/fetch/robots.ts'
import { revisitArticle } from '../../../src/queue/jobs.ts'
import { schedule } from '../../../src/scheduler.ts'
import { findFacts } from '../../../src/stories/repository-facts.ts'
import { revisitArticleWorker } from '../../../workers/revisit-article.ts'
import { scrapeArticleWorker } from '../../../workers/scrape-article.ts'
import { useDatabase } from '../../support/database.ts'
import { createArticle, createFeed } from '../../support/factories-store.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { never, type TestNeeds, useAgent, workerNeeds } from '../../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()

const agent = useAgent(server)
let needs: TestNeeds
beforeEach(() => {
  needs = workerNeeds(db(), agent())
})

const PARAGRAPHS = [
  'The last ferry from Ostrel to the mainland was cancelled on Monday evening because of fog, the harbour office said.',
  'About 90 passengers had to spend the night in the town, and the school opened its gym for those who found no room.',
  'The harbour master said that the first boat of the morning would leave on time if the wind turned as it was forecast.',
]
const CORRECTED = PARAGRAPHS.map((paragraph) => paragraph.replace('90', '112'))
const TITLE = 'Fog stops the last ferry from Ostrel'

const page = (paragraphs: readonly string[], title = TITLE, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>${title}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</article></main></body></html>`

const html = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
})

const start = new Date('2026-03-02T12:00:00Z')
const after = (hours: number): Date => new Date(start.getTime() + hours * 3_600_000)

/** An article that was read at the start of the test. */
async function scraped(path = '/ferry', answer = html(page(PARAGRAPHS))): Promise<string> {
  const id = await createArticle(db(), {
    canonical_url: server().origin + path,
    first_seen_at: start,
    event_at: start,
    next_scrape_at: start,
    title: 'Ferry late',
  })
  server().on(path, answer)
  await scrapeArticleWorker.run({ articleId: id }, needs, never)
  return id
}

const run = (articleId: string, more: Partial<TestNeeds> = {}) =>
  revisitArticleWorker.run({ articleId }, { ...needs, ...more }, never)

async function revisitAt(id: string, hours: number): Promise<void> {
  needs.clock.set(after(hours).toISOString())
  await run(id)
}

async function articleOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await db().query<Record<string, unknown>>('select * from article where id = $1', [id])
  return row ?? {}
}

const versionsOf = (id: string) =>
  db().query<{ number: number; text: string; title: string; changes: string[] }>(
    'select * from version where article_id = $1 order by number',
    [id],
  )

async function stored() {
  return {
    articles: await db().query('select * from article order by id'),
    versions: await db().query('select * from version order by id'),
    words: await db().query('select * from article_search order by article_id'),
    addresses: await db().query('select * from article_address order by url'),
  }
}

const isFound = async (words: string): Promise<boolean> =>
  (await db().query(`select 1 from article_search where document @@ plainto_tsquery('english', $1)`, [words])).length >
  0

const WALL = page([], 'Your privacy').replace('<h1>', '<p>We value your privacy. Accept all to go on.</p><h1>')

describe('a page behind a wall', () => {
  /** The first sentence of the article is all that the feed says. */
  async function announced(path: string): Promise<string> {
    const id = await createArticle(db(), {
      canonical_url: server().origin + path,
      first_seen_at: start,
      event_at: start,
    })
    const feed = await createFeed(db())
    await db().query(
      'insert into entry (feed_id, guid, article_id, url, title, summary, first_seen_at) values ($1, $2, $3, $2, $4, $5, $6)',
      [feed, path, id, TITLE, PARAGRAPHS[0], start],
    )
    return id
  }

  test('is told by its feed until it opens, and then by itself', async () => {
    const id = await announced('/walled')
    server().on('/walled', html(WALL))
    await scrapeArticleWorker.run({ articleId: id }, needs, never)
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', state_code: 'CONSENT_WALL' })
    expect(await versionsOf(id)).toMatchObject([{ text: PARAGRAPHS[0], found_by: 'feed' }])
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toHaveLength(1)
    server().on('/walled', html(page(PARAGRAPHS)))
    await revisitAt(id, 6)
    expect(await versionsOf(id)).toMatchObject([{}, { text: PARAGRAPHS.join('\n\n'), found_by: 'displayed' }])
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', state_code: null, state_reason: null })
  })

  test('that closes after it was read leaves the text as it is', async () => {
    const id = await announced('/closing')
    server().on('/closing', html(page(PARAGRAPHS)))
    await scrapeArticleWorker.run({ articleId: id }, needs, never)
    server().on('/closing', html(WALL))
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toMatchObject([{ text: PARAGRAPHS.join('\n\n') }])
    expect(await articleOf(id)).toMatchObject({ state: 'scraped', state_code: null })
  })
})

describe('the plan', () => {
  test('learns that a page has closed or opened, and forgets nothing at a look that brings no page', async () => {
    const stating = (isFree: boolean) =>
      html(
        page(
          PARAGRAPHS,
          TITLE,
          `<script type="application/ld+json">{"@type":"NewsArticle","headline":"${TITLE}","isAccessibleForFree":${isFree}}</script>`,
        ),
      )
    const id = await scraped()
    expect(await articleOf(id)).toMatchObject({ is_free: null })
    server().on('/ferry', stating(false))
    await revisitAt(id, 1)
    expect(await articleOf(id)).toMatchObject({ is_free: false })
    server().on('/ferry', html(WALL))
    await revisitAt(id, 6)
    expect(await articleOf(id)).toMatchObject({ is_free: false })
    server().on('/ferry', stating(true))
    await revisitAt(id, 24)
    expect(await articleOf(id)).toMatchObject({ is_free: true })
  })

  test('looks at a page 1, 6, 24 and 72 hours after it was read, and no more', async () => {
    const id = await scraped()
    const asked: string[] = []
    for (let hours = 0; hours <= 120; hours += 0.5) {
      needs.clock.set(after(hours).toISOString())
      const before = server().requests.length
      await run(id)
      if (server().requests.length > before) asked.push(needs.clock.now().toISOString())
    }
    expect(asked).toEqual([1, 6, 24, 72].map((hours) => after(hours).toISOString()))
    expect(await articleOf(id)).toMatchObject({ revisits: 4, revisit_at: null, revisit_reason: null })
    expect(await versionsOf(id)).toMatchObject([{ number: 1, found_by: 'displayed', changes: [] }])
  })

  test('is asked for by the scheduler when a step is due, by any number of passes', async () => {
    const id = await scraped()
    needs.clock.set(after(0.99).toISOString())
    await schedule(needs)
    expect(needs.queue.payloads(revisitArticle)).toEqual([])
    needs.clock.set(after(1).toISOString())
    await schedule(needs)
    await schedule(needs)
    expect(new Set(needs.queue.keys.filter((key) => key.startsWith('revisit')))).toEqual(new Set([`revisit-${id}`]))
    await run(id)
    needs.queue.forget()
    await schedule(needs)
    expect(needs.queue.payloads(revisitArticle)).toEqual([])
  })

  test('is none for an article that was given up', async () => {
    const id = await scraped('/gone', { headers: { 'content-type': 'text/plain' }, body: 'none' })
    expect(await articleOf(id)).toMatchObject({ state: 'not_article', revisit_at: null })
  })
})

describe('a page that has not changed', () => {
  test('is asked for with its validators, and 304 only moves the plan on', async () => {
    const modified = 'Mon, 02 Mar 2026 11:58:00 GMT'
    const id = await scraped('/ferry', html(page(PARAGRAPHS), { etag: '"v1"', 'last-modified': modified }))
    const before = await stored()
    server().on('/ferry', { status: 304 })
    await revisitAt(id, 1)
    expect(server().requests.at(-1)?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': modified,
    })
    expect(await articleOf(id)).toMatchObject({ revisits: 1, revisit_at: after(6), page_etag: '"v1"' })
    expect({ ...(await stored()), articles: [] }).toEqual({ ...before, articles: [] })
  })

  test('is asked for without validators where another address gave the page', async () => {
    server().on(
      '/ferry',
      html(page(PARAGRAPHS, TITLE, `<link rel="canonical" href="/harbour/ferry">`), { etag: '"v1"' }),
    )
    const id = await scraped(
      '/ferry',
      html(page(PARAGRAPHS, TITLE, `<link rel="canonical" href="/harbour/ferry">`), { etag: '"v1"' }),
    )
    server().on('/harbour/ferry', html(page(PARAGRAPHS), { etag: '"h1"' }))
    await revisitAt(id, 1)
    expect(server().requests.at(-1)).toMatchObject({ path: '/harbour/ferry' })
    expect(server().requests.at(-1)?.headers).not.toHaveProperty('if-none-match')
    expect(await articleOf(id)).toMatchObject({ page_etag: '"h1"' })
  })

  test('but for its churn makes no version, and its new validators are kept', async () => {
    const id = await scraped('/ferry', html(page(PARAGRAPHS), { etag: '"v1"' }))
    const churned = ['Updated 14:05', '3 minutes ago', ...PARAGRAPHS, 'Mill wheel turns again', '12 comments']
    const curly = churned.map((text) => text.replaceAll(' the ', ' the\u00a0'))
    server().on('/ferry', html(page(curly), { etag: '"v2"' }))
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toHaveLength(1)
    expect(await articleOf(id)).toMatchObject({ revisits: 1, page_etag: '"v2"' })
  })
})

describe('a page that has changed', () => {
  const retitled = 'Fog strands 112 passengers in Ostrel'

  test('becomes the next version; title and words for searching follow it', async () => {
    const id = await scraped()
    server().on(
      '/ferry',
      html(page([...CORRECTED, 'The radar of the harbour had been broken since Sunday.'], retitled)),
    )
    expect(await isFound('radar')).toBe(false)
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toMatchObject([
      { number: 1, title: TITLE, text: PARAGRAPHS.join('\n\n'), changes: [] },
      {
        number: 2,
        title: retitled,
        captured_at: after(1),
        text_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        changes: ['headline', 'figure', 'text'],
        found_by: 'displayed',
        html: expect.stringContaining('112 passengers'),
      },
    ])
    expect(await articleOf(id)).toMatchObject({ title: retitled, scraped_at: start, event_at: start, state: 'scraped' })
    expect([await isFound('radar'), await isFound('strands')]).toEqual([true, true])
    expect(await db().query('select * from article_search')).toHaveLength(1)
  })

  test('gives its story another headline', async () => {
    const id = await scraped()
    await needs.lanes.run('en', never)
    const [story] = await db().query<{ id: string }>('select story_id as id from story_article')
    expect((await findFacts(db(), story?.id ?? ''))?.headline).toBe(TITLE)
    server().on('/ferry', html(page(CORRECTED, retitled)))
    await revisitAt(id, 1)
    expect((await findFacts(db(), story?.id ?? ''))?.headline).toBe(retitled)
  })

  test('again and again becomes as many versions, each against the one before', async () => {
    const id = await scraped()
    server().on('/ferry', html(page(CORRECTED)))
    await revisitAt(id, 1)
    server().on('/ferry', html(page([...CORRECTED, 'Correction: an earlier count of the passengers was wrong.'])))
    await revisitAt(id, 6)
    await revisitAt(id, 24)
    server().on('/ferry', html(page(PARAGRAPHS)))
    await revisitAt(id, 72)
    expect((await versionsOf(id)).map(({ number, changes }) => [number, changes])).toEqual([
      [1, []],
      [2, ['figure']],
      [3, ['correction_note']],
      [4, ['figure', 'text']],
    ])
  })

  test('makes one version when it is looked at twice, or by three at once', async () => {
    const id = await scraped()
    server().on('/ferry', html(page(CORRECTED)))
    needs.clock.set(after(1).toISOString())
    await Promise.all([run(id), run(id), run(id)])
    const once = await stored()
    expect(await versionsOf(id)).toHaveLength(2)
    expect(await articleOf(id)).toMatchObject({ revisits: 1, revisit_at: after(6) })
    const asked = server().requests.length
    await run(id)
    expect(await stored()).toEqual(once)
    expect(server().requests).toHaveLength(asked)
  })

  test('loses nothing when the store fails: the step is made again', async () => {
    const id = await scraped()
    server().on('/ferry', html(page(CORRECTED)))
    needs.clock.set(after(1).toISOString())
    const transaction = () => Promise.reject(new Error('the connection was lost'))
    await expect(run(id, { db: { ...db(), transaction } })).rejects.toThrow('the connection was lost')
    expect(await articleOf(id)).toMatchObject({ revisits: 0 })
    await run(id)
    expect(await versionsOf(id)).toHaveLength(2)
  })

  test('is never taken over into a version that is stored', async () => {
    const id = await scraped()
    server().on('/ferry', html(page(CORRECTED)))
    await revisitAt(id, 1)
    await expect(db().query(`update version set changes = '{text}' where number = 2`)).rejects.toMatchObject({
      details: { constraint: 'version_immutable' },
    })
  })
})

describe('an article that was taken down', () => {
  const missing = html(page(['We are sorry, but this page could not be found.'], 'Page not found'))

  test.each([
    ['404', { status: 404 }, 'answered 404'],
    ['410', { status: 410 }, 'answered 410'],
    ['a page that says so with 200', missing, 'says that the article does not exist'],
    ['the front page', { status: 302, headers: { location: '/' } }, 'leads to the front page'],
  ])('by %s is noted when a second look finds it so, with its versions kept', async (_what, answer, reason) => {
    const id = await scraped()
    server().on('/', html(page(PARAGRAPHS)))
    server().on('/ferry', answer)
    await revisitAt(id, 1)
    expect(await articleOf(id)).toMatchObject({ gone_at: null, revisits: 0, revisit_at: after(1 + 1 / 6) })
    await revisitAt(id, 1 + 1 / 6)
    expect(await articleOf(id)).toMatchObject({
      gone_at: after(1 + 1 / 6),
      revisits: 1,
      revisit_at: after(6),
      revisit_reason: expect.stringContaining(reason),
      state: 'scraped',
      title: TITLE,
    })
    await revisitAt(id, 6)
    expect(await articleOf(id)).toMatchObject({ gone_at: after(1 + 1 / 6), revisits: 2 })
    expect(await versionsOf(id)).toHaveLength(1)
    expect(await isFound('ferry')).toBe(true)
  })

  test('and is back is noted no more', async () => {
    const id = await scraped()
    server().on('/ferry', { status: 404 })
    await revisitAt(id, 1)
    await revisitAt(id, 1.2)
    server().on('/ferry', html(page(PARAGRAPHS)))
    await revisitAt(id, 6)
    expect(await articleOf(id)).toMatchObject({ gone_at: null, revisit_reason: null, revisits: 2 })
  })
})

describe('a look that comes to nothing', () => {
  const consent = `<!doctype html><html lang="en"><head><title>Tarn Gazette: cookies</title></head>
    <body class="cookie-consent"><div id="consent" role="dialog" aria-modal="true"><h1>Your privacy</h1>
    <p>We value your privacy. We and our 88 partners store cookies on your device to show advertising.</p>
    <button>Accept all</button></div></body></html>`
  const paywall = page(
    [PARAGRAPHS[0] ?? '', 'Subscribe to continue reading.'],
    TITLE,
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Fog stops the last ferry from Ostrel","isAccessibleForFree":false}</script>',
  )

  test.each([
    ['a server error', { status: 500 }, true, 'answered 500'],
    ['too many requests', { status: 429 }, true, 'answered 429'],
    [
      'an answer that cannot be unpacked',
      { headers: { 'content-encoding': 'gzip' }, body: 'plain' },
      true,
      'could not fetch',
    ],
    ['a refusal', { status: 403 }, false, 'answered 403'],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' }, false, 'is image/png'],
    ['a page that is too large', html('a'.repeat(9 * 1024 * 1024)), false, 'more than 8388608 bytes'],
    ['a question for consent', html(consent), false, 'asks for consent'],
    ['a shell without text', html('<!doctype html><title>Ferry</title><div id="app"></div>'), false, 'no running text'],
    ['the beginning before a paywall', html(paywall), false, 'only the beginning of the text'],
    [
      'a redirect into a private network',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
      false,
      '10.0.0.1',
    ],
  ])('such as %s keeps the version and moves the plan on', async (_what, answer, isTriedAgain, reason) => {
    const id = await scraped('/ferry', html(page(PARAGRAPHS), { etag: '"v1"' }))
    server().on('/ferry', answer)
    await revisitAt(id, 1)
    if (isTriedAgain) {
      expect(await articleOf(id)).toMatchObject({ revisits: 0, revisit_failures: 1, revisit_at: after(1 + 1 / 6) })
      await revisitAt(id, 1 + 1 / 6)
    }
    expect(await articleOf(id)).toMatchObject({
      state: 'scraped',
      state_code: null,
      title: TITLE,
      revisits: 1,
      revisit_failures: 0,
      revisit_at: after(6),
      revisit_reason: expect.stringContaining(reason),
      gone_at: null,
      page_etag: '"v1"',
    })
    expect(await versionsOf(id)).toHaveLength(1)
    server().on('/ferry', html(page(CORRECTED)))
    await revisitAt(id, 6)
    expect(await versionsOf(id)).toHaveLength(2)
    expect(await articleOf(id)).toMatchObject({ revisit_reason: null })
  })

  test('such as a page that takes too long to read moves the plan on', async () => {
    const id = await scraped()
    const slow = new AppError('PAGE_TOO_SLOW', 'could not read the page in time', { disposition: 'discard' })
    needs.clock.set(after(1).toISOString())
    await run(id, { readPage: (_page: PageToRead) => Promise.reject(slow) })
    expect(await articleOf(id)).toMatchObject({ revisits: 1, revisit_reason: 'could not read the page in time' })
  })

  test('such as a stop of the worker spends no step', async () => {
    const id = await scraped()
    const stopping = new AbortController()
    needs.clock.set(after(1).toISOString())
    server().on('/ferry', () => stopping.abort())
    await expect(revisitArticleWorker.run({ articleId: id }, needs, stopping.signal)).rejects.toThrow()
    expect(await articleOf(id)).toMatchObject({ revisits: 0, revisit_failures: 0, revisit_at: after(1) })
  })
})

describe('an address that leads elsewhere', () => {
  const elsewhere = [
    'The town of Tarn has bought an old mill by the river and wants to grind flour there from the summer on.',
    'The wheel was taken from a mill upstream, and four carpenters needed the whole winter to make it turn again.',
  ]

  test('to another article gives no version', async () => {
    const id = await scraped()
    await scraped('/mill', html(page(elsewhere, 'Mill wheel turns again')))
    server().on('/ferry', { status: 301, headers: { location: '/mill' } })
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toHaveLength(1)
    expect(await articleOf(id)).toMatchObject({
      revisits: 1,
      title: TITLE,
      revisit_reason: expect.stringContaining('/mill'),
    })
  })

  test('to a page that nobody knows and that tells something else gives none either', async () => {
    const id = await scraped()
    server().on('/offers', html(page(elsewhere, 'Mill wheel turns again')))
    server().on('/ferry', { status: 301, headers: { location: '/offers' } })
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toHaveLength(1)
    expect((await stored()).addresses).toHaveLength(1)
  })

  test('to its own text gives a version, and is known as the article from then on', async () => {
    const id = await scraped()
    server().on('/112-stranded', html(page(CORRECTED, 'Fog strands 112')))
    server().on('/ferry', { status: 301, headers: { location: '/112-stranded' } })
    await revisitAt(id, 1)
    expect(await versionsOf(id)).toHaveLength(2)
    expect((await stored()).addresses).toMatchObject([
      { article_id: id, url: expect.stringMatching(/\/112-stranded$/) },
      { article_id: id, url: expect.stringMatching(/\/ferry$/) },
    ])
    expect(await articleOf(id)).toMatchObject({ canonical_url: `${server().origin}/ferry` })
  })
})

describe('manners', () => {
  const file = (body: string) => ({ headers: { 'content-type': 'text/plain' }, body })

  test('a page that robots.txt has come to forbid is not asked for', async () => {
    const id = await scraped()
    server().on('/robots.txt', file('User-agent: *\nDisallow: /ferry'))
    const asked = server().requests.length
    needs.clock.set(after(1).toISOString())
    await run(id, { robots: robotsTxt(needs) })
    expect(
      server()
        .requests.slice(asked)
        .map(({ path }) => path),
    ).toEqual(['/robots.txt'])
    expect(await articleOf(id)).toMatchObject({
      revisits: 1,
      state: 'scraped',
      revisit_reason: expect.stringContaining('robots.txt'),
    })
  })

  test('a robots.txt that cannot be read puts the look off and spends no step', async () => {
    const id = await scraped()
    server().on('/robots.txt', { status: 500 })
    needs.clock.set(after(1).toISOString())
    await run(id, { robots: robotsTxt(needs) })
    expect(await articleOf(id)).toMatchObject({
      revisits: 0,
      revisit_failures: 0,
      revisit_at: after(1 + 1 / 6),
      slot_at: null,
    })
  })

  test('a slot that is far off is kept with the article, which waits for it', async () => {
    const [first, second] = [await scraped(), await scraped('/bus')]
    const pace = hostPace(db(), { spacingMs: 30_000, concurrency: 4 }, needs.clock)
    needs.clock.set(after(1).toISOString())
    await run(first, { pace })
    const slot = new Date(after(1).getTime() + 30_000)
    await expect(run(second, { pace })).rejects.toMatchObject({ code: 'HOST_PACE', notBefore: slot })
    expect(await articleOf(second)).toMatchObject({ revisit_at: slot, slot_at: slot, revisits: 0 })
    await run(second, { pace })
    needs.clock.set(slot.toISOString())
    await run(second, { pace })
    expect(await articleOf(second)).toMatchObject({ revisits: 1, revisit_at: after(6), slot_at: null })
  })

  test('Retry-After is heeded for every page of the host', async () => {
    const [first, second] = [await scraped(), await scraped('/bus')]
    server().on('/ferry', { status: 503, headers: { 'retry-after': '3600' } })
    await revisitAt(first, 1)
    expect(await articleOf(first)).toMatchObject({ revisits: 0, revisit_failures: 1, revisit_at: after(2) })
    await expect(run(second)).rejects.toMatchObject({ code: 'HOST_PACE', notBefore: after(2) })
    expect(await articleOf(second)).toMatchObject({ revisit_at: after(2), slot_at: after(2) })
  })
})
