import { afterEach, describe, expect, test } from '@jest/globals'
import { type ArticleToImport, importArticles } from '../../src/articles/repository-import.ts'
import type { Database, Queryable } from '../../src/db/database.ts'
import { clusterArticle, linkStories } from '../../src/queue/jobs.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { wakeLanes } from '../../src/stories/wake-lanes.ts'
import { clusterArticleWorker } from '../../workers/cluster-article.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { storedPartition } from '../support/demo-stories.ts'
import { createPoll, createRound, createScraped } from '../support/factories-store.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { recordingQueue } from '../support/recording-queue.ts'
import { poolOf } from '../support/pool-of.ts'
import { setClock } from '../support/set-clock.ts'
import { never, SETTLE_SECONDS, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const clock = setClock('2026-04-01T00:00:00Z')

const pools: Database[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))

function anotherPool(): Database {
  const pool = poolOf(url())
  pools.push(pool)
  return pool
}

const openLanes = (on: Database = db(), newStoryId = storyIds()): Lanes =>
  new Lanes({ db: on, clock, newStoryId, settleSeconds: SETTLE_SECONDS })

/** Runs the lane of English and tells it to stop after so many batches. */
function runBatches(batches: number, lanes = openLanes()): Promise<number> {
  const stopping = new AbortController()
  let done = 0
  return lanes.run('en', stopping.signal, () => {
    done += 1
    if (done === batches) stopping.abort()
    return Promise.resolve()
  })
}

const load = (articles: readonly ArticleToImport[]): Promise<number> =>
  db().transaction((tx) => importArticles(tx, articles, clock.now()))

/** Takes all articles out of their stories, as if no lane had ever run. */
const forgetStories = (): Promise<unknown> =>
  db().query(`truncate story, lane cascade; update article set clustered_at = null`)

/** What must hold whatever happened on the way: every article once, and every membership with its event. */
async function expectWhole(articles: number): Promise<void> {
  const [counts] = await db().query(
    `select (select count(*)::int from article where clustered_at is not null) as placed,
            (select count(*)::int from story_article) as memberships,
            (select count(*)::int from ledger where reason <> 'merge') as decisions,
            (select count(*)::int from story s where merged_into is null
                and not exists (select 1 from story_article where story_id = s.id)) as empty`,
  )
  expect(counts).toEqual({ placed: articles, memberships: articles, decisions: articles, empty: 0 })
}

/** More than one batch of the lane, over more days than a story stays open. */
const stream = inventedStream(40, 6)
const BATCH = 200

let whole: readonly string[] | undefined

/** The stories of the stream when one lane runs through it without a break; afterwards they are forgotten. */
async function loadAndTellWhole(): Promise<readonly string[]> {
  await load(stream)
  if (whole) return whole
  await openLanes().run('en', never)
  whole = await storedPartition(db())
  await forgetStories()
  return whole
}

