import pg from 'pg'
import { AppError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'
import type { Database, Queryable } from './database.ts'
import { run, transactOn, untilNoConflict } from './postgres-client.ts'
import { toDatabaseError } from './postgres-error.ts'
import { openSession } from './postgres-session.ts'

export interface PostgresOptions {
  /** `postgresql://…`; the four below are for a socket and not looked at beside it. */
  readonly connectionString?: string
  /** A host name, or the absolute path of the directory that holds the server's socket. */
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly database?: string
  /** False for a socket; otherwise the address, or the environment's PGSSLMODE, decides. */
  readonly ssl?: false
  /** Connections at most; a query waits for a free one. */
  readonly poolSize: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  /** Told of connections that break while nobody uses them; the pool replaces them by itself. */
  readonly onError: (error: Error) => void
}

/** Longer than a busy server needs to accept a connection, shorter than a reader waits for a page. */
const CONNECT_TIMEOUT_MS = 10_000
/** Numbers of types in Postgres' own catalogue, pg_type. */
const DATE = 1082
const DATE_ARRAY = 1182
const TEXT_ARRAY = 1009

/** The database port on one pool of the `pg` driver. Opens no connection before the first query. */
export function openPostgres(options: PostgresOptions): Database {
  const where = describeServer(options)
  const pool = new pg.Pool(poolConfig(options))
  let closing: Promise<void> | undefined
  pool.on('error', (error) => {
    // While the pool closes, the server may end its connections first: nothing is lost.
    if (!closing) options.onError(toDatabaseError(error, where))
  })

  return {
    async query<Row>(sql: string, values?: readonly unknown[]) {
      const client = await connect(pool, where)
      return using(client, where, options.onError, () => run<Row>(client, where, sql, values))
    },

    transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
      return untilNoConflict(async () => {
        const client = await connect(pool, where)
        return using(client, where, options.onError, () => transactOn(client, where, work))
      })
    },

    session: () => openSession(clientConfig(options), where),

    close() {
      closing ??= pool.end()
      return closing
    },
  }
}

const poolConfig = (options: PostgresOptions): pg.PoolConfig => ({ ...clientConfig(options), max: options.poolSize })

function clientConfig(options: PostgresOptions): pg.ClientConfig {
  const { connectionString, host, port, user, database, ssl } = options
  return {
    ...(connectionString === undefined ? {} : { connectionString }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    ...(ssl === undefined ? {} : { ssl }),
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Days must not depend on the time zone of the server's host.
    options: '-c TimeZone=UTC',
    types,
  }
}

const builtInParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => unknown

/** A day is not a moment: as a Date it would shift with the time zone of whoever prints it. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === DATE) return String
    return builtInParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format)
  },
}

async function connect(pool: pg.Pool, where: string): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw toDatabaseError(error, where)
  }
}

/** Gives the connection back, or throws it away when it broke: the next user must not inherit a dead one. */
async function using<T>(
  client: pg.PoolClient,
  where: string,
  onError: (error: Error) => void,
  work: () => Promise<T>,
): Promise<T> {
  let broken: Error | undefined
  // A connection that breaks between two queries of a transaction has no query to fail, and no listener in the pool.
  const onBroken = (error: Error) => {
    broken = error
    onError(toDatabaseError(error, where))
  }
  client.on('error', onBroken)
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code === 'DATABASE_UNREACHABLE') broken ??= error
    throw error
  } finally {
    client.off('error', onBroken)
    client.release(broken)
  }
}

/** The server as messages may show it: never with the password. */
function describeServer(options: PostgresOptions): string {
  const { connectionString, host, port, database } = options
  if (connectionString === undefined) {
    return `${host ?? 'localhost'}${port === undefined ? '' : `:${port}`}/${database ?? ''}`
  }
  return shownAddress(connectionString)
}
