import { randomBytes } from 'node:crypto'
import { availableParallelism, hostname } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { ulid } from 'ulid'
import { bindWorkers } from '../workers/index.ts'
import { storedRules } from './articles/stored-rules.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './db/embedded/launch.ts'
import { migrate, missingMigrations } from './db/migrate.ts'
import { openPostgres } from './db/postgres.ts'
import { AppError } from './errors.ts'
import { hostPace } from './fetch/host-pace.ts'
import { paceRedirects } from './fetch/redirect-pace.ts'
import type { Reword } from './digests/compose-stored.ts'
import { robotsTxt } from './fetch/robots.ts'
import type { Logger } from './log.ts'
import { type OpenMail, openMail } from './open-mail.ts'
import { openFetcher } from './open-fetcher.ts'
import { openWriter, rewordWith } from './open-writer.ts'
import { systemPause } from './pause.ts'
import { projectRoot } from './project-root.ts'
import { type JobQueue, openBullQueue, type QueueStore } from './queue/bullmq.ts'
import type { BoundWorker } from './queue/job.ts'
import { migrateQueue, openQueuePool } from './queue/postgres-store.ts'
import { openRedis } from './queue/redis-store.ts'
import type { SchedulerNeeds } from './scheduler.ts'
import { Lanes } from './stories/lane.ts'
import { LinkPass } from './stories/linked-pass.ts'
import { openReaders, readerThreads } from './threads/reader-pool.ts'

/** Every port, built from the configuration. What opens here is closed in reverse order by `close`. */
export interface App {
  readonly db: Database
  readonly queue: JobQueue
  readonly clock: Clock
  readonly scheduler: SchedulerNeeds
  readonly workers: readonly BoundWorker[]
  readonly lanes: Lanes
  readonly mail: OpenMail
  /** Absent where no writer is set. */
  readonly reword?: Reword
  /** What the user ought to be told, such as files that lie elsewhere than was asked for. */
  readonly notes: readonly string[]
  /** Names of migrations that are still to be run. */
  readonly missingMigrations: () => Promise<readonly string[]>
  close(): Promise<void>
}

export interface AppOptions {
  readonly clock: Clock
  readonly log: Logger
  /** Database inside the embedded server: the demo's stories never mix with the user's own. */
  readonly embeddedDatabase: string
  /** The process that owns the embedded server brings the schema up to date; elsewhere `wirefold migrate` does. */
  readonly migrate: boolean
  /** `own` for the process that others attach to. */
  readonly embeddedServer?: 'attach' | 'own'
  /** Origins on loopback that may be fetched besides those of the configuration. */
  readonly allowedOrigins?: readonly string[]
  readonly hostSpacingMs?: number
  readonly onLost?: (error: AppError) => void
}

const DATABASE_CONNECTIONS = 10
/** A request's permit outlasts its time limit by this much. */
const LEASE_RESERVE_MS = 10_000
/** Longer than a language pauses whose index would take long to rebuild. */
const LANE_IDLE_HOLD_MS = 600_000
export const MIGRATIONS = join('sql', 'migrations')

type Close = () => Promise<void>

/** What the opening of ports shares: what to close, last first, and where broken connections are told. */
interface Opening {
  readonly opened: Close[]
  readonly onLostConnection: (error: Error) => void
  readonly close: Close
}

/**
 * Opens all that a process of Wirefold works with.
 * @throws AppError when the database or Redis cannot be used, or the schema is not that of this release
 */
export async function openApp(config: Config, options: AppOptions): Promise<App> {
  const opened: Close[] = []
  let isClosing = false
  // Connections that the embedded server cuts while everything closes are no news.
  const onLostConnection = (error: Error) => {
    if (!isClosing) options.log.warn({ err: error }, 'a connection broke; the next use opens another')
  }
  const close = async () => {
    isClosing = true
    for (const closeOne of opened.splice(0).reverse()) await closeOne()
  }
  try {
    return await openPorts(config, options, { opened, onLostConnection, close })
  } catch (error) {
    await close()
    throw error
  }
}

