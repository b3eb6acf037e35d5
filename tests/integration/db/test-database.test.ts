import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openPostgres } from '../../../src/db/postgres.ts'
import { useDatabase, useDatabaseAndUrl } from '../../support/database.ts'

const nameOf = 'select current_database() as name'

describe('the database of a test file', () => {
  const db = useDatabase()
  const other = useDatabaseAndUrl({ empty: 'once' })

  beforeAll(async () => {
    await db().query(`
      create table box (id bigint generated always as identity primary key, label text not null);
      create table box_note (box_id bigint not null references box);
      create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
      create trigger append_only before delete on box_note for each row execute function refuse()`)
    await other.db().query('create table box (label text not null)')
  })

  test.each(['first', 'second'])('is empty before the %s test, and its numbers begin anew', async (label) => {
    expect(await db().query('select * from box union all select box_id, null from box_note')).toEqual([])
    const [box] = await db().query<{ id: string }>('insert into box (label) values ($1) returning id', [label])
    expect(box).toEqual({ id: '1' })
    await db().query('insert into box_note values (1)')
  })

  test('is its own, and has an address for other processes', async () => {
    const [mine, theirs] = await Promise.all([db().query(nameOf), other.db().query(nameOf)])
    expect(mine).not.toEqual(theirs)
    const byUrl = openPostgres({
      connectionString: other.url(),
      poolSize: 1,
      applicationName: 'wirefold-test',
      onError: () => undefined,
    })
    expect(await byUrl.query(nameOf)).toEqual(theirs)
    await byUrl.close()
  })

  describe('with empty: once', () => {
    beforeAll(() => other.db().query(`insert into box values ('stays')`))

    test.each(['first', 'second'])('still has its rows in the %s test', async () => {
      expect(await other.db().query('select label from box')).toEqual([{ label: 'stays' }])
    })
  })
})

describe('the list of applied migrations', () => {
  const db = useDatabase()
  let atFirst: unknown
  beforeAll(async () => {
    await db().query('create table if not exists migration (name text primary key)')
    atFirst = await db().query('select name from migration order by name')
  })

  test('is not emptied', async () => {
    expect(await db().query('select name from migration order by name')).toEqual(atFirst)
  })
})

describe('a session that is left open', () => {
  const own = useDatabaseAndUrl()
  const sessions: ReturnType<typeof openPostgres>[] = []
  afterAll(() => Promise.all(sessions.map((session) => session.close())))

  test('does not keep the database from being dropped', async () => {
    const left = openPostgres({
      connectionString: own.url(),
      poolSize: 1,
      applicationName: 'wirefold-test',
      onError: () => undefined,
    })
    sessions.push(left)
    expect(await left.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
