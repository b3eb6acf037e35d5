import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { AppError } from '../../errors.ts'
import { toDatabaseError } from '../postgres-error.ts'
import { installedPrograms, prepareBinaries } from './binaries.ts'
import { ensureCluster, SUPERUSER } from './cluster.ts'
import { inUse, makeDataDirectory, whileStarting } from './data-directory.ts'
import { choosePlace, type Place } from './place.ts'
import { awaitNoServer, disarmStalePidFile, findServer } from './postmaster.ts'
import { startServer } from './server.ts'
import { makeSocketDirectory, SOCKET_PORT } from './socket-directory.ts'

export interface EmbeddedOptions {
  /** The cluster lies in `postgres` below it, or elsewhere with a note that says where. */
  readonly dataDir: string
  /**
   * What to do when another process has a server on this data directory. `attach` (the default, for short commands)
   * uses it; `own` (for the process that everything else attaches to) waits until it is gone.
   */
  readonly server?: 'attach' | 'own'
  /** For tests: no `fsync`, so that a crash of the machine may lose the cluster. */
  readonly fastAndUnsafe?: boolean
  /** Called once when a server that was started here ends without having been stopped. */
  readonly onLost?: (error: AppError) => void
  /** The folder with Postgres' programs; by default that of the installed npm package. */
  readonly programs?: string
  /** As in npm's package names, `linux-x64`; by default that of this process. */
  readonly platform?: string
  /** For the socket of a data directory with a long path, and the last resort for the cluster. */
  readonly temporaryDirectory?: string
  /** Parents of the cluster when root's stand-in cannot enter the data directory, in order of preference. */
  readonly fallbackDirectories?: readonly string[]
}

/** For `openPostgres` and for a pool of `pg`. */
export interface EmbeddedConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  /** A PGSSLMODE of the environment is meant for other servers: a socket has no TLS. */
  readonly ssl: false
}

export interface EmbeddedPostgres {
  readonly socketDir: string
  /** In the name of the socket; nothing listens on a TCP port. */
  readonly port: number
  readonly user: string
  /** The directory of the cluster. */
  readonly cluster: string
  /** Another process started the server and will stop it. */
  readonly attached: boolean
  /** What the user ought to be told: files that lie elsewhere than was asked for. */
  readonly notes: readonly string[]
  connectionFor(database: string): EmbeddedConnection
  /** The same as a `postgresql://` address, for another process; of names without `/`, `?` and `#`. */
  connectionString(database: string): string
  /** Makes the database unless it is there; two callers at once are fine. */
  ensureDatabase(name: string): Promise<void>
  /** Stops the server if this process started it. */
  stop(): Promise<void>
}

interface Running {
  readonly place: Place
  readonly socketDir: string
  readonly port: number
  readonly attached: boolean
  readonly notes: readonly string[]
  stop(): Promise<void>
}

/** How long `own` waits: a killed process' server is gone within a second, a short command's when that has ended. */
const OTHER_SERVER_LIMIT_MS = 30_000

/**
 * A running Postgres on the data directory: the one that another process has, or a new one on a cluster that is made
 * where there is none. A new one ends with this process at the latest, even if that is killed.
 * @throws AppError DATA_DIR_UNWRITABLE, DATA_DIR_IN_USE, DATA_DIR_VERSION, DATA_DIR_FOREIGN, EMBEDDED_UNSUPPORTED,
 *   EMBEDDED_INIT_FAILED, EMBEDDED_START_FAILED; each message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { server = 'attach' } = options
  const programs = options.programs ?? installedPrograms(options.platform ?? `${process.platform}-${process.arch}`)
  const temporary = options.temporaryDirectory ?? tmpdir()
  const fallbacks = options.fallbackDirectories ?? ['/var/lib/wirefold', join(temporary, 'wirefold-data')]

  // Whoever only attaches needs no right to write.
  const existing = server === 'attach' ? await attachTo(options.dataDir, fallbacks) : null
  if (existing) return describe(existing)

  const dataDir = await makeDataDirectory(options.dataDir)
  const running = await whileStarting(dataDir, async () => {
    const place = await choosePlace(dataDir, fallbacks)
    if (server === 'own') await awaitOwnTurn(dataDir, place)
    return (await attach(place)) ?? (await start(place, programs, temporary, options))
  })
  return describe(running)
}

async function attachTo(dataDir: string, fallbacks: readonly string[]): Promise<Running | null> {
  const path = await realpath(dataDir).catch(() => null)
  return path === null ? null : attach(await choosePlace(path, fallbacks))
}

async function awaitOwnTurn(dataDir: string, place: Place): Promise<void> {
  const other = await awaitNoServer(place.cluster, OTHER_SERVER_LIMIT_MS)
  if (other) throw inUse(dataDir, other.pid)
}

async function attach(place: Place): Promise<Running | null> {
  const server = await findServer(place.cluster)
  if (!server) return null
  const { socketDir, port } = server
  return { place, socketDir, port, attached: true, notes: place.notes, stop: () => Promise.resolve() }
}

async function start(place: Place, programs: string, temporary: string, options: EmbeddedOptions): Promise<Running> {
  const durable = options.fastAndUnsafe !== true
  const binaries = await prepareBinaries(programs, place.account, place.home)
  await ensureCluster(place.cluster, binaries, place.account, { durable })
  await disarmStalePidFile(place.cluster)
  const socketDir = await makeSocketDirectory(place.home, temporary, place.account)
  const onLost = options.onLost ?? (() => undefined)
  const server = await startServer(place, { postgres: binaries.postgres, socketDir, durable, onLost })
  const notes = [...place.notes, ...binaries.notes]
  return { place, socketDir, port: SOCKET_PORT, attached: false, notes, stop: () => server.stop() }
}

function describe(running: Running): EmbeddedPostgres {
  const { place, socketDir, port, attached, notes } = running
  const connectionFor = (database: string) => ({
    host: socketDir,
    port,
    user: SUPERUSER,
    database,
    ssl: false as const,
  })
  return {
    socketDir,
    port,
    user: SUPERUSER,
    cluster: place.cluster,
    attached,
    notes,
    connectionFor,
    connectionString: (database) =>
      // The host behind the question mark counts. The other one makes it an address that every parser accepts.
      `postgresql://${SUPERUSER}@localhost:${port}/${encodeURI(database)}?host=${encodeURIComponent(socketDir)}`,
    ensureDatabase: (name) => ensureDatabase(connectionFor('postgres'), name),
    stop: () => running.stop(),
  }
}

const ALREADY_THERE: ReadonlySet<unknown> = new Set(['42P04', '23505'])

async function ensureDatabase(connection: EmbeddedConnection, name: string): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    if (!ALREADY_THERE.has((error as { code?: string }).code)) throw toDatabaseError(error, connection.host)
  } finally {
    await client.end().catch(() => undefined)
  }
}
