import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { reportExtraction } from '../../src/articles/extraction-report.ts'
import { acceptAlarms, listOpenAlarms } from '../../src/articles/repository-alarm.ts'
import { listExtractionDays, readYields } from '../../src/articles/repository-health.ts'
import { type AlarmChanges, watchExtraction } from '../../src/articles/watch-extraction.ts'
import { logAlarms } from '../../src/cli/log-alarms.ts'
import { runScheduler } from '../../src/scheduler.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle, createPublisher, createScraped, createVersion } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { recordingQueue } from '../support/recording-queue.ts'
import { setClock } from '../support/set-clock.ts'
import { agentFor, never, workerNeeds } from '../support/worker-needs.ts'

const db = useDatabase()

const now = new Date('2026-03-20T12:00:00Z')
const HOUR_MS = 3_600_000
const ago = (hours: number, from = now): Date => new Date(from.getTime() - hours * HOUR_MS)

type Facts = Readonly<Record<string, unknown>>

let courier: string
beforeEach(async () => {
  courier = await createPublisher(db(), { name: 'Hollin Courier' })
})

/** A page that was seen at an hour and gave a text. */
async function text(seen: Date, facts: Facts = {}): Promise<string> {
  const { authors = ['Ada Quill'], found_by = 'displayed', words = 400, ...article } = facts
  const id = await createArticle(db(), {
    publisher_id: courier,
    first_seen_at: seen,
    event_at: seen,
    published_at: seen,
    state: 'scraped',
    scraped_at: seen,
    ...article,
  })
  await createVersion(db(), { article_id: id, text: 'fog '.repeat(words as number), authors, found_by })
  return id
}

/** A page that was seen at an hour and gave none. */
const noText = (seen: Date, facts: Facts = {}): Promise<string> =>
  createArticle(db(), {
    publisher_id: courier,
    first_seen_at: seen,
    event_at: seen,
    state: 'not_article',
    state_code: 'NO_TEXT',
    state_reason: 'no text of an article was found on the page',
    ...facts,
  })

async function each(count: number, everyHours: number, from: Date, store: (seen: Date) => Promise<unknown>) {
  for (let index = 0; index < count; index += 1) await store(ago(index * everyHours, from))
}

/** Twelve pages a day for a fortnight, all with texts, up to a day ago. */
const aGoodFortnight = () => each(12 * 14, 2, ago(25), (seen) => text(seen))

const watch = (at = now) => watchExtraction(db(), at)
const told = ({ opened, closed }: AlarmChanges) => ({
  opened: opened.map(({ mark }) => mark),
  closed: closed.map(({ mark }) => mark),
})
const reported = async () => (await reportExtraction(db(), now)).find(({ publisherId }) => publisherId === courier)
const noTextNow = async () => (await reported())?.findings[0]

describe('the newest pages', () => {
  test('are those of the last 24 hours, and of these the newest 50', async () => {
    await each(60, 0.1, ago(0), (seen) => text(seen))
    await noText(ago(0.05))
    await noText(ago(23))
    expect(await noTextNow()).toMatchObject({ recent: { marked: 1, of: 50 }, usual: { marked: 1, of: 12 } })
  })

  test('are 20 older ones where a day brings few, and none from before a fortnight', async () => {
    await each(30, 13, ago(1), (seen) => text(seen))
    expect(await noTextNow()).toMatchObject({ recent: { marked: 0, of: 20 }, usual: { marked: 0, of: 10 } })
    await db().query(
      `update article set first_seen_at = first_seen_at - interval '15 days', event_at = event_at - interval '16 days'`,
    )
    expect(await reported()).toBeUndefined()
  })

  test('leave out what says nothing of the pages: the network, robots.txt, imports, articles that wait, other publishers', async () => {
    await text(ago(1))
    await noText(ago(1), { state_code: 'HTTP_404' })
    await noText(ago(1), { state: 'failed', state_code: 'BOT_WALL' })
    await noText(ago(1), { state: 'failed', state_code: 'ROBOTS_DISALLOWED' })
    await noText(ago(1), { state: 'failed', state_code: 'CONNECTION_REFUSED' })
    await noText(ago(1), { state: 'failed', state_code: 'HTTP_503' })
    await noText(ago(1), { state: 'duplicate_address', state_code: 'DUPLICATE_ADDRESS' })
    await createArticle(db(), { publisher_id: courier, first_seen_at: ago(1), event_at: ago(1) })
    await text(ago(1), { external_id: 'imported' })
    await text(new Date(now.getTime() + HOUR_MS))
    await createScraped(db(), { first_seen_at: ago(1), event_at: ago(1) })
    expect(await noTextNow()).toMatchObject({ recent: { marked: 2, of: 3 } })
    expect((await readYields(db(), now)).get('Hollin Courier')).toEqual({ pages: 3, texts: 1 })
  })

  test('bear each mark by their first version', async () => {
    const corrected = await text(ago(1), { found_by: 'linked_data', authors: [], words: 100, published_at: null })
    await createVersion(db(), { article_id: corrected, number: 2, found_by: 'displayed', authors: ['Ada Quill'] })
    await text(ago(2), { published_at: null, published_day: '2026-03-20' })
    await text(ago(3), { found_by: null })
    await each(20, 1, ago(30), (seen) => text(seen))
    const report = await reported()
    expect(report?.usual).toMatchObject({ medianBytes: 1_600, shares: { fallback: { marked: 0, of: 3 } } })
    expect(report?.findings.map(({ mark, recent }) => [mark, recent.marked, recent.of])).toEqual([
      ['no_text', 0, 20],
      ['fallback', 1, 19],
      ['short', 1, 20],
      ['no_author', 1, 20],
      ['no_time', 1, 20],
    ])
  })
})

