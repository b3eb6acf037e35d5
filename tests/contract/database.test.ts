import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Database, Queryable } from '../../src/db/database.ts'
import { AppError } from '../../src/errors.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { testServerUrl } from '../support/database.ts'

const SCHEMA = 'database_contract'

/** What the application relies on, whichever Postgres stands behind the port. */
function describeDatabase(name: string, open: () => Database): void {
  describe(name, () => {
    let db: Database
    beforeAll(async () => {
      db = open()
      await db.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA};
        create table ${SCHEMA}.parcel (
          id bigint generated always as identity primary key,
          label text not null constraint parcel_label_key unique,
          weight integer not null default 1 constraint parcel_weight_positive check (weight > 0),
          sent_on date, sent_at timestamptz);
        create table ${SCHEMA}.note (parcel_id bigint not null constraint note_parcel_fkey references ${SCHEMA}.parcel)`)
    })
    afterAll(async () => {
      await db.query(`drop schema ${SCHEMA} cascade`)
      await db.close()
    })

    const insert = (on: Queryable, label: string) =>
      on.query(`insert into ${SCHEMA}.parcel (label) values ($1)`, [label])
    const labelsLike = async (pattern: string) => {
      const sql = `select label from ${SCHEMA}.parcel where label like $1 order by id`
      return (await db.query<{ label: string }>(sql, [pattern])).map(({ label }) => label)
    }

    test('a transaction is seen by others when it is committed, and not before', async () => {
      await db.transaction(async (tx) => {
        await insert(tx, 'seen-1')
        expect(await labelsLike('seen-%')).toEqual([])
        await insert(tx, 'seen-2')
      })
      expect(await labelsLike('seen-%')).toEqual(['seen-1', 'seen-2'])
    })

    test('what is thrown inside a transaction undoes it and reaches the caller', async () => {
      const thrown = new Error('on purpose')
      const failing = db.transaction(async (tx) => {
        await insert(tx, 'undone')
        throw thrown
      })
      await expect(failing).rejects.toBe(thrown)
      expect(await labelsLike('undone')).toEqual([])
    })

    test('a transaction whose failed statement was passed over is no success', async () => {
      const silent = db.transaction(async (tx) => {
        await insert(tx, 'passed-over')
        await tx.query('select 1/0').catch(() => undefined)
        return 'done'
      })
      await expect(silent).rejects.toMatchObject({ code: 'DATABASE_QUERY' })
      expect(await labelsLike('passed-over')).toEqual([])
    })

    test('queries of one transaction that are sent side by side run one after the other', async () => {
      await db.transaction((tx) => Promise.all(['side-a', 'side-b', 'side-c'].map((label) => insert(tx, label))))
      expect(await labelsLike('side-%')).toEqual(['side-a', 'side-b', 'side-c'])
    })

    test('a transaction cannot be used after its end', async () => {
      const escaped = await db.transaction((tx) => Promise.resolve(() => tx.query('select 1')))
      expect(escaped).toThrow(/has ended/)
    })

    test('queries run on several connections at once', async () => {
      const own = open()
      const pids = await Promise.all(
        [1, 2, 3].map(() => own.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.2)')),
      )
      await own.close()
      expect(new Set(pids.map(([row]) => row?.pid)).size).toBe(3)
    })

    test('an advisory lock belongs to one session', async () => {
      const tryLock = async (on: Queryable) =>
        (await on.query<{ got: boolean }>('select pg_try_advisory_xact_lock(471123) as got'))[0]?.got
      await db.transaction(async (holder) => {
        expect(await tryLock(holder)).toBe(true)
        expect(await tryLock(db)).toBe(false)
      })
      expect(await tryLock(db)).toBe(true)
    })

    test('SKIP LOCKED hands each row to one of two open transactions', async () => {
      await insert(db, 'task-1')
      await insert(db, 'task-2')
      const take = `select label from ${SCHEMA}.parcel where label like 'task-%' order by id limit 1 for update skip locked`
      await db.transaction(async (first) => {
        expect(await first.query(take)).toEqual([{ label: 'task-1' }])
        await db.transaction(async (second) => {
          expect(await second.query(take)).toEqual([{ label: 'task-2' }])
        })
      })
    })

    test('a deadlock is broken by running one of the transactions again', async () => {
      await insert(db, 'knot-1')
      await insert(db, 'knot-2')
      let runs = 0
      const bothStarted = gate(2)
      const oneEnded = gate(2)
      const lockBoth = async (first: string, second: string) => {
        let isAgain = false
        await db.transaction(async (tx) => {
          runs += 1
          // Else it might be faster at the row than the one that waits for it, and make the knot anew.
          if (isAgain) await oneEnded()
          isAgain = true
          const lock = `select from ${SCHEMA}.parcel where label = $1 for update`
          await tx.query(lock, [first])
          await bothStarted()
          await tx.query(lock, [second])
        })
        void oneEnded()
      }
      await Promise.all([lockBoth('knot-1', 'knot-2'), lockBoth('knot-2', 'knot-1')])
      expect(runs).toBe(3)
    })

    test('a transaction that conflicts every time gives up after four runs', async () => {
      let runs = 0
      const hopeless = db.transaction(async (tx) => {
        runs += 1
        await tx.query(`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`)
      })
      await expect(hopeless).rejects.toMatchObject({
        code: 'DATABASE_QUERY',
        disposition: 'retry',
        details: { sqlState: '40001' },
      })
      expect(runs).toBe(4)
    })

    test.each([
      [
        'unique',
        `insert into ${SCHEMA}.parcel (label) values ('twice'), ('twice')`,
        'parcel_label_key',
        'parcel',
        '23505',
      ],
      [
        'check',
        `insert into ${SCHEMA}.parcel (label, weight) values ('light', 0)`,
        'parcel_weight_positive',
        'parcel',
        '23514',
      ],
      ['foreign key', `insert into ${SCHEMA}.note values (-1)`, 'note_parcel_fkey', 'note', '23503'],
      ['not null', `insert into ${SCHEMA}.parcel (label) values (null)`, 'label', 'parcel', '23502'],
    ])(
      'a row that breaks a %s rule is refused by the name of the rule',
      async (_, sql, constraint, table, sqlState) => {
        const error = await db.query(sql).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(AppError)
        expect(error).toMatchObject({
          code: 'DATABASE_CONSTRAINT',
          disposition: 'bug',
          details: { constraint, table, sqlState },
        })
      },
    )

    test('a wrong query is a bug that shows its text and not its values', async () => {
      const error = await db.query('select no_such_column, $1::text', ['a secret']).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'DATABASE_QUERY', disposition: 'bug', details: { sqlState: '42703' } })
      expect(JSON.stringify((error as AppError).details)).toContain('no_such_column')
      expect(JSON.stringify((error as AppError).details)).not.toContain('a secret')
    })

    test('a connection that the server ends is reported and replaced', async () => {
      const ended = db.transaction((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'))
      await expect(ended).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', disposition: 'retry' })
      expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
    })

    test('days are text, moments are dates, 64-bit numbers are text', async () => {
      const sql = `select date '2026-03-29' as day, array[date '2026-03-29', null] as days,
        timestamptz '2026-03-29 01:30:00+00' as moment, 9007199254740993::bigint as big, count(*) as count, 7::integer as small`
      expect(await db.query(sql)).toEqual([
        {
          day: '2026-03-29',
          days: ['2026-03-29', null],
          moment: new Date('2026-03-29T01:30:00Z'),
          big: '9007199254740993',
          count: '1',
          small: 7,
        },
      ])
    })

    test('a day that was written is the day that is read', async () => {
      const sql = `insert into ${SCHEMA}.parcel (label, sent_on, sent_at) values ('dated', $1, $2) returning sent_on, sent_at`
      const moment = new Date('2026-10-25T00:59:59.123Z')
      expect(await db.query(sql, ['2026-10-25', moment])).toEqual([{ sent_on: '2026-10-25', sent_at: moment }])
    })

    test('the session is in UTC, wherever the server stands', async () => {
      expect(await db.query(`select timestamptz '2026-01-01 23:30+00' ::date as day`)).toEqual([{ day: '2026-01-01' }])
    })

    test('several statements in one text give the rows of the last', async () => {
      expect(await db.query('select 1 as a; select 2 as a')).toEqual([{ a: 2 }])
    })

    test('closing waits for the running query, and closing twice is harmless', async () => {
      const own = open()
      const running = own.query('select pg_sleep(0.1), 1 as one')
      await Promise.all([running, own.close(), own.close()])
      expect(await running).toMatchObject([{ one: 1 }])
    })
  })
}

/** Returns a function that resolves for everybody once it was called `parties` times; later calls pass. */
function gate(parties: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  let arrived = 0
  return () =>
    new Promise((pass) => {
      arrived += 1
      waiting.push(pass)
      if (arrived >= parties) for (const go of waiting) go()
    })
}

const openAt = (connectionString: string): Database =>
  openPostgres({ connectionString, poolSize: 4, applicationName: 'wirefold-contract', onError: () => undefined })

async function answers(url: string): Promise<boolean> {
  const db = openAt(url)
  return db
    .query('create temporary table probe (x integer)')
    .then(() => true)
    .catch(() => false)
    .finally(() => db.close())
}

describeDatabase('the Postgres of this test run', () => openAt(testServerUrl()))

const serverUrl = process.env['TEST_SERVER_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres'
if (await answers(serverUrl)) describeDatabase('a Postgres server', () => openAt(serverUrl))
else test.skip('a Postgres server (set TEST_SERVER_DATABASE_URL to one)', () => undefined)

test('a server that is not there is named, without its password, and may be tried again', async () => {
  const db = openAt('postgresql://reader:hush@127.0.0.1:1/press')
  const error = await db.query('select 1').catch((thrown: unknown) => thrown)
  await db.close()
  expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE', disposition: 'retry' })
  expect((error as Error).message).toContain('is Postgres running at postgresql://127.0.0.1:1/press?')
})
