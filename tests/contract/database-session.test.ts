import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Database, Queryable, Session } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { testServerUrl } from '../support/database.ts'
import { until } from '../support/until.ts'

const LOCK = 471_124

let db: Database
beforeAll(() => {
  db = openPostgres({
    connectionString: testServerUrl(),
    poolSize: 2,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
})
afterAll(() => db.close())

const opened: Session[] = []
afterEach(() => Promise.all(opened.splice(0).map((session) => session.close())))

async function open(): Promise<Session> {
  const session = await db.session()
  opened.push(session)
  return session
}

const first = async <Row>(on: Queryable, sql: string): Promise<Row> => (await on.query<Row>(sql))[0]!
const tryLock = async (on: Queryable) =>
  (await first<{ got: boolean }>(on, `select pg_try_advisory_lock(${LOCK}) as got`)).got
const pidOf = async (on: Queryable) => (await first<{ pid: number }>(on, 'select pg_backend_pid() as pid')).pid

test('a session is one connection of its own, whose lock goes with it', async () => {
  const [one, two] = [await open(), await open()]
  expect(await pidOf(one)).toBe(await pidOf(one))
  expect(await pidOf(one)).not.toBe(await pidOf(two))
  expect(await tryLock(one)).toBe(true)
  expect(await tryLock(two)).toBe(false)
  await one.close()
  await one.close()
  expect(one.lost.aborted).toBe(false)
  await until('the lock of the closed session', () => tryLock(two))
})

test('a session runs transactions and queries that are sent side by side one after the other', async () => {
  const session = await open()
  await session.query('create temporary table step (id int generated always as identity, name text)')
  const insert = (on: Queryable, name: string) => on.query('insert into step (name) values ($1)', [name])
  await Promise.all([
    session.transaction(async (tx) => {
      await insert(tx, 'a')
      await new Promise((resolve) => setImmediate(resolve))
      await insert(tx, 'b')
    }),
    insert(session, 'c'),
    session.transaction((tx) => insert(tx, 'd')),
  ])
  expect(await session.query('select name from step order by id')).toEqual(
    ['a', 'b', 'c', 'd'].map((name) => ({ name })),
  )
})

test('what is thrown inside a transaction of a session undoes it, and the session lives on', async () => {
  const session = await open()
  await session.query('create temporary table step (name text)')
  const failing = session.transaction(async (tx) => {
    await tx.query(`insert into step values ('a')`)
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(await session.query('select * from step')).toEqual([])
})

test('a session says when its connection was ended, and every later query fails', async () => {
  const session = await open()
  await db.query('select pg_terminate_backend($1)', [await pidOf(session)])
  await until('the loss', () => Promise.resolve(session.lost.aborted))
  expect(session.lost.reason).toMatchObject({ code: 'DATABASE_UNREACHABLE', disposition: 'retry' })
  await expect(session.query('select 1')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
})

test('a session that cannot be opened says why', async () => {
  const nowhere = openPostgres({
    connectionString: 'postgresql://127.0.0.1:1/none',
    poolSize: 1,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  await expect(nowhere.session()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  await nowhere.close()
})
