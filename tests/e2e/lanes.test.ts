import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { storedPartition } from '../support/demo-stories.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { hasRedis, type StartedRedis, useRedis } from '../support/redis.ts'
import { setClock } from '../support/set-clock.ts'
import { until } from '../support/until.ts'
import { startWirefold, type WirefoldProcess } from '../support/wirefold-process.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const stream = inventedStream(160, 6)
const clock = setClock('2026-04-01T00:00:00Z')

let redis: StartedRedis | undefined
let dataDir: string
const running: WirefoldProcess[] = []
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wirefold-lanes-'))
  if (hasRedis()) redis = await useRedis(10)
})
afterAll(async () => {
  await Promise.all(running.map((process) => process.stop()))
  await redis?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

function start(...args: string[]): WirefoldProcess {
  const process = startWirefold(args, { DATABASE_URL: url(), REDIS_URL: redis?.url ?? '', DATA_DIR: dataDir })
  running.push(process)
  return process
}

async function laneRow() {
  const [row] = await db().query<{ holder: string | null; fence: string; sequence: number }>(
    `select holder, fence, sequence::int from lane where language = 'en'`,
  )
  return row
}

/** The stories that one process makes of the stream; afterwards they are forgotten. */
async function tellAlone(): Promise<readonly string[]> {
  await db().transaction((tx) => importArticles(tx, stream, clock.now()))
  await new Lanes({ db: db(), clock, newStoryId: storyIds(), settleSeconds: 0 }).run('en', never)
  const stories = await storedPartition(db())
  await db().query('truncate story, lane cascade; update article set clustered_at = null')
  return stories
}

const fourWorkers = hasRedis() ? test : test.skip
fourWorkers(
  'four workers, one of them killed midway, make the stories of one, and the others go on within 5 s',
  async () => {
    const alone = await tellAlone()
    const workers = [start('work'), start('work'), start('work'), start('work')]
    await Promise.all(workers.map((worker) => worker.waitFor(/"msg":"working"/)))
    await start('scheduler').waitFor(/"msg":"scheduling"/)

    const first = await until('the first batch', async () => {
      const row = await laneRow()
      return row?.holder != null && row.sequence > 0 ? row : null
    })
    const holder = workers.find(({ pid }) => first.holder?.endsWith(`process ${pid}`))
    holder?.signal('SIGKILL')
    const began = performance.now()
    await until('another holder', async () => (await laneRow())?.fence !== first.fence)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await holder?.exited).toBeNull()

    await until('every article in a story', async () => {
      const [row] = await db().query<{ n: number }>('select count(*)::int as n from story_article')
      return row?.n === stream.length
    })
    const others = workers.filter((worker) => worker !== holder)
    expect(await Promise.all(others.map((worker) => worker.stop()))).toEqual([0, 0, 0])
    expect((await laneRow())?.holder).toBeNull()
    expect(await storedPartition(db())).toEqual(alone)
    const [decisions] = await db().query(`select count(*)::int as n from ledger where reason <> 'merge'`)
    expect(decisions).toEqual({ n: stream.length })
  },
)
