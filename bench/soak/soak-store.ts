import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OWN_DATABASE } from '../../src/cli/with-app.ts'
import type { Database } from '../../src/db/database.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded/launch.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { openRedis } from '../../src/queue/redis-store.ts'

/** An empty store of the soak's own. */
export interface SoakStore {
  readonly name: string
  readonly db: Database
  /** Settings that lead Wirefold's processes to it. */
  readonly env: Readonly<Record<string, string>>
  /** Removes all of it. */
  close(): Promise<void>
}

/** A database on the server of DATABASE_URL with the queue in the empty Redis of REDIS_URL, else an embedded Postgres. */
export function openSoakStore(env: NodeJS.ProcessEnv): Promise<SoakStore> {
  const { DATABASE_URL: server, REDIS_URL: redis } = env
  return server === undefined ? openEmbedded() : openOnServer(server, redis ?? null)
}

async function openEmbedded(): Promise<SoakStore> {
  const directory = await mkdtemp(join(tmpdir(), 'wirefold-soak-'))
  await chmod(directory, 0o755) // the account that stands in for root must be able to enter
  const postgres = await startEmbeddedPostgres({ dataDir: directory, server: 'own' })
  await postgres.ensureDatabase(OWN_DATABASE)
  const url = postgres.connectionString(OWN_DATABASE)
  const db = open(url)
  const close = async () => {
    await db.close()
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
  return { name: 'embedded Postgres, queue in it', db, env: { DATABASE_URL: url }, close }
}

async function openOnServer(server: string, redisUrl: string | null): Promise<SoakStore> {
  const emptyRedis = redisUrl === null ? null : await claimRedis(redisUrl)
  const name = `wirefold_soak_${randomBytes(4).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const db = open(url.href)
  const close = async () => {
    await db.close()
    await onServer(server, `drop database ${name} with (force)`)
    await emptyRedis?.()
  }
  const env = { DATABASE_URL: url.href, ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }) }
  return { name: redisUrl === null ? 'Postgres server, queue in it' : 'Postgres server and Redis', db, env, close }
}

/** Refuses a Redis with anything in it, since it is emptied afterwards. Returns what empties it. */
async function claimRedis(url: string): Promise<() => Promise<void>> {
  const redis = await openRedis(url, { onError: ignore, onWarning: ignore })
  const keys = await redis.dbsize()
  if (keys > 0) {
    redis.disconnect()
    throw new Error(`the Redis of REDIS_URL holds ${keys} keys: name an empty database of it, such as /9`)
  }
  return async () => {
    await redis.flushdb()
    redis.disconnect()
  }
}

const ignore = (): undefined => undefined

async function onServer(url: string, sql: string): Promise<void> {
  const db = open(url)
  await db.query(sql).finally(() => db.close())
}

const open = (connectionString: string): Database =>
  openPostgres({ connectionString, poolSize: 2, applicationName: 'wirefold-soak', onError: ignore })
