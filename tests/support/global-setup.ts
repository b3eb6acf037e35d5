import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../src/db/database.ts'
import { startEmbeddedPostgres } from '../../src/db/embedded/launch.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { keepTestServer, testServer } from './global-teardown.ts'

/**
 * Gives the run one Postgres with a migrated template database, whatever number of projects ask for it: an embedded
 * one of its own, or the server of TEST_DATABASE_URL. Test files find it by the WIREFOLD_TEST_ names in `process.env`.
 */
export default async function setUp(config: { rootDir: string }): Promise<void> {
  if (testServer()) return
  const prefix = `wirefold_test_${randomBytes(4).toString('hex')}`
  const server = await startServer(prefix)
  keepTestServer({ prefix, ...server })

  const template = `${prefix}_template`
  const maintenance = open(server.url)
  await maintenance.query(`create database ${template} template template0`)
  await maintenance.close()
  await migrateTemplate(databaseUrl(server.url, template), config.rootDir)

  process.env['WIREFOLD_TEST_URL'] = server.url
  process.env['WIREFOLD_TEST_PREFIX'] = prefix
}

async function startServer(prefix: string) {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, directory: null, stop: () => Promise.resolve() }

  const directory = await mkdtemp(join(tmpdir(), `${prefix}-`))
  // A closed one would send the cluster of a run by root to /var/lib, out of the reach of the teardown.
  await chmod(directory, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir: join(directory, 'data'), server: 'own', fastAndUnsafe: true })
  return { url: postgres.connectionString('postgres'), directory, stop: () => postgres.stop() }
}

async function migrateTemplate(url: string, rootDir: string): Promise<void> {
  const program = join(rootDir, 'src/db/migrate.ts')
  if (!existsSync(program)) return
  const { migrate } = (await import('../../src/db/migrate.ts')) as {
    migrate: (db: Database, options: { directory: string }) => Promise<readonly string[]>
  }
  const db = open(url)
  await migrate(db, { directory: join(rootDir, 'sql/migrations') })
  await db.close()
}

const open = (url: string): Database =>
  openPostgres({ connectionString: url, poolSize: 1, applicationName: 'wirefold-test-setup', onError: () => undefined })

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
