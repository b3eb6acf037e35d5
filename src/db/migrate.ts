import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Database, Queryable } from './database.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** Key of the advisory lock under which migrations run: two starters wait for one another. */
const MIGRATION_LOCK = 7_304_613_081

/**
 * Brings the database to the schema of this release and returns the names of the files that were applied.
 * Forward only, all or nothing; a file is applied once and never again.
 * @throws AppError MIGRATION_CHANGED when an applied file was edited, MIGRATION_UNKNOWN when the database has one that
 *   this release does not know (it is newer: run the newer release).
 */
export async function migrate(db: Database, options: { directory: string }): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory)
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await tx.query(`create table if not exists migration (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    const pending = pendingMigrations(migrations, await appliedMigrations(tx))
    for (const migration of pending) {
      await tx.query(migration.sql)
      await tx.query('insert into migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    }
    return pending.map(({ name }) => name)
  })
}

/** Names of files that are still to be applied: empty when the database is ready for this release. */
export async function missingMigrations(db: Queryable, options: { directory: string }): Promise<readonly string[]> {
  const migrations = await readMigrations(options.directory)
  const [table] = await db.query<{ name: string | null }>(`select to_regclass('migration')::text as name`)
  const applied = table?.name ? await appliedMigrations(db) : new Map<string, string>()
  return pendingMigrations(migrations, applied).map(({ name }) => name)
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(directory, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function appliedMigrations(db: Queryable): Promise<Map<string, string>> {
  const rows = await db.query<{ name: string; hash: string }>('select name, hash from migration')
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

function pendingMigrations(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new AppError(
      'MIGRATION_UNKNOWN',
      `the database was migrated by a newer release (${unknown.join(', ')}): run that release, or restore a backup`,
      { disposition: 'discard' },
    )
  }
  const edited = migrations.filter(({ name, hash }) => applied.has(name) && applied.get(name) !== hash)
  if (edited.length > 0) {
    throw new AppError(
      'MIGRATION_CHANGED',
      `migrations were edited after they had been applied (${edited.map(({ name }) => name).join(', ')}): put the old text back and add a new file`,
      { disposition: 'discard' },
    )
  }
  return migrations.filter(({ name }) => !applied.has(name))
}
