import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import type { Digest } from '../../src/digests/digest.ts'
import { freezeDate } from '../../src/digests/freeze-edition.ts'
import { addDigest, changeDigest } from '../../src/digests/repository-digest.ts'
import { buildEdition, clusterArticle, linkStories, pollFeed, scrapeArticle } from '../../src/queue/jobs.ts'
import { runScheduler, schedule, type SchedulerNeeds, startDuePolls, sweep } from '../../src/scheduler.ts'
import { buildEditionWorker } from '../../workers/build-edition.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { createArticle, createFeed, createPoll, createScraped, createStoryOfOne } from '../support/factories-store.ts'
import { type RecordingQueue, recordingQueue } from '../support/recording-queue.ts'
import { type SetClock, setClock } from '../support/set-clock.ts'
import { never } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()

const noon = '2026-03-02T12:00:00Z'
const beforeNoon = (seconds: number): Date => new Date(new Date(noon).getTime() - seconds * 1000)

let clock: SetClock
let queue: RecordingQueue
let needs: SchedulerNeeds
beforeEach(() => {
  clock = setClock(noon)
  queue = recordingQueue()
  needs = {
    db: db(),
    clock,
    queue,
    settleSeconds: 120,
    pollIntervalSeconds: 900,
    mailDeadlineMs: 43_200_000,
    publicUrl: null,
  }
})

const pools: Database[] = []
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))

