import { expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { storedPartition } from '../support/demo-stories.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { type LaneProcess, useLaneProcesses } from '../support/lane-processes.ts'
import { setClock } from '../support/set-clock.ts'
import { until } from '../support/until.ts'
import { never, SETTLE_SECONDS, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const startProcess = useLaneProcesses(url)
const clock = setClock('2026-04-01T00:00:00Z')

/** Several batches, so that a holder can be caught between its first and its last. */
const stream = inventedStream(160, 6)
const TAKEOVER_MS = 5_000

const load = () => db().transaction((tx) => importArticles(tx, stream, clock.now()))

/** The stories that one process makes of the stream. */
async function tellAlone(): Promise<readonly string[]> {
  await load()
  await new Lanes({ db: db(), clock, newStoryId: storyIds(), settleSeconds: SETTLE_SECONDS }).run('en', never)
  const stories = await storedPartition(db())
  await db().query('truncate story, lane cascade; update article set clustered_at = null')
  return stories
}

async function laneRow() {
  const [row] = await db().query<{ holder: string | null; fence: string; sequence: number }>(
    `select holder, fence, sequence::int from lane where language = 'en'`,
  )
  return row
}

const placed = async (): Promise<number> =>
  (await db().query<{ n: number }>('select count(*)::int as n from article where clustered_at is not null'))[0]?.n ?? 0

const allPlaced = () => until('every article in a story', async () => (await placed()) === stream.length)

/** Every article once, every membership with its one decision, and no story without articles but those that merged. */
async function expectWhole(): Promise<void> {
  const [counts] = await db().query(
    `select (select count(*)::int from story_article) as memberships,
            (select count(*)::int from ledger where reason <> 'merge') as decisions,
            (select count(*)::int from story s where merged_into is null
                and not exists (select 1 from story_article where story_id = s.id)) as empty`,
  )
  expect(counts).toEqual({ memberships: stream.length, decisions: stream.length, empty: 0 })
}

/** Starts four workers, wakes them all, and waits until one of them has assigned its first batch. */
async function startFour() {
  const workers = await Promise.all([startProcess(), startProcess(), startProcess(), startProcess()])
  for (const worker of workers) worker.wake('en')
  const row = await until('the first batch', async () => {
    const now = await laneRow()
    return now?.holder != null && now.sequence > 0 ? now : null
  })
  const holder = workers.find(({ pid }) => String(pid) === row.holder)
  if (!holder) throw new Error(`held by ${String(row.holder)}, which is none of the four`)
  return { workers, holder, fence: row.fence }
}

/** Milliseconds until another process holds the lane. */
async function takeoverFrom(fence: string): Promise<number> {
  const began = performance.now()
  await until('another holder', async () => (await laneRow())?.fence !== fence)
  return performance.now() - began
}

async function stopAll(workers: readonly LaneProcess[]): Promise<void> {
  expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual(workers.map(() => 0))
  expect(workers.map((worker) => worker.errors()).join('')).toBe('')
  expect((await laneRow())?.holder).toBeNull()
}

test('four processes on one stream make the stories of one, and let the lane go when they stop', async () => {
  const alone = await tellAlone()
  const { workers } = await startFour()
  await allPlaced()
  await stopAll(workers)
  expect(await storedPartition(db())).toEqual(alone)
  await expectWhole()
})

test('a holder that is killed is replaced within 5 s, with no story doubled and no article lost', async () => {
  const alone = await tellAlone()
  const { workers, holder, fence } = await startFour()
  holder.signal('SIGKILL')
  expect(await takeoverFrom(fence)).toBeLessThan(TAKEOVER_MS)
  await allPlaced()
  await stopAll(workers.filter((worker) => worker !== holder))
  expect(await storedPartition(db())).toEqual(alone)
  await expectWhole()
})

test('a holder that is frozen is replaced within 5 s, and writes nothing when it wakes up', async () => {
  const alone = await tellAlone()
  const { workers, holder, fence } = await startFour()
  holder.signal('SIGSTOP')
  expect(await takeoverFrom(fence)).toBeLessThan(TAKEOVER_MS)
  await allPlaced()
  holder.signal('SIGCONT')
  expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0, 0, 0])
  expect(await storedPartition(db())).toEqual(alone)
  await expectWhole()
  const numbers = await db().query('select fence from ledger group by fence order by min(id)')
  expect(numbers.slice(0, 2)).toEqual([{ fence }, { fence: String(Number(fence) + 1) }])
})