describe('the usual pages', () => {
  test('are those of the fortnight before the newest', async () => {
    await each(50, 0.25, ago(0), (seen) => text(seen))
    await each(10, 33, ago(20), (seen) => noText(seen)) // the last lies 13 days and 5 hours before the newest
    await each(60, 1, ago(24 * 16), (seen) => text(seen))
    expect((await noTextNow())?.usual).toEqual({ marked: 10, of: 50 })
    await each(45, 1, ago(30), (seen) => text(seen))
    expect((await noTextNow())?.usual).toEqual({ marked: 10, of: 55 })
  })

  test('go back further where they are few, and not beyond sixty days', async () => {
    await each(20, 24 / 2, ago(0), (seen) => text(seen))
    await each(40, 48, ago(24 * 11), (seen) => text(seen)) // 30 of them in the sixty days before the newest
    expect((await noTextNow())?.usual.of).toBe(30)
  })
})

describe('an alarm', () => {
  test('opens once, says more as more is known, and closes when the pages are as usual', async () => {
    await aGoodFortnight()
    await each(10, 1, ago(14), (seen) => text(seen))
    expect(told(await watch())).toEqual({ opened: [], closed: [] })

    await each(8, 1, ago(0), (seen) => noText(seen))
    const { opened } = await watch()
    expect(opened).toMatchObject([{ publisher: 'Hollin Courier', mark: 'no_text', since: ago(7) }])
    expect(opened[0]?.reason).toMatch(
      /^8 of its newest 20 pages gave no text \(NO_TEXT\), where 0 % do as a rule, as at/,
    )
    expect(told(await watch())).toEqual({ opened: [], closed: [] })

    await noText(ago(0.5))
    expect(told(await watch())).toEqual({ opened: [], closed: [] })
    const [known, ...others] = await listOpenAlarms(db())
    expect(others).toEqual([])
    expect(known).toMatchObject({ since: ago(7), reason: expect.stringMatching(/^9 of its newest/) })

    const later = new Date(now.getTime() + 30 * HOUR_MS)
    await each(24, 1, later, (seen) => text(seen))
    expect(told(await watch(later))).toEqual({ opened: [], closed: ['no_text'] })
    expect(told(await watch(later))).toEqual({ opened: [], closed: [] })
    expect(await listOpenAlarms(db())).toEqual([])
  })

  test('is told by one of two processes that judge at once', async () => {
    await aGoodFortnight()
    await each(20, 1, ago(0), (seen) => noText(seen))
    const changes = await Promise.all([watch(), watch(), watch(), watch()])
    expect(changes.flatMap(({ opened }) => opened)).toHaveLength(1)
  })

  test('stays open however long its pages fail, and its time is never taken for usual', async () => {
    await aGoodFortnight()
    await each(20, 1, ago(0), (seen) => noText(seen))
    await watch()
    const later = new Date(now.getTime() + 40 * 24 * HOUR_MS)
    await each(40 * 4, 6, later, (seen) => noText(seen))
    expect(told(await watch(later))).toEqual({ opened: [], closed: [] })
    expect(await listOpenAlarms(db())).toMatchObject([{ mark: 'no_text', since: ago(19) }])

    const mended = new Date(later.getTime() + 48 * HOUR_MS)
    await each(40, 1, mended, (seen) => text(seen))
    expect(told(await watch(mended))).toEqual({ opened: [], closed: ['no_text'] })
    const [report] = await reportExtraction(db(), mended)
    expect(report?.usual.shares.no_text.marked).toBe(0)
  })

  test('that an operator accepts is over: the pages since then are the usual ones', async () => {
    await aGoodFortnight()
    await each(20, 1, ago(0), (seen) => text(seen, { authors: [] }))
    expect(told(await watch())).toEqual({ opened: ['no_author'], closed: [] })
    expect(await acceptAlarms(db(), 'Hollin Courier', now)).toBe(1)
    expect(await acceptAlarms(db(), 'Hollin Courier', now)).toBe(0)
    expect(await acceptAlarms(db(), 'Nobody', now)).toBeNull()
    expect(told(await watch())).toEqual({ opened: [], closed: [] })

    const later = new Date(now.getTime() + 60 * HOUR_MS)
    await each(59, 1, later, (seen) => text(seen, { authors: [] }))
    expect(told(await watch(later))).toEqual({ opened: [], closed: [] })
    const [report] = await reportExtraction(db(), later)
    expect(report?.findings.find(({ mark }) => mark === 'no_author')).toMatchObject({
      verdict: 'usual',
      usual: { of: 55 },
    })
  })

  test('of one publisher says nothing of another', async () => {
    await aGoodFortnight()
    await each(20, 1, ago(0), (seen) => text(seen))
    const other = await createPublisher(db())
    await each(60, 2, ago(25), (seen) => text(seen, { publisher_id: other }))
    await each(20, 1, ago(0), (seen) => noText(seen, { publisher_id: other }))
    expect((await watch()).opened.map(({ publisherId }) => publisherId)).toEqual([other])
  })
})

