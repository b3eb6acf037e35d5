import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { findServer } from '../../../src/db/embedded/postmaster.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { isRoot, programs } from './accounts.ts'
import { makeDirectory, serversBelow, useWorkshop } from './processes.ts'

const workshop = useWorkshop()
const start = (dataDir: string, more: object = {}) =>
  startEmbeddedPostgres({ dataDir, fastAndUnsafe: true, temporaryDirectory: workshop.directory(), ...more })
const open = (connection: object) =>
  openPostgres({ ...connection, poolSize: 2, applicationName: 'wirefold-launch-test', onError: () => undefined })

describe('a new data directory', () => {
  test('gets a cluster that answers, sorts alike everywhere and listens on no port', async () => {
    const postgres = await start(join(workshop.directory(), 'data'))
    const db = open(postgres.connectionFor('postgres'))
    const [facts] = await db.query(`
      select current_setting('server_version_num')::integer / 10000 as major, current_setting('listen_addresses') as tcp,
        current_setting('TimeZone') as zone, current_setting('log_timezone') as log_zone, pg_encoding_to_char(encoding) as encoding,
        datlocprovider as provider, datlocale as locale, datcollate as collate
      from pg_database where datname = current_database()`)
    expect(facts).toEqual({
      major: 18,
      tcp: '',
      zone: 'UTC',
      log_zone: 'UTC',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      collate: 'C',
    })
    const words = await db.query<{ word: string }>(
      `select word from unnest(array['ä', 'b', 'B', 'a', 'Z']) word order by word`,
    )
    expect(words.map(({ word }) => word).join('')).toBe('BZabä')
    expect(postgres).toMatchObject({ attached: false, notes: [] })
    await db.close()
    await postgres.stop()
    expect(await serversBelow(workshop.directory())).toEqual([])
  })

  test('parents are open to other users, cluster and socket are closed, whatever the umask', async () => {
    const dataDir = join(workshop.directory(), 'not', 'yet', 'there')
    const { answer, finish } = await workshop.starter({ umask: 0o077, start: { dataDir, fastAndUnsafe: true } })
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    expect(await mode(join(workshop.directory(), 'not'))).toBe('755')
    expect(await mode(join(workshop.directory(), 'not', 'yet'))).toBe('755')
    expect(await mode(dataDir)).toBe('755')
    expect(answer).toMatchObject({
      attached: false,
      cluster: join(dataDir, 'postgres'),
      socketDir: join(dataDir, 'socket'),
    })
    expect(await mode(join(dataDir, 'postgres'))).toBe('700')
    expect(await mode(join(dataDir, 'socket'))).toBe('700')
    await finish()
  })

  test('of a name with blanks, commas and quotes works, and so do databases of such names', async () => {
    const postgres = await start(join(workshop.directory(), `it's, a "data" dir é`))
    await Promise.all([postgres.ensureDatabase('press "a", b é'), postgres.ensureDatabase('press "a", b é')])
    await postgres.ensureDatabase('press "a", b é')
    const byOptions = open(postgres.connectionFor('press "a", b é'))
    const byAddress = open({ connectionString: postgres.connectionString('press "a", b é') })
    for (const db of [byOptions, byAddress]) {
      expect(await db.query('select current_database() as name')).toEqual([{ name: 'press "a", b é' }])
      await db.close()
    }
    await postgres.stop()
  })

  test('serves a pool of the driver with a search path of its own, as the job queue needs it', async () => {
    const postgres = await start(await workshop.usedDataDirectory())
    const pools = [
      new pg.Pool({ ...postgres.connectionFor('postgres'), options: '-c search_path=jobs' }),
      new pg.Pool({ connectionString: postgres.connectionString('postgres'), options: '-c search_path=jobs' }),
    ]
    for (const pool of pools) {
      pool.on('error', () => undefined)
      const { rows } = await pool.query<object>('show search_path')
      expect(rows).toEqual([{ search_path: 'jobs' }])
      await pool.end()
    }
    await postgres.stop()
  })

  test('with a path too long for a socket gets a private one under the temporary directory', async () => {
    const dataDir = join(workshop.directory(), 'long'.repeat(30))
    const postgres = await start(dataDir)
    expect(postgres.cluster).toBe(join(dataDir, 'postgres'))
    expect(postgres.socketDir.startsWith(join(workshop.directory(), 'wirefold-'))).toBe(true)
    expect((await stat(postgres.socketDir)).mode & 0o777).toBe(0o700)
    expect((await stat(postgres.socketDir)).uid).toBe((await stat(postgres.cluster)).uid)
    const db = open(postgres.connectionFor('postgres'))
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
    await db.close()
    await postgres.stop()
  })

  test('two servers on two directories do not meet', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map((name) => start(join(workshop.directory(), name))))
    await one?.ensureDatabase('only_here')
    const db = open(two?.connectionFor('only_here') ?? {})
    await expect(db.query('select 1')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      details: { sqlState: '3D000' },
    })
    await db.close()
    await Promise.all([one?.stop(), two?.stop()])
  })
})

