import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import type { Database } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'

interface OwnDatabase {
  readonly db: () => Database
  /** A `postgresql://` address of the same database, for a process that the test starts. */
  readonly url: () => string
}

/** A migrated database of this test file's own, empty before each test. */
export function useDatabase(): () => Database {
  return useDatabaseAndUrl().db
}

/**
 * As `useDatabase`, with the address for other processes. While such a process runs from one test to the next, ask for
 * `empty: 'once'`: emptying tables under it waits for its transactions.
 */
export function useDatabaseAndUrl(options: { readonly empty?: 'before each' | 'once' } = {}): OwnDatabase {
  let own: { db: Database; url: string; drop(): Promise<void> } | undefined
  const current = () => {
    if (!own) throw new Error('the database is there inside tests and hooks only')
    return own
  }
  beforeAll(async () => {
    own = await createMigratedDatabase()
  })
  if (options.empty !== 'once') beforeEach(() => emptyTables(current().db))
  afterAll(() => own?.drop())
  return { db: () => current().db, url: () => current().url }
}

/** The server that global-setup.ts has started; throws in a project that does not have it. */
export function testServerUrl(): string {
  const url = process.env['WIREFOLD_TEST_URL']
  if (!url) throw new Error('no test server: add global-setup.ts to this project in jest.config.js')
  return url
}

/** A database without tables on `server`, for a test that runs the migrations itself; the caller drops it. */
export const createEmptyDatabase = (server = testServerUrl()) => createDatabase(server, 'template0')

const createMigratedDatabase = () =>
  createDatabase(testServerUrl(), `${process.env['WIREFOLD_TEST_PREFIX'] ?? ''}_template`)

async function createDatabase(server: string, template: string) {
  const name = `${process.env['WIREFOLD_TEST_PREFIX'] ?? ''}_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)

  const url = new URL(server)
  url.pathname = `/${name}`
  const db = open(url.href, 10)
  const drop = async () => {
    await db.close()
    await onServer(server, `drop database ${name} with (force)`)
  }
  return { db, url: url.href, drop }
}

async function onServer(url: string, sql: string): Promise<void> {
  const db = open(url, 1)
  await db.query(sql).finally(() => db.close())
}

/**
 * Empties all tables but the list of applied migrations and starts their ids anew. Deleting a test's few rows takes some
 * milliseconds where `truncate` takes a hundred; without triggers, because some rows are not to be deleted otherwise.
 */
async function emptyTables(db: Database): Promise<void> {
  await db.query(`
    do $$
    declare name text;
    begin
      set local session_replication_role = replica;
      for name in select oid::regclass::text from pg_class
                   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration' loop
        execute 'delete from ' || name;
      end loop;
      for name in select oid::regclass::text from pg_class
                   where relnamespace = 'public'::regnamespace and relkind = 'S' loop
        perform setval(name::regclass, 1, false);
      end loop;
    end $$`)
}

const open = (connectionString: string, poolSize: number): Database =>
  openPostgres({ connectionString, poolSize, applicationName: 'wirefold-test', onError: () => undefined })
