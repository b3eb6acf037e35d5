import { afterEach, describe, expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import type { Database, Queryable } from '../../src/db/database.ts'
import { type Pause, systemPause } from '../../src/pause.ts'
import { clusterArticle } from '../../src/queue/jobs.ts'
import type { Wish } from '../../src/stories/decision-draft.ts'
import { decide, undo } from '../../src/stories/decision-entry.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { runBatch } from '../../src/stories/lane-batch.ts'
import { LaneHolding } from '../../src/stories/lane-holding.ts'
import type { LaneNeeds } from '../../src/stories/lane-needs.ts'
import { enterLane, renewLease } from '../../src/stories/repository-lane.ts'
import { wakeLanes } from '../../src/stories/wake-lanes.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { storedPartition } from '../support/demo-stories.ts'
import { createScraped, createStoryOfOne } from '../support/factories-store.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { overheard } from '../support/overheard.ts'
import { poolOf } from '../support/pool-of.ts'
import { recordingQueue } from '../support/recording-queue.ts'
import { setClock } from '../support/set-clock.ts'
import { until } from '../support/until.ts'
import { never, SETTLE_SECONDS, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const clock = setClock('2026-04-01T00:00:00Z')
const TAKEOVER_MS = 5_000

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

function anotherPool(): Database {
  const pool = poolOf(url())
  opened.push(pool)
  return pool
}

const ids = storyIds()
const needsOf = (holder: string, more: Partial<LaneNeeds> = {}): LaneNeeds => ({
  db: anotherPool(),
  clock,
  newStoryId: ids,
  settleSeconds: SETTLE_SECONDS,
  holder,
  ...more,
})

/** The lanes of a process of this name; let go after the test. */
function openLanes(holder: string, more: Partial<LaneNeeds> = {}): Lanes {
  const lanes = new Lanes(needsOf(holder, more))
  opened.push(lanes)
  return lanes
}

/** Takes the lane of English; ended after the test, if not before. */
async function take(needs: LaneNeeds): Promise<LaneHolding | null> {
  const holding = await LaneHolding.take(needs, 'en')
  if (holding) opened.push({ close: () => holding.end() })
  return holding
}

/** A holding that its process no longer looks after: nothing renews it. */
async function takeAndFreeze(more: Partial<LaneNeeds> = {}): Promise<LaneHolding> {
  const frozen: Pause = (ms, signal) => systemPause(ms === 0 ? 0 : 2 ** 30, signal)
  const holding = await take(needsOf('frozen', { pause: frozen, ...more }))
  if (!holding) throw new Error('the lane was not free')
  return holding
}

/** Has a standby watch, which ends with the test. */
function watch(lanes: Lanes): void {
  const stopping = new AbortController()
  const watching = lanes.watch(stopping.signal)
  opened.push({
    async close() {
      stopping.abort()
      await watching
    },
  })
}

const lane = async () =>
  (
    await db().query<{ holder: string | null; fence: string; sequence: string }>(
      `select holder, fence, sequence from lane where language = 'en'`,
    )
  )[0]
const holder = async () => (await lane())?.holder
const placed = async () =>
  (await db().query<{ n: number }>('select count(*)::int as n from article where clustered_at is not null'))[0]?.n
const load = (events: number, reportsEach = 6) =>
  db().transaction((tx) => importArticles(tx, inventedStream(events, reportsEach), clock.now()))

const leaseEnd = async () =>
  (await db().query<{ at: Date }>('select lease_until as at from lane'))[0]?.at.getTime() ?? 0

const overdue = () =>
  until('the end of the lease', async () => {
    const [row] = await db().query<{ is: boolean }>('select lease_until < clock_timestamp() as is from lane')
    return row?.is
  })

describe('the number of a holding', () => {
  test('is raised at each taking and never used again', async () => {
    for (const fence of ['1', '2', '3']) {
      const holding = await take(needsOf('one'))
      expect(holding?.fence).toBe(fence)
      expect(await take(needsOf('two'))).toBeNull()
      await holding?.end()
      await holding?.end()
      expect(await lane()).toMatchObject({ holder: null, fence })
    }
  })

  test('lets no batch of a holder in that has been replaced, though it believes and its connection stands', async () => {
    await load(4)
    const stale = await takeAndFreeze({ leaseMs: 100 })
    await overdue()
    const powerless = openLanes('next', { db: withoutRights(anotherPool()) })
    expect(await powerless.run('en', never)).toBe(24)
    await load(8)
    expect(stale.ended.aborted).toBe(false)
    expect(await stale.session.query('select 1 as alive')).toEqual([{ alive: 1 }])
    const before = await lane()
    await expect(runBatch(needsOf('frozen'), stale, never)).rejects.toMatchObject({ code: 'LANE_LOST' })
    expect(stale.ended.aborted).toBe(true)
    expect(await lane()).toEqual(before)
    expect(await placed()).toBe(24)
  })

  test('that is old is refused by the ledger itself, and one that is missing', async () => {
    const { storyId, articleId } = await createStoryOfOne(db())
    const decide = (on: Queryable, fence: string | null) =>
      on.query(
        `insert into ledger (story_id, article_id, event, at, actor, reason, settings_version, fence)
         values ($1, $2, 'joined', now(), 'lane', 'join', 'v1', $3)`,
        [storyId, articleId, fence],
      )
    const stale = await takeAndFreeze({ leaseMs: 100 })
    await overdue()
    const next = await take(needsOf('next', { db: withoutRights(anotherPool()) }))
    const refused = { code: 'DATABASE_CONSTRAINT', details: { constraint: 'ledger_fence_is_current' } }
    await expect(stale.session.transaction((tx) => decide(tx, stale.fence))).rejects.toMatchObject(refused)
    await expect(decide(db(), null)).rejects.toMatchObject(refused)
    await decide(db(), next?.fence ?? '')
    await next?.end()
    expect(await db().query('select fence from ledger where fence is not null')).toEqual([{ fence: '2' }])
  })

  test('cannot be raised while a batch of it is under way', async () => {
    const first = await take(needsOf('first'))
    const fence = first?.fence ?? ''
    const steps: string[] = []
    let raising: Promise<unknown> | undefined
    await db().transaction(async (tx) => {
      expect(await enterLane(tx, 'en', fence)).toBe('0')
      expect(await renewLease(db(), 'en', fence, 1_000)).toBe(true)
      raising = db()
        .query(`update lane set fence = fence + 1 where language = 'en'`)
        .then(() => steps.push('raised'))
      await until(
        'the raise to wait',
        async () => {
          const waiting = await db().query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
          return waiting.length === 1
        },
        10_000,
      )
      steps.push('written')
    })
    await raising
    expect(steps).toEqual(['written', 'raised'])
    expect(await renewLease(db(), 'en', fence, 1_000)).toBe(false)
    await first?.end()
  })
})

describe('a standby', () => {
  test('has the lane within 5 s when the connection of the holder ends', async () => {
    await load(4)
    await takeAndFreeze()
    watch(openLanes('standby', { idleHoldMs: 60_000 }))
    await db().query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`)
    const began = performance.now()
    await until('the work of the standby', async () => (await placed()) === 24)
    expect(performance.now() - began).toBeLessThan(TAKEOVER_MS)
    expect(await lane()).toMatchObject({ holder: 'standby', fence: '2' })
  })

  test('has the lane within 5 s when the holder hangs in the midst of a batch, which is undone', async () => {
    await load(4)
    const hung = await takeAndFreeze()
    const began = performance.now()
    const waking = new AbortController()
    const batch = hung.session.transaction(async (tx) => {
      await enterLane(tx, 'en', hung.fence)
      await tx.query(`update article set title = 'half done'`)
      await systemPause(2 ** 30, waking.signal)
      await tx.query(`update lane set sequence = 99`)
    })
    const outcome = batch.catch((error: unknown) => error)
    watch(openLanes('standby', { idleHoldMs: 60_000 }))
    await until('the work of the standby', async () => (await placed()) === 24)
    expect(performance.now() - began).toBeLessThan(TAKEOVER_MS)
    waking.abort()
    expect(await outcome).toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    expect(await lane()).toMatchObject({ holder: 'standby', fence: '2', sequence: '1' })
    expect(await db().query(`select from article where title = 'half done'`)).toEqual([])
  })

  test('leaves the lane to a holder that renews its lease, and its work too', async () => {
    const lanes = openLanes('holder', { idleHoldMs: 60_000, leaseMs: 300 })
    await load(2)
    await lanes.run('en', never)
    watch(openLanes('standby'))
    const began = await leaseEnd()
    await until('three leases', async () => (await leaseEnd()) > began + 900)
    await load(4)
    expect(await openLanes('other').run('en', never)).toBe(0)
    expect(await placed()).toBe(24)
    expect(await lane()).toMatchObject({ holder: 'holder', fence: '1' })
  })

  test('leaves a holder at once when it is told to stop', async () => {
    const held = await take(needsOf('holder'))
    await load(2)
    const stopping = new AbortController()
    const running = openLanes('standby').run('en', stopping.signal, () => {
      stopping.abort()
      return Promise.resolve()
    })
    expect(await running).toBe(0)
    await held?.end()
  })

  test('called by a wake does not wait for ever for a holder that does nothing', async () => {
    const held = await take(needsOf('holder'))
    await load(2)
    const quick: Pause = (ms, signal) => systemPause(ms / 20, signal)
    expect(await openLanes('standby', { pause: quick }).wake('en', never)).toBe(0)
    expect(await openLanes('standby', { pause: quick }).run('en', never)).toBe(0)
    await held?.end()
  })
})

describe('a holder', () => {
  test('keeps the lane after its work, takes what comes by itself, and lets it go when nothing comes', async () => {
    const lanes = openLanes('holder', { idleHoldMs: 1_500 })
    await load(2)
    await lanes.run('en', never)
    expect(await lane()).toMatchObject({ holder: 'holder', fence: '1' })
    await load(4)
    await until('the new articles', async () => (await placed()) === 24)
    expect(await lane()).toMatchObject({ holder: 'holder', fence: '1' })
    await until('a lane that nobody holds', async () => (await holder()) === null)
  })

  test('that stops lets the lane go at once', async () => {
    await load(2)
    const lanes = openLanes('holder', { idleHoldMs: 60_000 })
    await lanes.run('en', never)
    await lanes.close()
    expect(await lane()).toMatchObject({ holder: null, fence: '1' })
    expect(await db().query(`select from pg_locks where locktype = 'advisory'`)).toEqual([])
    await load(4)
    expect(await lanes.run('en', never)).toBe(0)
    expect(await openLanes('next').run('en', never)).toBe(12)
    expect(await lane()).toMatchObject({ fence: '2' })
  })

  test('whose lease cannot be renewed stops before its next write and drops its index', async () => {
    await load(4)
    const held = await take(needsOf('holder', { leaseMs: 150 }))
    await runBatch(needsOf('holder'), held!, never)
    expect(held?.index).toBeDefined()
    await db().query('update lane set fence = fence + 1')
    await until('the loss', () => Promise.resolve(held?.ended.aborted))
    expect(held?.index).toBeUndefined()
    await load(8)
    await expect(runBatch(needsOf('holder'), held!, never)).rejects.toMatchObject({ code: 'LANE_LOST' })
    expect(await placed()).toBe(24)
    await held?.end()
  })

  test('tells of a failure that no call waits for, and lets the lane go', async () => {
    const problems: unknown[] = []
    let fails = false
    const lanes = openLanes('holder', {
      idleHoldMs: 60_000,
      newStoryId: () => {
        if (fails) throw new Error('no more ids')
        return ids()
      },
      onProblem: (error, language) => problems.push([language, String(error)]),
    })
    await load(2)
    await lanes.run('en', never)
    fails = true
    await load(4)
    await until('a report of the failure', () => Promise.resolve(problems.length > 0))
    expect(problems).toEqual([['en', 'Error: no more ids']])
    expect(await holder()).toBeNull()
    expect(await placed()).toBe(12)
  })
})

describe('decisions of analysts', () => {
  const signed = { author: 'Ida Holm', reason: 'one event' }
  const write = (wish: Wish) => decide(db(), wish, signed, clock.now())

  async function standing(externalId: string): Promise<{ readonly articleId: string; readonly storyId: string }> {
    const [row] = await db().query<{ articleId: string; storyId: string }>(
      `select article_id as "articleId", story_id as "storyId" from story_article join article on article.id = article_id
        where external_id = $1`,
      [externalId],
    )
    if (!row) throw new Error(`${externalId} stands in no story`)
    return row
  }

  /** A merge of the first two events, not applied yet, and a copy of the first one's first report that waits too. */
  async function mergeBeforeCopy() {
    const [from, into] = [(await standing('0-0')).storyId, (await standing('1-0')).storyId]
    const merge = await write({ kind: 'merge', from, into })
    const original = inventedStream(2, 6).find(({ externalId }) => externalId === '0-0')
    if (!original) throw new Error('the stream has no such article')
    const copy = { ...original, externalId: 'copy', url: `${original.url}-copy` }
    await db().transaction((tx) => importArticles(tx, [copy], clock.now()))
    return { merge, from, into }
  }

  test('are applied before the articles of a batch, to the index in memory too', async () => {
    await load(2)
    const held = await take(needsOf('holder'))
    await runBatch(needsOf('holder'), held!, never)
    const index = held?.index?.clusterer
    expect(index).toBeDefined()
    const { from, into } = await mergeBeforeCopy()
    expect(await runBatch(needsOf('holder'), held!, never)).toBe(1)
    expect(held?.index?.clusterer).toBe(index)
    expect((await standing('copy')).storyId).toBe(into)
    const events = await db().query('select event, story_id, actor from ledger order by id desc limit 1')
    expect(events).toEqual([{ event: 'joined', story_id: into, actor: 'lane' }])
    expect(await db().query('select merged_into from story where id = $1', [from])).toEqual([{ merged_into: into }])
  })

  test('make work for a lane without articles, for which no index is built', async () => {
    await load(2)
    await openLanes('holder').run('en', never)
    const before = await lane()
    await write({ kind: 'lock', storyId: (await standing('0-0')).storyId })
    await write({ kind: 'lock', storyId: (await standing('1-0')).storyId })
    const statements: string[] = []
    const listened = overheard(anotherPool(), (sql) => statements.push(sql))
    expect(await openLanes('next', { db: listened }).run('en', never)).toBe(0)
    expect(statements.filter((sql) => sql.includes('open_article'))).toEqual([])
    expect(statements.some((sql) => sql.includes('update story_decision'))).toBe(true)
    expect(await lane()).toMatchObject({ sequence: String(Number(before?.sequence) + 1), holder: null })
    expect(await db().query('select outcome from story_decision')).toEqual([
      { outcome: 'applied' },
      { outcome: 'applied' },
    ])
  })

  test('that outdate the index have it built anew before an article is assigned', async () => {
    await load(2)
    const held = await take(needsOf('holder'))
    await runBatch(needsOf('holder'), held!, never)
    const { merge, from, into } = await mergeBeforeCopy()
    await runBatch(needsOf('holder'), held!, never)
    const before = held?.index?.clusterer
    await undo(db(), merge.id, { author: 'Bo Lind', reason: 'they are two' }, clock.now())
    await load(4)
    expect(await runBatch(needsOf('holder'), held!, never)).toBe(12)
    const anew = held?.index?.clusterer
    expect(anew).toBeDefined()
    expect(anew).not.toBe(before)
    expect([(await standing('0-0')).storyId, (await standing('1-0')).storyId]).toEqual([from, into])

    const again = await write({ kind: 'merge', from, into })
    await runBatch(needsOf('holder'), held!, never)
    expect(held?.index?.clusterer).toBe(anew)
    await undo(db(), again.id, { author: 'Bo Lind', reason: 'they are two' }, clock.now())
    expect(await runBatch(needsOf('holder'), held!, never)).toBe(0)
    expect(held?.index).toBeUndefined()
  })

  test('wake the lanes that they are for', async () => {
    await createScraped(db(), { language: 'de' })
    await db().query(`insert into lane (language) values ('en'), ('fr')`)
    await db().query(
      `insert into story_decision (kind, language, author, reason, at) values ('must_link', 'fr', 'Ida Holm', 'one event', $1)`,
      [clock.now()],
    )
    const queue = recordingQueue()
    await wakeLanes({ db: db(), queue, clock, settleSeconds: SETTLE_SECONDS })
    expect(queue.payloads(clusterArticle).map(({ language }) => language)).toEqual(['de', 'fr'])
  })

  test('that cannot be applied undo the batch', async () => {
    await load(2)
    await openLanes('holder').run('en', never)
    const { storyId, articleId } = await standing('0-0')
    await write({ kind: 'split', storyId, articleIds: [articleId] })
    await load(4)
    const newStoryId = () => {
      throw new Error('no more ids')
    }
    await expect(openLanes('failing', { newStoryId }).run('en', never)).rejects.toThrow('no more ids')
    expect(await placed()).toBe(12)
    expect(await db().query('select outcome from story_decision')).toEqual([{ outcome: null }])
    expect(await openLanes('next').run('en', never)).toBe(12)
    expect((await standing('0-0')).storyId).not.toBe(storyId)
  })
})

describe('a lane that dies anywhere and is taken by another', () => {
  const EVENTS = 75

  const forgetAll = () =>
    db().query('truncate story, lane, article_features, story_settings cascade; update article set clustered_at = null')

  /** The stories of the stream, and how many statements the lane's connection was sent for them. */
  async function tellWhole() {
    await load(EVENTS)
    const counted = cutAfter(anotherPool(), Infinity)
    await new Lanes(needsOf('whole', { db: counted.db })).run('en', never)
    const stories = await storedPartition(db())
    await forgetAll()
    return { stories, statements: counted.statements() }
  }

  test('makes the stories of one that ran through', async () => {
    const { stories, statements } = await tellWhole()
    expect(statements).toBeGreaterThan(20)
    for (const share of [0.03, 0.2, 0.41, 0.58, 0.77, 0.99]) {
      const cut = cutAfter(anotherPool(), Math.ceil(statements * share))
      await new Lanes(needsOf('first', { db: cut.db })).run('en', never).catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'the process died' })
      })
      expect(cut.isCut()).toBe(true)
      await openLanes('second').run('en', never)
      expect(await storedPartition(db())).toEqual(stories)
      await forgetAll()
    }
  })
})

/** A database whose sessions die with their process at a statement of this number. */
function cutAfter(inner: Database, most: number) {
  let statements = 0
  const db = overheard(inner, () => {
    statements += 1
    if (statements === most) throw new Error('the process died')
  })
  return { db, statements: () => statements, isCut: () => statements >= most }
}

/** A database whose role may not end the connections of others. */
function withoutRights(inner: Database): Database {
  return {
    ...inner,
    query: <Row>(sql: string, values?: readonly unknown[]) =>
      sql.includes('pg_terminate_backend') ? Promise.resolve([] as Row[]) : inner.query<Row>(sql, values),
  }
}
