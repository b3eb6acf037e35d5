import { runMigrations } from 'bullmq'
import pg from 'pg'

/** Connections beyond one a worker: BullMQ listens, checks for stalled jobs and adds on others. */
const SPARE_CONNECTIONS = 8

/**
 * The pool that BullMQ keeps its jobs with. One pool for all queues, with room for `workers` of them: with a pool a
 * queue it held nearly every connection of the server, and with one too small it hung.
 */
export function openQueuePool(connection: pg.PoolConfig, workers: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: workers + SPARE_CONNECTIONS,
    keepAlive: true,
    application_name: 'wirefold queue',
    options: '-c search_path=bullmq',
  })
  pool.on('error', onError)
  // BullMQ listens once a queue and once a worker; Node takes more than ten listeners for a leak.
  pool.setMaxListeners(2 * workers + SPARE_CONNECTIONS)
  return pool
}

/** Brings BullMQ's own tables (schema `bullmq`) to the version that this release of it needs. */
export async function migrateQueue(connection: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}