describe('the lane', () => {
  test('puts each article into one story, and a copy into that of its original', async () => {
    await load(stream)
    expect(await openLanes().run('en', never)).toBe(stream.length)
    await expectWhole(stream.length)
    const stories = (await storedPartition(db())).length
    expect(stories).toBeGreaterThan(10)
    expect(stories).toBeLessThan(stream.length / 2)

    const copies = await db().query<{ id: string; original: string; kind: string }>(
      `select article.external_id as id, original.external_id as original, copy_kind as kind from story_article
         join article on article.id = article_id join article original on original.id = original_id`,
    )
    const eventOf = (id: string) => id.split('-')[0]
    for (const { id, original } of copies) expect(eventOf(original)).toBe(eventOf(id))
    expect(copies.filter(({ id, kind }) => id.endsWith('-2') && kind === 'identical')).toHaveLength(40)
  })

  test('that runs twice leaves the same state', async () => {
    await load(stream.slice(0, 60))
    const lanes = openLanes()
    const queue = recordingQueue()
    const wake = () => clusterArticleWorker.run({ language: 'en' }, { lanes, queue }, never)
    await wake()
    expect(queue.payloads(linkStories)).toHaveLength(1)
    const rows = () => db().query('select * from story_article order by article_id')
    const once = await rows()
    await wake()
    await openLanes().run('en', never)
    expect(await rows()).toEqual(once)
    expect(queue.payloads(linkStories)).toHaveLength(1)
    await expectWhole(60)
  })

  test('run by two processes side by side doubles nothing and gives the result of one', async () => {
    const alone = await loadAndTellWhole()
    const ids = storyIds()
    const [one, two] = [openLanes(anotherPool(), ids), openLanes(anotherPool(), ids)]
    const assigned = await Promise.all([one.run('en', never), two.run('en', never), one.run('de', never)])
    expect(assigned.reduce((sum, count) => sum + count)).toBe(stream.length)
    expect(await storedPartition(db())).toEqual(alone)
    await expectWhole(stream.length)
  })

  test('that starts anew after every few articles decides as one that ran through', async () => {
    const steps = Array.from({ length: 6 }, (_none, i) => stream.slice(i * 40, (i + 1) * 40))
    const takeSteps = async (lanesOf: () => Lanes) => {
      await db().query('truncate article cascade')
      for (const step of steps) {
        await load(step)
        await lanesOf().run('en', never)
      }
      return storedPartition(db())
    }
    const ids = storyIds()
    const lasting = openLanes(db(), ids)
    const through = await takeSteps(() => lasting)
    await db().query('truncate lane')
    expect(await takeSteps(() => openLanes(db(), ids))).toEqual(through)
    await expectWhole(stream.length)
  })

  test('notices that another process has assigned, and forgets what it knew', async () => {
    const alone = await loadAndTellWhole()
    await db().query('truncate article cascade')
    const ids = storyIds()
    const [one, two] = [openLanes(db(), ids), openLanes(db(), ids)]
    for (const [i, lanes] of [one, two, one, two, two, one].entries()) {
      await load(stream.slice(i * 40, (i + 1) * 40))
      await lanes.run('en', never)
    }
    expect(await storedPartition(db())).toEqual(alone)
  })

  test.each([
    ['the start', /for key share/],
    ['the building of the index', /declare open_article/],
    ['the ledger', /insert into ledger/],
    ['the marks', /update article set clustered_at/],
    ['the end', /update lane set sequence/],
  ])('whose connection dies at %s of a batch goes on, loses nothing and doubles nothing', async (_what, sql) => {
    const alone = await loadAndTellWhole()
    const ids = storyIds()
    await runBatches(1, openLanes(db(), ids))
    await expectWhole(BATCH)
    const dying = dyingAt(anotherPool(), sql, 1)
    expect(await openLanes(dying.db, ids).run('en', never)).toBe(stream.length - BATCH)
    expect(dying.deaths()).toBe(1)
    expect(await storedPartition(db())).toEqual(alone)
    await expectWhole(stream.length)
  })

  test('whose connection dies in every batch says so, and leaves all to the next', async () => {
    const alone = await loadAndTellWhole()
    const dying = dyingAt(anotherPool(), /insert into ledger/, Infinity)
    await expect(openLanes(dying.db).run('en', never)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    expect(dying.deaths()).toBe(4)
    await expectWhole(0)
    await openLanes().run('en', never)
    expect(await storedPartition(db())).toEqual(alone)
  })

  test('stops between two batches when it is told to stop', async () => {
    await load(stream)
    expect(await runBatches(1)).toBe(BATCH)
    await expectWhole(BATCH)
  })

  test('takes articles in the order of their time, then address, however they came', async () => {
    await load(stream.slice(0, 40))
    const ordered = await db().query('select id from article order by event_at, canonical_url')
    await openLanes().run('en', never)
    expect(await db().query('select article_id as id from story_article order by position')).toEqual(ordered)
  })

  test('of one language leaves the others alone, and those nobody knows have their own', async () => {
    await createScraped(db(), { language: 'en' })
    await createScraped(db(), { language: 'de' })
    await createScraped(db(), { language: null })
    const queue = recordingQueue()
    expect(await wakeLanes({ db: db(), queue, clock, settleSeconds: SETTLE_SECONDS })).toBe(3)
    expect(queue.payloads(clusterArticle).map(({ language }) => language)).toEqual(['de', 'en', 'und'])

    const lanes = openLanes()
    await lanes.run('de', never)
    const languages = await db().query('select language from article where clustered_at is not null')
    expect(languages).toEqual([{ language: 'de' }])
    await lanes.run('und', never)
    await expectWhole(2)
  })
})

describe('a round that is not all in', () => {
  const started = () => clock.now()
  const readyIn = async (seconds: number): Promise<number> => {
    const later = setClock(clock.now().toISOString())
    later.advance(seconds)
    return wakeLanes({ db: db(), queue: recordingQueue(), clock: later, settleSeconds: SETTLE_SECONDS })
  }

  test('holds back its articles while a poll is out, but only until it is settled', async () => {
    const round_id = await createRound(db(), { started_at: started() })
    await createPoll(db(), { round_id })
    await createScraped(db(), { round_id })
    expect(await readyIn(0)).toBe(0)
    expect(await openLanes().run('en', never)).toBe(0)
    expect(await readyIn(SETTLE_SECONDS - 1)).toBe(0)
    expect(await readyIn(SETTLE_SECONDS)).toBe(1)
  })

  test('holds them back while a page has not been tried', async () => {
    const round_id = await createRound(db(), { started_at: started() })
    await createScraped(db(), { round_id })
    const page = await createScraped(db(), { round_id, state: 'new', scraped_at: null })
    expect(await readyIn(0)).toBe(0)
    expect(await readyIn(SETTLE_SECONDS)).toBe(1)
    await db().query('update article set scrape_attempts = 1 where id = $1', [page])
    expect(await readyIn(0)).toBe(1)
  })

  test('does not hold back other rounds and imported articles', async () => {
    const open = await createRound(db(), { started_at: started() })
    await createPoll(db(), { round_id: open })
    await createScraped(db(), { round_id: open, language: 'de' })
    await createScraped(db(), { round_id: await createRound(db(), { started_at: started() }), language: 'en' })
    await createScraped(db(), { language: 'fr' })
    expect(await readyIn(0)).toBe(2)
    expect(await openLanes().run('de', never)).toBe(0)
  })
})

/** A database whose server cuts the connection of a session before a query that matches, `deaths` times at most. */
function dyingAt(inner: Database, sql: RegExp, most: number) {
  let deaths = 0
  const dying = (tx: Queryable): Queryable => ({
    async query<Row>(text: string, values?: readonly unknown[]) {
      if (deaths < most && sql.test(text)) {
        deaths += 1
        await tx.query('select pg_terminate_backend(pg_backend_pid())')
      }
      return tx.query<Row>(text, values)
    },
  })
  const db: Database = {
    ...inner,
    async session() {
      const session = await inner.session()
      return { ...session, transaction: (work) => session.transaction((tx) => work(dying(tx))) }
    },
  }
  return { db, deaths: () => deaths }
}