describe('a data directory that was used before', () => {
  test('keeps its rows over a restart', async () => {
    const dataDir = await workshop.usedDataDirectory()
    const first = await start(dataDir, { fastAndUnsafe: false })
    const before = open(first.connectionFor('postgres'))
    await before.query('create table note as select 7 as n')
    await before.close()
    await first.stop()

    const second = await start(dataDir, { fastAndUnsafe: false })
    const after = open(second.connectionFor('postgres'))
    expect(await after.query('select n from note')).toEqual([{ n: 7 }])
    expect(await after.query('show fsync')).toEqual([{ fsync: 'on' }])
    await after.close()
    await second.stop()
  })

  test('is attached to while its server runs, and left running', async () => {
    const dataDir = await workshop.usedDataDirectory()
    const owner = await start(dataDir)
    const guest = await start(dataDir)
    expect([owner.attached, guest.attached]).toEqual([false, true])
    expect(guest.connectionFor('postgres')).toEqual(owner.connectionFor('postgres'))
    await guest.stop()
    expect(await findServer(owner.cluster)).not.toBeNull()
    await owner.stop()
    expect(await findServer(owner.cluster)).toBeNull()
    await owner.stop()
  })

  test('of another Postgres version is refused with both versions, and not touched', async () => {
    const cluster = await makeDirectory(join(workshop.directory(), 'data', 'postgres'), 0o700)
    await writeFile(join(cluster, 'PG_VERSION'), '16\n')
    const refused = start(join(workshop.directory(), 'data'))
    await expect(refused).rejects.toMatchObject({ code: 'DATA_DIR_VERSION', details: { found: '16', supported: '18' } })
    await expect(refused).rejects.toThrow(/Postgres 16.*Postgres 18.*pg_dump.*DATA_DIR.*DATABASE_URL/)
    expect(readdirSync(cluster)).toEqual(['PG_VERSION'])
  })

  test('with other files where the cluster should be is refused, and not touched', async () => {
    const cluster = await makeDirectory(join(workshop.directory(), 'data', 'postgres'), 0o755)
    await writeFile(join(cluster, 'holiday.txt'), 'mine')
    await expect(start(join(workshop.directory(), 'data'))).rejects.toMatchObject({ code: 'DATA_DIR_FOREIGN' })
    expect(readdirSync(cluster)).toEqual(['holiday.txt'])
  })
})

describe('a data directory that cannot be used', () => {
  test('because a file is in its way', async () => {
    await writeFile(join(workshop.directory(), 'file'), '')
    const refused = start(join(workshop.directory(), 'file', 'data'))
    await expect(refused).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE', disposition: 'discard' })
    await expect(refused).rejects.toThrow(/set DATA_DIR/)
  })

  test('because this user may not write there', async () => {
    // Not even root may write to the kernel's own directories.
    const dataDir = isRoot ? '/proc/wirefold' : await makeDirectory(join(workshop.directory(), 'closed'), 0o555)
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE' })
  })
})

describe('a cluster that could not be made', () => {
  test('leaves nothing behind, and the next start makes it', async () => {
    const broken = join(workshop.directory(), 'native')
    await cp(programs, broken, { recursive: true, verbatimSymlinks: true })
    await rename(join(broken, 'share'), join(broken, 'hidden'))
    const dataDir = join(workshop.directory(), 'data')
    await expect(start(dataDir, { programs: broken })).rejects.toMatchObject({ code: 'EMBEDDED_INIT_FAILED' })
    expect(readdirSync(dataDir)).toEqual(['locks'])

    await rename(join(broken, 'hidden'), join(broken, 'share'))
    const postgres = await start(dataDir, { programs: broken })
    expect(await findServer(postgres.cluster)).not.toBeNull()
    await postgres.stop()
  })

  test('because its maker was killed is removed by the next start', async () => {
    const dataDir = join(workshop.directory(), 'data')
    const draft = await makeDirectory(join(dataDir, 'postgres.partial-x1y2z3'), 0o700)
    await writeFile(join(draft, 'PG_VERSION'), '18\n')
    const postgres = await start(dataDir)
    await postgres.stop()
    expect(existsSync(draft)).toBe(false)
  })
})

test('a server that cannot start says why, and leaves no process', async () => {
  const dataDir = await workshop.usedDataDirectory()
  const first = await start(dataDir)
  await first.stop()
  const control = join(first.cluster, 'global', 'pg_control')
  await rm(control)
  await mkdir(control)
  await expect(start(dataDir)).rejects.toThrow(/did not start; the end of .*postgres\.log:[^]*pg_control/)
  expect(await serversBelow(workshop.directory())).toEqual([])
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toContain('pg_control')
})
