import { rm } from 'node:fs/promises'
import { openPostgres } from '../../src/db/postgres.ts'

interface TestServer {
  readonly url: string
  /** Every database of the run has a name that begins so. */
  readonly prefix: string
  /** To be removed at the end; null for a server that was there before. */
  readonly directory: string | null
  stop(): Promise<void>
}

/** Set-up and teardown may be two instances of one module; the process is what they share. */
const shared = globalThis as { wirefoldTestServer?: TestServer | undefined }

export const testServer = (): TestServer | undefined => shared.wirefoldTestServer

export function keepTestServer(server: TestServer): void {
  shared.wirefoldTestServer = server
}

/** Removes all that the run has made. Called once for each project; only the first call finds something. */
export default async function tearDown(): Promise<void> {
  const server = testServer()
  if (!server) return
  shared.wirefoldTestServer = undefined
  if (server.directory === null) await dropDatabases(server)
  await server.stop()
  if (server.directory !== null) await rm(server.directory, { recursive: true, force: true })
}

async function dropDatabases({ url, prefix }: TestServer): Promise<void> {
  const db = openPostgres({
    connectionString: url,
    poolSize: 1,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  const databases = await db.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of databases) await db.query(`drop database "${datname}" with (force)`)
  await db.close()
}