test('the scheduler judges in its first pass, then every ten minutes, and logs an alarm once', async () => {
  await aGoodFortnight()
  await each(20, 1, ago(0), (seen) => noText(seen))
  const clock = setClock(now.toISOString())
  const stopping = new AbortController()
  const lines: string[] = []
  const log = {
    warn: (_facts: object, line?: string) => lines.push(`warn ${line}`),
    info: (_facts: object, line?: string) => lines.push(`info ${line}`),
  } as unknown as Parameters<typeof logAlarms>[0]
  let passes = 0
  let judgements = 0
  await runScheduler(
    {
      db: db(),
      queue: recordingQueue(),
      clock,
      settleSeconds: 120,
      pollIntervalSeconds: 900,
      mailDeadlineMs: 43_200_000,
      publicUrl: null,
    },
    {
      everyMs: 1,
      signal: stopping.signal,
      onPass: () => {
        passes += 1
        if (passes === 3) clock.advance(600)
        if (passes === 5) stopping.abort()
      },
      onAlarms: (changes) => {
        judgements += 1
        logAlarms(log, changes)
      },
      onError: (error) => lines.push(String(error)),
    },
  )
  expect(judgements).toBe(2)
  expect(lines).toEqual([
    expect.stringMatching(/^warn the pages of Hollin Courier have changed: 20 of its newest 20 pages/),
  ])
})

describe('a page that is read twice', () => {
  const server = useServer()
  let agent: Agent
  beforeAll(() => {
    agent = agentFor(server().origin)
  })
  afterAll(() => agent.close())

  test('counts once, with a text or without', async () => {
    const needs = workerNeeds(db(), agent, now.toISOString())
    const paragraph =
      '<p>The last ferry from Ostrel to the mainland was cancelled on Monday evening because of fog.</p>'
    const body = `<!doctype html><html lang="en"><title>Fog</title><article><h1>Fog</h1>${paragraph.repeat(4)}</article>`
    server().on('/fog', { headers: { 'content-type': 'text/html' }, body })
    server().on('/gone', { status: 404, body: '' })
    for (const path of ['/fog', '/gone']) {
      const seen = { first_seen_at: ago(1), event_at: ago(1), next_scrape_at: ago(1) }
      const canonical_url = server().origin + path
      const articleId = await createArticle(db(), { publisher_id: courier, canonical_url, ...seen })
      await scrapeArticleWorker.run({ articleId }, needs, never)
      await scrapeArticleWorker.run({ articleId }, needs, never)
    }
    expect((await readYields(db(), now)).get('Hollin Courier')).toEqual({ pages: 2, texts: 1 })
    expect(await noTextNow()).toMatchObject({ recent: { marked: 1, of: 2 } })
  })
})

test('the days of a publisher have no hole', async () => {
  await each(3, 1, ago(2), (seen) => text(seen))
  await noText(ago(3))
  await noText(ago(49))
  expect(await listExtractionDays(db(), 'Hollin Courier', 4, now)).toEqual([
    { day: '2026-03-17', pages: 0, texts: 0 },
    { day: '2026-03-18', pages: 1, texts: 0 },
    { day: '2026-03-19', pages: 0, texts: 0 },
    { day: '2026-03-20', pages: 4, texts: 3 },
  ])
})
