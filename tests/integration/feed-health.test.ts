import { describe, expect, test } from '@jest/globals'
import { listFeedDays, readArrivals } from '../../src/feeds/repository-health.ts'
import { useDatabase } from '../support/database.ts'
import { createFeed, createPoll } from '../support/factories-store.ts'

const db = useDatabase()

/** A Monday, at half past ten. */
const now = new Date('2026-03-02T10:30:00Z')
const DAY_MS = 86_400_000
const weeksAgo = (weeks: number, clock = '10:00'): Date => {
  const day = new Date(now.getTime() - weeks * 7 * DAY_MS).toISOString().slice(0, 10)
  return new Date(`${day}T${clock}:00Z`)
}

const watched = (createdAt = '2026-01-01T00:00:00Z', lastEntryAt: Date | null = null) =>
  createFeed(db(), { created_at: new Date(createdAt), last_entry_at: lastEntryAt })

async function carry(feedId: string, at: Date, count = 1): Promise<void> {
  await db().query(
    `insert into entry (feed_id, guid, first_seen_at)
     select $1, 'entry ' || n || ' of ' || $2::timestamptz, $2::timestamptz from generate_series(1, $3::int) n`,
    [feedId, at, count],
  )
}

const readOn = (feedId: string, at: Date, reads = 4, newEntries = 0): Promise<unknown> =>
  db().query('insert into feed_day (feed_id, day, reads, failures, new_entries) values ($1, $2::date, $3, 1, $4)', [
    feedId,
    at.toISOString().slice(0, 10),
    reads,
    newEntries,
  ])

const arrivalsOf = async (feedId: string) => (await readArrivals(db(), [feedId], now)).get(feedId)

describe('the same weekday of past weeks', () => {
  test('is counted up to the same time of day', async () => {
    const feedId = await watched()
    for (const weeks of [1, 2, 3]) {
      await readOn(feedId, weeksAgo(weeks))
      await carry(feedId, weeksAgo(weeks), weeks)
      await carry(feedId, weeksAgo(weeks, '10:31'), 50)
    }
    await carry(feedId, weeksAgo(0), 2)
    expect(await arrivalsOf(feedId)).toMatchObject({ today: 2, sameWeekday: [1, 2, 3] })
  })

  test('counts a day that brought nothing, and leaves out one on which nobody looked', async () => {
    const feedId = await watched()
    await readOn(feedId, weeksAgo(1))
    await readOn(feedId, weeksAgo(2), 0)
    await readOn(feedId, weeksAgo(4))
    await carry(feedId, weeksAgo(4), 7)
    expect(await arrivalsOf(feedId)).toMatchObject({ sameWeekday: [0, 7] })
  })

  test('leaves out the first day, which brought what the feed held already, and more than eight weeks', async () => {
    const feedId = await watched(weeksAgo(2, '00:10').toISOString())
    for (const weeks of [1, 2, 9]) {
      await readOn(feedId, weeksAgo(weeks))
      await carry(feedId, weeksAgo(weeks), 5)
    }
    expect(await arrivalsOf(feedId)).toMatchObject({ sameWeekday: [5] })
  })

  test('is that of the feed alone', async () => {
    const feedId = await watched()
    const other = await watched()
    await readOn(other, weeksAgo(1))
    await carry(other, weeksAgo(1), 9)
    expect(await arrivalsOf(feedId)).toMatchObject({ today: 0, sameWeekday: [] })
  })
})

describe('the longest gap', () => {
  test('lies between two polls that brought something', async () => {
    const feedId = await watched()
    const hours = [1, 2, 5, 6, 30]
    for (const ago of hours) await carry(feedId, new Date(now.getTime() - ago * 3_600_000), 3)
    expect(await arrivalsOf(feedId)).toMatchObject({ longestGapMs: 24 * 3_600_000 })
  })

  test('is unknown with fewer than five of them', async () => {
    const feedId = await watched()
    for (const ago of [1, 2, 5, 6]) await carry(feedId, new Date(now.getTime() - ago * 3_600_000), 3)
    expect(await arrivalsOf(feedId)).toMatchObject({ longestGapMs: null })
  })
})

test('the share of known entries is that of the readings', async () => {
  const feedId = await watched()
  expect(await arrivalsOf(feedId)).toMatchObject({ knownShare: null })
  const finished_at = now
  await createPoll(db(), { feed_id: feedId, finished_at, outcome: 'read', entries: 20, new_entries: 20 })
  await createPoll(db(), { feed_id: feedId, finished_at, outcome: 'read', entries: 20, new_entries: 0 })
  await createPoll(db(), { feed_id: feedId, finished_at, outcome: 'unchanged' })
  expect(await arrivalsOf(feedId)).toMatchObject({ knownShare: 0.5 })
})

test('the days of a feed begin when it is first watched', async () => {
  const feedId = await watched('2026-03-01T23:00:00Z')
  expect((await listFeedDays(db(), feedId, 28, now)).map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02'])
})

test('the days of a feed have no hole, and tell a gap from a zero', async () => {
  const feedId = await watched()
  await readOn(feedId, now, 3, 12)
  await readOn(feedId, new Date(now.getTime() - 2 * DAY_MS), 0, 0)
  await readOn(await watched(), new Date(now.getTime() - DAY_MS), 9, 9)
  expect(await listFeedDays(db(), feedId, 4, now)).toEqual([
    { day: '2026-02-27', newEntries: 0, wasRead: false },
    { day: '2026-02-28', newEntries: 0, wasRead: false },
    { day: '2026-03-01', newEntries: 0, wasRead: false },
    { day: '2026-03-02', newEntries: 12, wasRead: true },
  ])
})
