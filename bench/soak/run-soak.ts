import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from '../../src/cli/progress.ts'
import type { Database } from '../../src/db/database.ts'
import { watchFeeds } from '../../src/feeds/repository.ts'
import type { Compared } from './check-store.ts'
import type { FarmedFeed } from './farm-messages.ts'
import { planFarm } from './farm-plan.ts'
import type { Farm } from './farm-process.ts'
import type { SoakOptions } from './options.ts'
import type { SoakStore } from './soak-store.ts'
import {
  letADayPass,
  makeDue,
  makeUnpolledDue,
  type OpenWork,
  readDoneWork,
  readOpenWork,
  readStoredFacts,
} from './stored-facts.ts'
import { runWirefold, startWirefold, type Usage, usageOf, type WirefoldProcess } from './wirefold-process.ts'

const TICK_MS = 5_000
/** Each feed is made due every so many ticks. */
const TICKS_A_TURN = 6
const DRAIN_LIMIT_MS = 240_000

/** What came of a run. */
export interface SoakRun {
  readonly compared: Compared
  /** What each worker used, sampled every tick while the farm published. */
  readonly samples: readonly (readonly Usage[])[]
  /** While the farm published. */
  readonly done: { readonly polls: number; readonly pages: number }
  /** Left over after the drain, which is not waited for for ever. */
  readonly open: OpenWork
  readonly drainedMs: number
  /** Warnings and errors of all processes. */
  readonly complaints: readonly string[]
}

/** Lets a scheduler and workers poll the farm, stops its publishing, and waits until all is done. */
export async function runSoak(
  { db, env: storeEnv }: SoakStore,
  farm: Farm,
  options: SoakOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<SoakRun> {
  const env = { ...storeEnv, ...settingsFor(farm, options) }
  await runWirefold(['migrate'], env)
  const feedIds = await watchAll(db, farm.feeds)
  const workers = Array.from({ length: options.workers }, () => startWirefold(['work'], env))
  const processes = [...workers, startWirefold(['scheduler'], env)]
  try {
    const samples = await poll(db, workers, options, progress, signal)
    const done = await readDoneWork(db)
    const { open, drainedMs } = await drain(db, farm, signal)
    const plan = planFarm(options.feeds, options.hosts, options.seed)
    const compared = { plan, feedIds, record: await farm.record(), stored: await readStoredFacts(db) }
    return { compared, samples, done, open, drainedMs, complaints: processes.flatMap((each) => each.complaints) }
  } finally {
    await Promise.all(processes.map((each) => each.stop()))
  }
}

const settingsFor = (farm: Farm, { spacingMs, concurrency }: SoakOptions): Readonly<Record<string, string>> => ({
  FETCH_ALLOW_ORIGINS: farm.origins.join(','),
  FETCH_TIMEOUT_MS: '10000',
  FETCH_CONTACT: 'soak@bench.example',
  HOST_SPACING_MS: String(spacingMs),
  HOST_CONCURRENCY: String(concurrency),
  POLL_INTERVAL_SECONDS: '60',
  POLL_LEAST_SECONDS: '60',
  LANE_SETTLE_SECONDS: '30',
})

/** Watches the feeds of the farm and returns their ids in its order. */
async function watchAll(db: Database, feeds: readonly FarmedFeed[]): Promise<readonly string[]> {
  const nothingElse = { title: null, ownerGroup: null, homeUrl: null, tags: [] }
  await watchFeeds(
    db,
    feeds.map(({ url, publisher }) => ({ url, publisher, ...nothingElse })),
    new Date(),
  )
  const rows = await db.query<{ id: string; url: string }>('select id, url from feed')
  const ids = new Map(rows.map(({ id, url }) => [url, id]))
  return feeds.map(({ url }) => ids.get(url) ?? '')
}

/** Makes feeds due in turn for as long as the soak takes. */
async function poll(
  db: Database,
  workers: readonly WirefoldProcess[],
  { minutes }: SoakOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly (readonly Usage[])[]> {
  const samples: Usage[][] = workers.map(() => [])
  const ticks = Math.ceil((minutes * 60_000) / TICK_MS)
  const began = Date.now()
  for (let tick = 0; tick < ticks; tick += 1) {
    await makeDue(db, tick % TICKS_A_TURN, TICKS_A_TURN)
    if (tick === Math.floor(ticks / 2)) await letADayPass(db)
    await sample(workers, samples)
    progress.update('seconds', Math.round(((tick + 1) * TICK_MS) / 1_000), minutes * 60)
    await pause(Math.max(0, began + (tick + 1) * TICK_MS - Date.now()), undefined, { signal })
  }
  return samples
}

async function sample(workers: readonly WirefoldProcess[], samples: readonly Usage[][]): Promise<void> {
  for (const [index, worker] of workers.entries()) {
    const usage = await usageOf(worker.pid)
    if (!usage)
      throw new Error(`a worker has ended, or there is no ps to measure it with:\n${worker.complaints.join('\n')}`)
    samples[index]?.push(usage)
  }
}

/** Ends the publishing and waits until every feed was polled once more and every page fetched. */
async function drain(
  db: Database,
  farm: Farm,
  signal: AbortSignal,
): Promise<{ readonly open: OpenWork; readonly drainedMs: number }> {
  farm.stopPublishing()
  const since = new Date()
  for (;;) {
    const open = await readOpenWork(db, since)
    const drainedMs = Date.now() - since.getTime()
    if (open.polls + open.pages + open.unpolled === 0 || drainedMs > DRAIN_LIMIT_MS) return { open, drainedMs }
    await makeUnpolledDue(db, since)
    await pause(1_000, undefined, { signal })
  }
}
