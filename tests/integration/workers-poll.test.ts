import { beforeEach, describe, expect, test } from '@jest/globals'
import { AppError, LaterError } from '../../src/errors.ts'
import { watchFeeds } from '../../src/feeds/repository.ts'
import { clusterArticle, scrapeArticle } from '../../src/queue/jobs.ts'
import { startDuePolls } from '../../src/scheduler.ts'
import { pollFeedWorker } from '../../workers/poll-feed.ts'
import { useDatabase } from '../support/database.ts'
import { createScraped } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { never, type TestNeeds, useAgent, workerNeeds } from '../support/worker-needs.ts'

const db = useDatabase()
const server = useServer()

const agent = useAgent(server)
let needs: TestNeeds
beforeEach(() => {
  needs = workerNeeds(db(), agent())
})

const item = (fields: Readonly<Record<string, string>>): string =>
  `<item>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value.replaceAll('&', '&amp;')}</${name}>`)
    .join('')}</item>`

const rss = (...items: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Hollin Courier</title><language>en</language>${items.join('')}</channel></rss>`

const ferry = (address: string, guid = 'ferry') =>
  item({ title: 'Ferry late', link: address, guid, pubDate: 'Mon, 02 Mar 2026 08:00:00 GMT' })

const answerWith = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'application/rss+xml', ...headers },
  body,
})

const watch = (path: string, publisher = 'Hollin Courier') =>
  watchFeeds(
    db(),
    [{ url: server().origin + path, title: null, publisher, ownerGroup: null, homeUrl: null, tags: [] }],
    needs.clock.now(),
  )

/** Orders and runs the polls of all feeds that are due, and returns what came of them. */
async function pollAll(): Promise<Record<string, unknown>[]> {
  await startDuePolls(needs)
  const polls = await db().query<{ id: string }>('select id from poll where finished_at is null order by id')
  for (const { id } of polls) await pollFeedWorker.run({ pollId: id }, needs, never)
  return db().query(
    `select outcome, http_status as status, entries, new_entries as new, error_code as code, error from poll
      where id = any($1::bigint[]) order by id`,
    [polls.map(({ id }) => id)],
  )
}

async function stored() {
  const rows = (sql: string) => db().query<Record<string, unknown>>(sql)
  return {
    articles: await rows('select * from article order by id'),
    addresses: await rows('select * from article_address order by url'),
    entries: await rows('select * from entry order by id'),
    polls: await rows('select * from poll order by id'),
    feeds: await rows('select * from feed order by id'),
  }
}