async function openPorts(config: Config, options: AppOptions, opening: Opening): Promise<App> {
  const { opened, onLostConnection, close } = opening
  const { clock, log } = options
  const server = await openServer(config, options, opened)
  const db = openPostgres({
    ...server.connection,
    poolSize: DATABASE_CONNECTIONS,
    applicationName: 'wirefold',
    onError: onLostConnection,
  })
  opened.push(() => db.close())
  const directory = join(projectRoot(), MIGRATIONS)
  if (options.migrate) await migrateAll(config, db, server.connection, directory)
  await refuseOldSchema(db, directory)

  const queue = openBullQueue(await openStore(config, server.connection, log, opening), clock, {
    onFailed: (job, payload, error, isFinal) => {
      if (isFinal) log.error({ job, payload, err: error }, 'a job failed for good; the sweep asks for its work again')
      else log.warn({ job, payload, err: error }, 'a job failed and is tried again')
    },
    onError: onLostConnection,
  })
  opened.push(() => queue.close())
  const fetcher = openFetcher(config, options.allowedOrigins)
  opened.push(fetcher.close)
  const mail = await openMail(config, db, clock)
  opened.push(() => mail.sendMail.close())
  const writer = openWriter(config)
  if (writer) opened.push(writer.close)
  const reword = writer && config.writer ? { reword: rewordWith(writer.write, config.writer.timeoutMs, log) } : {}
  const readers = openReaders({
    threads: readerThreads(config.scrapeConcurrency, availableParallelism()),
    limitMs: config.pageReadLimitMs,
  })
  opened.push(() => readers.close())
  const { laneSettleSeconds: settleSeconds, editionGraceSeconds, intervals, publicUrl } = config
  const lanes = new Lanes({
    db,
    clock,
    settleSeconds,
    newStoryId: (at) => ulid(at.getTime()),
    holder: `${hostname()}, process ${process.pid}`,
    idleHoldMs: LANE_IDLE_HOLD_MS,
    onProblem: (error, language) => log.warn({ err: error, language }, 'a lane failed; the next wake tries again'),
  })
  opened.push(() => lanes.close())
  const spacing = {
    spacingMs: options.hostSpacingMs ?? config.hostSpacingMs,
    concurrency: config.hostConcurrency,
    leaseMs: config.fetch.timeoutMs + LEASE_RESERVE_MS,
  }
  const pace = hostPace(db, spacing, clock)
  const fetchPage = paceRedirects(fetcher.fetchPage, db, spacing, clock)
  const robots = robotsTxt({ db, fetchPage, pace, clock, checkRobots: readers.checkRobots })
  return {
    db,
    queue,
    clock,
    lanes,
    mail,
    ...reword,
    scheduler: {
      db,
      queue,
      clock,
      settleSeconds,
      pollIntervalSeconds: intervals.usual,
      publicUrl,
      mailDeadlineMs: mail.mailing.deadlineMs,
    },
    workers: bindWorkers(
      {
        db,
        queue,
        clock,
        random: Math.random,
        newToken,
        fetchPage,
        postForm: fetcher.postForm,
        pace,
        robots,
        readPage: readers.readPage,
        readRules: storedRules((problem) => log.warn(problem)),
        parseFeed: readers.parseFeed,
        lanes,
        links: new LinkPass({ db, clock }),
        intervals,
        settleSeconds,
        feedLabels: config.feedLabels,
        siteMemory: config.siteMemory,
        publicUrl,
        pause: systemPause,
        editionGraceMs: editionGraceSeconds * 1000,
        ...mail,
        ...reword,
      },
      { poll: config.pollConcurrency, scrape: config.scrapeConcurrency },
    ),
    notes: server.notes,
    missingMigrations: () => missingMigrations(db, { directory }),
    close,
  }
}

/** 256 bits, fit for an address. */
const newToken = (): string => randomBytes(32).toString('base64url')

interface Server {
  readonly connection: { connectionString: string } | { host: string; port: number; user: string; database: string }
  readonly notes: readonly string[]
}

async function openServer(config: Config, options: AppOptions, opened: Close[]): Promise<Server> {
  if (config.store.kind === 'server') return { connection: { connectionString: config.store.databaseUrl }, notes: [] }
  const embedded: EmbeddedPostgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    ...(options.embeddedServer ? { server: options.embeddedServer } : {}),
    ...(options.onLost ? { onLost: options.onLost } : {}),
  })
  opened.push(() => embedded.stop())
  await embedded.ensureDatabase(options.embeddedDatabase)
  return { connection: embedded.connectionFor(options.embeddedDatabase), notes: embedded.notes }
}

/** Brings Wirefold's schema, and the queue's where it lives in Postgres, to this release; returns the applied files. */
export async function migrateAll(
  config: Config,
  db: Database,
  connection: pg.PoolConfig,
  directory: string,
): Promise<readonly string[]> {
  const applied = await migrate(db, { directory })
  if (config.store.kind === 'embedded' || config.store.redisUrl === null) await migrateQueue(connection)
  return applied
}

async function refuseOldSchema(db: Database, directory: string): Promise<void> {
  const missing = await missingMigrations(db, { directory })
  if (missing.length === 0) return
  throw new AppError(
    'MIGRATION_MISSING',
    `the database lacks ${missing.length} migrations (first ${missing[0] ?? ''}): run wirefold migrate`,
    { disposition: 'retry' },
  )
}

async function openStore(
  config: Config,
  connection: pg.PoolConfig,
  log: Logger,
  { opened, onLostConnection: onError }: Opening,
): Promise<QueueStore> {
  if (config.store.kind === 'server' && config.store.redisUrl !== null) {
    const redis = await openRedis(config.store.redisUrl, { onError, onWarning: (message) => log.warn(message) })
    opened.push(async () => {
      await redis.quit()
    })
    return { kind: 'redis', redis }
  }
  const workers = 12 // one listening connection each, with room for more kinds of jobs
  const pool = openQueuePool(connection, workers, onError)
  opened.push(() => pool.end())
  return { kind: 'postgres', pool }
}