function anotherPool(): Database {
  const pool = openPostgres({
    connectionString: url(),
    poolSize: 2,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  pools.push(pool)
  return pool
}

describe('feeds', () => {
  test('that are due are polled as one round, in order, and wait for their interval', async () => {
    const hourly = await createFeed(db(), { next_poll_at: clock.now(), interval_seconds: 3_600 })
    const usual = await createFeed(db(), { next_poll_at: beforeNoon(5) })
    await createFeed(db(), { next_poll_at: new Date('2026-03-02T12:00:01Z') })
    await createFeed(db(), { next_poll_at: beforeNoon(5), state: 'paused', state_reason: 'paused by the desk' })

    expect(await startDuePolls(needs)).toBe(2)
    const polls = await db().query('select id, feed_id, round_id, due_at from poll order by feed_id')
    expect(polls).toMatchObject([
      { feed_id: hourly, due_at: clock.now() },
      { feed_id: usual, round_id: '1' },
    ])
    expect(queue.payloads(pollFeed).map(({ pollId }) => pollId)).toEqual(polls.map((row) => (row as { id: string }).id))
    const next = await db().query('select next_poll_at as at from feed where id in ($1, $2) order by id', [
      hourly,
      usual,
    ])
    expect(next).toEqual([{ at: new Date('2026-03-02T13:00:00Z') }, { at: new Date('2026-03-02T12:15:00Z') }])

    expect(await startDuePolls(needs)).toBe(0)
    expect(await db().query('select id from poll_round')).toHaveLength(1)
  })

  test('are polled once a time by two schedulers that run at once', async () => {
    for (let i = 0; i < 30; i += 1) await createFeed(db(), { next_poll_at: beforeNoon(i) })
    const schedulers = [anotherPool(), anotherPool(), anotherPool()].map((own) => ({ ...needs, db: own }))
    for (const expected of [30, 60]) {
      const started = await Promise.all(schedulers.map((own) => startDuePolls(own)))
      expect(started.reduce((sum, count) => sum + count)).toBe(30)
      expect(queue.payloads(pollFeed)).toHaveLength(expected)
      await db().query(`update poll set finished_at = due_at, outcome = 'unchanged'`)
      clock.advance(901)
    }
    const twice = await db().query('select feed_id from poll group by feed_id having count(*) <> 2')
    expect(twice).toEqual([])
  })
})

describe('a feed', () => {
  test('with a poll on its way is not polled again, however long that takes', async () => {
    const feed_id = await createFeed(db(), { next_poll_at: beforeNoon(5) })
    const id = await createPoll(db(), { feed_id, due_at: beforeNoon(5_000) })
    expect(await startDuePolls(needs)).toBe(0)
    await db().query(`update poll set finished_at = due_at, outcome = 'unchanged' where id = $1`, [id])
    expect(await startDuePolls(needs)).toBe(1)
  })

  test('is due again after the interval made of its rhythm, should its poll come to nothing', async () => {
    const id = await createFeed(db(), { next_poll_at: beforeNoon(5), adapted_seconds: 1_800 })
    await startDuePolls(needs)
    const [feed] = await db().query('select next_poll_at as at from feed where id = $1', [id])
    expect(feed).toEqual({ at: new Date('2026-03-02T12:30:00Z') })
  })
})

describe('the sweep', () => {
  test('asks again for polls that were lost, and not for those on their way, put off or done', async () => {
    const lost = await createPoll(db(), { due_at: beforeNoon(61) })
    await createPoll(db(), { due_at: beforeNoon(59) })
    const late = await createPoll(db(), { due_at: beforeNoon(900), slot_at: beforeNoon(60) })
    await createPoll(db(), { due_at: beforeNoon(900), slot_at: beforeNoon(-600) })
    await createPoll(db(), { due_at: beforeNoon(900), finished_at: beforeNoon(800), outcome: 'unchanged' })
    await sweep(needs)
    expect(queue.payloads(pollFeed)).toEqual([{ pollId: lost }, { pollId: late }])
  })

  test('asks again for pages that were lost or are to be tried again', async () => {
    const lost = await createArticle(db(), { next_scrape_at: beforeNoon(61) })
    await createArticle(db(), { next_scrape_at: beforeNoon(59) })
    await createArticle(db(), { next_scrape_at: beforeNoon(-60) })
    await createScraped(db(), { next_scrape_at: beforeNoon(900) })
    const givenUp = { state: 'failed', state_code: 'HTTP_500', state_reason: 'it answered 500' }
    await createArticle(db(), { next_scrape_at: beforeNoon(900), ...givenUp })
    await sweep(needs)
    expect(queue.payloads(scrapeArticle)).toEqual([{ articleId: lost }])
  })

  test('wakes the lanes that have articles waiting', async () => {
    await createScraped(db(), { language: 'en' })
    const { articleId } = await createStoryOfOne(db())
    await db().query(`update article set language = 'de', clustered_at = $2 where id = $1`, [articleId, clock.now()])
    await sweep(needs)
    expect(queue.payloads(clusterArticle)).toEqual([{ language: 'en' }])
  })

  test('asks for the search for links while articles have not been compared', async () => {
    await createStoryOfOne(db())
    await sweep(needs)
    await db().query('delete from link_waiting')
    await sweep(needs)
    expect(queue.payloads(linkStories)).toEqual([{}])
  })

  test('asks for nothing when nothing is to be done', async () => {
    await schedule(needs)
    expect(queue.keys).toEqual([])
  })
})

describe('editions', () => {
  const digest = (name: string, settings: Partial<Digest> = {}) =>
    addDigest(db(), { name, zone: 'UTC', ...settings }, new Date('2026-03-01T12:00:00Z'))

  const ordered = async (at: string): Promise<string[]> => {
    clock.set(at)
    queue.forget()
    await schedule(needs)
    return queue.payloads(buildEdition).map(({ localDate }) => localDate)
  }
  const build = ({ id }: Digest, localDate: string) =>
    buildEditionWorker.run({ digestId: id, localDate }, { ...needs, editionGraceMs: 0 }, never)

  test('are ordered when they are due, and not before the digest was made', async () => {
    await digest('morning', { zone: 'Europe/Berlin' })
    expect(await ordered('2026-03-02T05:59:59Z')).toEqual([])
    expect(await ordered('2026-03-02T06:00:00Z')).toEqual(['2026-03-02'])
  })

  test('are ordered for each digest by its own clock and weekdays', async () => {
    await digest('east', { zone: 'Asia/Tokyo' })
    await digest('west', { zone: 'America/Los_Angeles', weekdays: [2, 3] })
    expect(await ordered('2026-03-01T22:00:00Z')).toEqual(['2026-03-02'])
    expect(await ordered('2026-03-02T15:00:00Z')).toEqual(['2026-03-02'])
    expect(await ordered('2026-03-03T15:00:00Z')).toEqual(['2026-03-02', '2026-03-03', '2026-03-03'])
  })

  test('that are frozen are not ordered again', async () => {
    const morning = await digest('morning')
    expect(await ordered('2026-03-02T07:00:00Z')).toEqual(['2026-03-02'])
    await build(morning, '2026-03-02')
    expect(await ordered('2026-03-02T07:00:05Z')).toEqual([])
  })

  test('that were made by hand are not due any more', async () => {
    const morning = await digest('morning')
    await ordered('2026-03-01T18:00:00Z')
    await freezeDate(needs, morning, '2026-03-02', 0)
    expect(await ordered('2026-03-02T07:00:00Z')).toEqual([])
  })

  test('follow a schedule that has changed, from the next one on', async () => {
    const morning = await digest('morning')
    await ordered('2026-03-02T07:00:00Z')
    await build(morning, '2026-03-02')
    await changeDigest(db(), 'morning', { sendAt: '09:30', weekdays: [3] })
    expect(await ordered('2026-03-02T08:00:00Z')).toEqual([])
    expect(await ordered('2026-03-03T12:00:00Z')).toEqual([])
    expect(await ordered('2026-03-04T09:29:59Z')).toEqual([])
    expect(await ordered('2026-03-04T09:30:00Z')).toEqual(['2026-03-04'])
  })

  test('of two schedulers at once are planned once', async () => {
    await digest('morning')
    clock.set('2026-03-02T07:00:00Z')
    await Promise.all([schedule(needs), schedule(needs), schedule(needs)])
    expect(await db().query('select local_date, state from edition_slot order by local_date')).toEqual([
      { local_date: '2026-03-02', state: 'due' },
      { local_date: '2026-03-03', state: 'due' },
    ])
  })
})

describe('runScheduler', () => {
  test('goes on after a pass that failed, and ends at once when it is told to stop', async () => {
    const stopping = new AbortController()
    const happened: string[] = []
    let failing = true
    const query: Database['query'] = (sql, values) => {
      if (!failing) return db().query(sql, values)
      failing = false
      return Promise.reject(new Error('the connection was lost'))
    }
    await runScheduler(
      { ...needs, db: { ...db(), query } },
      {
        everyMs: 1,
        signal: stopping.signal,
        onAlarms: () => undefined,
        onError: (error) => happened.push((error as Error).message),
        onPass: () => {
          happened.push('pass')
          if (happened.filter((what) => what === 'pass').length === 2) stopping.abort()
        },
      },
    )
    expect(happened).toEqual(['the connection was lost', 'pass', 'pass'])
  })

  test('does not wait for the next pass to stop', async () => {
    const stopping = new AbortController()
    const passed = new Promise<void>((resolve) => {
      void runScheduler(needs, {
        everyMs: 600_000,
        signal: stopping.signal,
        onAlarms: () => undefined,
        onError: () => undefined,
        onPass: () => setImmediate(() => stopping.abort()),
      }).then(resolve)
    })
    const won = await Promise.race([passed.then(() => 'ended'), pause(5_000, 'still waiting', { ref: false })])
    expect(won).toBe('ended')
  })
})