describe('a poll', () => {
  test('stores entries and articles, and asks for the pages of new ones', async () => {
    await watch('/feed')
    const { origin } = server()
    server().on('/feed', answerWith(rss(ferry(`${origin}/ferry?utm_source=rss`), ferry(`${origin}/bus`, 'bus'))))
    expect(await pollAll()).toEqual([{ outcome: 'read', status: 200, entries: 2, new: 2, code: null, error: null }])

    const { articles, entries, feeds } = await stored()
    expect(articles).toMatchObject([
      { canonical_url: `${origin}/bus`, state: 'new', title: 'Ferry late', language: 'en' },
      {
        canonical_url: `${origin}/ferry`,
        published_at: new Date('2026-03-02T08:00:00Z'),
        event_at: new Date('2026-03-02T08:00:00Z'),
        first_seen_at: needs.clock.now(),
      },
    ])
    expect(entries).toMatchObject([
      { guid: 'ferry', url: `${origin}/ferry?utm_source=rss`, published_raw: 'Mon, 02 Mar 2026 08:00:00 GMT' },
      { guid: 'bus' },
    ])
    expect(feeds).toMatchObject([{ title: 'Hollin Courier', failures: 0, last_success_at: needs.clock.now() }])
    expect(needs.queue.payloads(scrapeArticle)).toHaveLength(2)
  })

  test('that runs twice leaves the same state and fetches once', async () => {
    await watch('/feed')
    server().on('/feed', answerWith(rss(ferry(`${server().origin}/ferry`))))
    await pollAll()
    const once = await stored()
    await pollFeedWorker.run({ pollId: String(once.polls[0]?.['id']) }, needs, never)
    expect(await stored()).toEqual(once)
    expect(server().requests).toHaveLength(1)
  })

  test('that runs twice at the same time leaves the state of one', async () => {
    await watch('/feed')
    server().on('/feed', answerWith(rss(ferry(`${server().origin}/ferry`), ferry(`${server().origin}/bus`, 'bus'))))
    await startDuePolls(needs)
    await Promise.all([1, 2, 3].map(() => pollFeedWorker.run({ pollId: '1' }, needs, never)))
    expect(await stored()).toMatchObject({
      articles: [{}, {}],
      entries: [{}, {}],
      polls: [{ outcome: 'read', entries: 2 }],
    })
    expect((await stored()).articles).toHaveLength(2)
  })

  test('of a feed that is gone does nothing', async () => {
    await pollFeedWorker.run({ pollId: '4711' }, needs, never)
    expect(server().requests).toEqual([])
    expect(needs.queue.keys).toEqual([])
  })

  test('asks with the marks of the last answer, and a 304 is unchanged', async () => {
    await watch('/feed')
    const marks = { etag: '"v1"', 'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT' }
    server().on('/feed', answerWith(rss(ferry(`${server().origin}/ferry`)), marks))
    await pollAll()

    needs.clock.advance(3_600)
    server().on('/feed', { status: 304 })
    expect(await pollAll()).toMatchObject([{ outcome: 'unchanged', status: 304, entries: null }])
    expect(server().requests[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 02 Mar 2026 08:00:00 GMT',
    })
    expect((await stored()).feeds).toMatchObject([{ etag: '"v1"', last_success_at: needs.clock.now() }])
  })

  test('that brings the same bytes is unchanged, and one new entry is one new entry', async () => {
    await watch('/feed')
    const { origin } = server()
    server().on('/feed', answerWith(rss(ferry(`${origin}/ferry`))))
    await pollAll()
    needs.clock.advance(3_600)
    expect(await pollAll()).toMatchObject([{ outcome: 'unchanged', status: 200 }])

    needs.clock.advance(3_600)
    needs.queue.forget()
    server().on('/feed', answerWith(rss(ferry(`${origin}/bus`, 'bus'), ferry(`${origin}/ferry`))))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', entries: 2, new: 1 }])
    expect(needs.queue.payloads(scrapeArticle)).toEqual([{ articleId: '2' }])
  })

  test.each([
    ['is not found', { status: 404 }, 'HTTP_404', 404],
    ['is broken', { status: 500 }, 'HTTP_500', 500],
    ['has too much to do', { status: 429, headers: { 'retry-after': '60' } }, 'HTTP_429', 429],
    [
      'answers with a page',
      { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Welcome</title><p>Read our news.' },
      'FEED_UNREADABLE',
      200,
    ],
    ['answers with nothing', { body: '' }, 'FEED_UNREADABLE', 200],
    ['packs nonsense', { headers: { 'content-encoding': 'gzip' }, body: 'plain' }, 'BODY_BROKEN', null],
    [
      'leads into the private network',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
      'ADDRESS_REFUSED',
      null,
    ],
  ])('of a feed that %s fails with its reason', async (_what, answer, code, status) => {
    await watch('/feed')
    server().on('/feed', answer)
    const polls = await pollAll()
    expect(polls).toEqual([
      { outcome: 'failed', status, entries: null, new: null, code, error: expect.stringMatching(/\w+ \w+/) },
    ])
    expect((await stored()).feeds).toMatchObject([{ failures: 1, last_success_at: null, body_hash: null }])

    server().on('/feed', answerWith(rss(ferry(`${server().origin}/ferry`))))
    needs.clock.advance(3_600)
    await pollAll()
    expect((await stored()).feeds).toMatchObject([{ failures: 0, last_success_at: needs.clock.now() }])
  })

  test('counts the failures in a row', async () => {
    await watch('/feed')
    for (const failures of [1, 2, 3]) {
      await pollAll()
      expect((await stored()).feeds).toMatchObject([{ failures }])
      needs.clock.advance(86_400)
    }
  })

  test('keeps entries that have an address and says how many have none', async () => {
    await watch('/feed')
    const entries = [
      ferry(`${server().origin}/ferry`),
      item({ title: 'No link', guid: 'a' }),
      item({ title: 'Mail only', link: 'mailto:desk@courier.example', guid: 'b' }),
    ]
    server().on('/feed', answerWith(rss(...entries)))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', entries: 3, new: 3 }])
    const { polls, entries: kept, articles } = await stored()
    expect(polls).toMatchObject([{ oddities: ['2 entries have no address to an article'] }])
    expect(kept).toMatchObject([{ guid: 'ferry' }, { guid: 'a', article_id: null }, { guid: 'b', article_id: null }])
    expect(articles).toHaveLength(1)

    needs.clock.advance(3_600)
    server().on('/feed', answerWith(rss(...entries.toReversed())))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', entries: 3, new: 0 }])
  })

  test('loses nothing to guids and addresses that fit into no index', async () => {
    await watch('/feed')
    const { origin } = server()
    const long = Array.from({ length: 900 }, (_none, i) => i.toString(36)).join('-')
    const entries = [
      ferry(`${origin}/ferry`, `guid-${long}`),
      item({ title: 'A long way', link: `${origin}/${long}`, guid: 'far' }),
      ferry(`${origin}/bus`, 'bus'),
    ]
    server().on('/feed', answerWith(rss(...entries)))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', entries: 3, new: 3 }])
    const { articles, entries: kept } = await stored()
    expect(articles.map((article) => article['canonical_url'])).toEqual([`${origin}/bus`, `${origin}/ferry`])
    expect(kept).toMatchObject([{}, { guid: 'far', article_id: null, url: `${origin}/${long}` }, {}])
  })

  test('reads an empty feed', async () => {
    await watch('/feed')
    server().on('/feed', answerWith(rss()))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', entries: 0, new: 0 }])
  })

  test('takes an entry without a guid by its address, once', async () => {
    await watch('/feed')
    const nameless = item({ title: 'Ferry late', link: `${server().origin}/ferry?utm_medium=feed` })
    server().on('/feed', answerWith(rss(nameless, nameless)))
    await pollAll()
    expect((await stored()).entries).toMatchObject([{ guid: `${server().origin}/ferry` }])
  })

  test('survives characters that Postgres does not store', async () => {
    await watch('/feed')
    const entry = item({
      title: 'Ferry \u0000 late &#0; &#xD83D; end',
      link: `${server().origin}/ferry`,
      guid: 'a\u0000b',
      description: '&#0;&#55357; words',
    }).replaceAll('&amp;#', '&#')
    server().on('/feed', answerWith(rss(entry)))
    expect(await pollAll()).toMatchObject([{ outcome: 'read', new: 1, error: null }])
  })

  test('that must wait for the origin is put off with its slot and no outcome', async () => {
    await watch('/feed')
    const later = new LaterError('HOST_PACE', 'wait', new Date('2026-03-02T12:10:00Z'))
    const pace = { ...needs.pace, take: () => Promise.reject(later) }
    await startDuePolls(needs)
    await expect(pollFeedWorker.run({ pollId: '1' }, { ...needs, pace }, never)).rejects.toBe(later)
    expect((await stored()).polls).toMatchObject([{ finished_at: null, outcome: null }])
  })

  test.each(['FEED_TOO_SLOW', 'FEED_TOO_LARGE'])('of a feed that is given up with %s fails', async (code) => {
    await watch('/feed')
    server().on('/feed', answerWith(rss(ferry('https://courier.example/ferry'))))
    const refusal = new AppError(code, 'could not read the feed', { disposition: 'discard' })
    needs = { ...needs, parseFeed: () => Promise.reject(refusal) }
    expect(await pollAll()).toMatchObject([{ outcome: 'failed', status: 200, code, error: 'could not read the feed' }])
    expect((await stored()).feeds).toMatchObject([{ failures: 1 }])
  })

  test('whose thread died has no outcome, so that it runs again', async () => {
    await watch('/feed')
    server().on('/feed', answerWith(rss(ferry('https://courier.example/ferry'))))
    const { parseFeed } = needs
    const died = new AppError('THREAD_DIED', 'it ended by itself', { disposition: 'retry' })
    needs = { ...needs, parseFeed: () => Promise.reject(died) }
    await expect(pollAll()).rejects.toBe(died)
    needs = { ...needs, parseFeed }
    const [poll] = (await stored()).polls
    expect(poll).toMatchObject({ outcome: null, finished_at: null })
    await pollFeedWorker.run({ pollId: String(poll?.['id']) }, needs, never)
    expect((await stored()).polls).toMatchObject([{ outcome: 'read', entries: 1 }])
  })

  test('that fails of the store has no outcome, so that it runs again', async () => {
    await watch('/feed')
    server().on('/feed', { status: 503, headers: { 'retry-after': '60' } })
    const lost = new AppError('DATABASE_QUERY', 'could not run a query', { disposition: 'bug' })
    const pace = { ...needs.pace, hold: () => Promise.reject(lost) }
    await startDuePolls(needs)
    await expect(pollFeedWorker.run({ pollId: '1' }, { ...needs, pace }, never)).rejects.toBe(lost)
    expect(await stored()).toMatchObject({ polls: [{ finished_at: null }], feeds: [{ failures: 0 }] })
  })

  test('that is stopped has no outcome, so that it runs again', async () => {
    await watch('/feed')
    const stopping = new AbortController()
    server().on('/feed', () => stopping.abort())
    await startDuePolls(needs)
    await expect(pollFeedWorker.run({ pollId: '1' }, needs, stopping.signal)).rejects.toThrow()
    expect(await stored()).toMatchObject({ polls: [{ finished_at: null }], feeds: [{ failures: 0 }] })
  })
})

describe('two feeds', () => {
  test('that name one article under different parameters make one article and two entries', async () => {
    await watch('/world')
    await watch('/home')
    const { origin } = server()
    server().on('/world', answerWith(rss(ferry(`${origin}/ferry?id=7&utm_source=world`, 'w-1'))))
    server().on('/home', answerWith(rss(ferry(`${origin}/ferry?fbclid=xyz&id=7#comments`, 'h-1'))))
    await pollAll()
    const { articles, entries } = await stored()
    expect(articles).toMatchObject([{ canonical_url: `${origin}/ferry?id=7` }])
    expect(articles).toHaveLength(1)
    expect(entries).toMatchObject([
      { guid: 'w-1', article_id: articles[0]?.['id'] },
      { guid: 'h-1', article_id: articles[0]?.['id'] },
    ])
    expect(needs.queue.payloads(scrapeArticle)).toHaveLength(1)
  })

  test('that are polled at once and name the same articles make each once', async () => {
    const paths = ['/a', '/b', '/c', '/d']
    const links = Array.from({ length: 12 }, (_none, i) => `${server().origin}/story-${i}`)
    for (const [i, path] of paths.entries()) {
      await watch(path)
      const turned = [...links.slice(i * 3), ...links.slice(0, i * 3)]
      server().on(path, answerWith(rss(...turned.map((link) => ferry(link, link)))))
    }
    await startDuePolls(needs)
    await Promise.all(['1', '2', '3', '4'].map((pollId) => pollFeedWorker.run({ pollId }, needs, never)))
    const { articles, entries, polls } = await stored()
    expect(articles).toHaveLength(12)
    expect(entries).toHaveLength(48)
    expect(polls.map((poll) => poll['outcome'])).toEqual(['read', 'read', 'read', 'read'])
    expect(new Set(needs.queue.payloads(scrapeArticle).map(({ articleId }) => articleId)).size).toBe(12)
  })
})

test('the last poll of a round wakes the lane that waited for it', async () => {
  await watch('/feed')
  await startDuePolls(needs)
  await createScraped(db(), { round_id: '1', first_seen_at: needs.clock.now() })
  server().on('/feed', answerWith(rss()))
  await pollFeedWorker.run({ pollId: '1' }, needs, never)
  expect(needs.queue.payloads(clusterArticle)).toEqual([{ language: 'en' }])
})
