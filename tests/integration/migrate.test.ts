import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { migrate, missingMigrations } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import type { Database } from '../../src/db/database.ts'
import { projectRoot } from '../../src/project-root.ts'
import { useDatabaseAndUrl } from '../support/database.ts'

const { db, url } = useDatabaseAndUrl({ empty: 'once' })

let directory: string
const pools: Database[] = []

beforeEach(async () => {
  await db().query('drop schema public cascade; create schema public')
  directory = await mkdtemp(join(tmpdir(), 'wirefold-migrate-'))
  await write('0001_parcels.sql', 'create table parcel (id bigint primary key); insert into parcel values (1);')
  await write('0002_labels.sql', 'alter table parcel add column label text;')
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
  await rm(directory, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(join(directory, name), sql)
const run = (on: Database = db()) => migrate(on, { directory })
const missing = () => missingMigrations(db(), { directory })

function anotherPool(): Database {
  const pool = openPostgres({
    connectionString: url(),
    poolSize: 1,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  pools.push(pool)
  return pool
}

describe('migrate', () => {
  test('applies every file in order, once', async () => {
    await write('README.md', 'no migration')
    expect(await missing()).toEqual(['0001_parcels.sql', '0002_labels.sql'])
    expect(await run()).toEqual(['0001_parcels.sql', '0002_labels.sql'])
    expect(await db().query('select id, label from parcel')).toEqual([{ id: '1', label: null }])
    expect(await missing()).toEqual([])
    expect(await run()).toEqual([])
    expect(await db().query('select id from parcel')).toHaveLength(1)
  })

  test('goes on where it stopped', async () => {
    await run()
    await write('0003_weights.sql', 'alter table parcel add column weight integer;')
    expect(await missing()).toEqual(['0003_weights.sql'])
    expect(await run()).toEqual(['0003_weights.sql'])
  })

  test('by three processes at once applies each file once', async () => {
    const applied = await Promise.all([run(anotherPool()), run(anotherPool()), run(anotherPool())])
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 2])
    expect(await db().query('select id from parcel')).toHaveLength(1)
  })

  test('applies all or nothing', async () => {
    await write('0003_broken.sql', 'alter table parcel add column weight integer; select nonsense;')
    await expect(run()).rejects.toMatchObject({ code: 'DATABASE_QUERY', message: expect.stringContaining('nonsense') })
    expect(await db().query(`select to_regclass('parcel') as parcel`)).toEqual([{ parcel: null }])
    expect(await missing()).toHaveLength(3)
  })

  test('refuses files that were edited after they had been applied, and names them', async () => {
    await run()
    await write('0002_labels.sql', 'alter table parcel add column label text not null;')
    const refused = {
      code: 'MIGRATION_CHANGED',
      disposition: 'discard',
      message: expect.stringContaining('0002_labels.sql'),
    }
    await expect(run()).rejects.toMatchObject(refused)
    await expect(missing()).rejects.toMatchObject(refused)
  })

  test('refuses a database that a newer release has migrated, and changes nothing in it', async () => {
    await write('0003_weights.sql', 'alter table parcel add column weight integer;')
    await run()
    await rm(join(directory, '0003_weights.sql'))
    await write('0004_other.sql', 'drop table parcel;')
    const refused = {
      code: 'MIGRATION_UNKNOWN',
      disposition: 'discard',
      message: expect.stringContaining('0003_weights.sql'),
    }
    await expect(run()).rejects.toMatchObject(refused)
    await expect(missing()).rejects.toMatchObject(refused)
    expect(await db().query('select id from parcel')).toHaveLength(1)
  })
})

test('the migrations of this release apply to an empty database, and say what they lock and how to go back', async () => {
  const own = { directory: join(projectRoot(), 'sql', 'migrations') }
  const names = await migrate(db(), own)
  expect(names.length).toBeGreaterThanOrEqual(5)
  expect(names.map((name) => name.slice(0, 4))).toEqual(names.map((_name, i) => String(i + 1).padStart(4, '0')))
  expect(await missingMigrations(db(), own)).toEqual([])
})
