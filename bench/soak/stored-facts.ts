import type { Queryable } from '../../src/db/database.ts'

/** What Wirefold has stored, for comparison with the farm's record. */
export interface StoredFacts {
  /** Which feed has an entry of which article of the farm. */
  readonly entries: readonly { readonly feedId: string; readonly number: number | null }[]
  /** Articles that are one, each with the farm's articles that its addresses name. */
  readonly articles: readonly { readonly id: string; readonly numbers: readonly (number | null)[] }[]
  readonly outcomes: readonly Outcome[]
  readonly feeds: readonly StoredFeed[]
  readonly pages: readonly { readonly state: string; readonly code: string | null; readonly count: number }[]
}

export interface Outcome {
  readonly feedId: string
  readonly outcome: string | null
  readonly code: string | null
  readonly count: number
}

export interface StoredFeed {
  readonly id: string
  readonly state: string
  readonly stateCode: string | null
  readonly url: string
  readonly ignoresValidators: boolean
}

export async function readStoredFacts(db: Queryable): Promise<StoredFacts> {
  return {
    entries: await db.query(
      `select distinct entry.feed_id as "feedId", substring(address.url from '/a/([0-9]+)/')::int as number
         from entry join article_address address on address.article_id = entry.article_id`,
    ),
    articles: await db.query(
      `select article.id, array_agg(distinct substring(address.url from '/a/([0-9]+)/')::int) as numbers
         from article join article_address address on address.article_id = article.id
        where article.state <> 'duplicate_address' group by article.id`,
    ),
    outcomes: await db.query(
      `select feed_id as "feedId", outcome, error_code as code, count(*)::int as count from poll
        group by feed_id, outcome, error_code`,
    ),
    feeds: await db.query(
      `select id, state, state_code as "stateCode", url, ignores_validators as "ignoresValidators" from feed order by id`,
    ),
    pages: await db.query(
      'select state, state_code as code, count(*)::int as count from article group by state, state_code order by count desc',
    ),
  }
}

/** Work that is still to be done. */
export interface OpenWork {
  readonly polls: number
  /** Pages that are due, or soon are. */
  readonly pages: number
  /** Active feeds without a poll that was ordered since `since`. */
  readonly unpolled: number
}

export async function readOpenWork(db: Queryable, since: Date): Promise<OpenWork> {
  const [row] = await db.query<OpenWork>(
    `select (select count(*) from poll where finished_at is null)::int as polls,
            (select count(*) from article where state = 'new' and next_scrape_at < now() + interval '2 minutes')::int as pages,
            (select count(*) from feed where state = 'active'
                and not exists (select from poll where feed_id = feed.id and due_at >= $1))::int as unpolled`,
    [since],
  )
  if (!row) throw new Error('the open work could not be counted')
  return row
}

/** What is done so far. */
export async function readDoneWork(db: Queryable): Promise<{ readonly polls: number; readonly pages: number }> {
  const [row] = await db.query<{ polls: number; pages: number }>(
    `select (select count(*) from poll where finished_at is not null)::int as polls,
            (select count(*) from article where state <> 'new')::int as pages`,
  )
  if (!row) throw new Error('the work could not be counted')
  return row
}

/** Makes feeds due whatever their interval is: one in `parts`, in turn. Those that are on their way are left alone. */
export async function makeDue(db: Queryable, part: number, parts: number): Promise<void> {
  await db.query(
    `update feed set next_poll_at = now()
      where state = 'active' and id % $2 = $1 and next_poll_at > now()
        and not exists (select from poll where feed_id = feed.id and finished_at is null)`,
    [part, parts],
  )
}

/** Makes due what has not been polled since. */
export async function makeUnpolledDue(db: Queryable, since: Date): Promise<void> {
  await db.query(
    `update feed set next_poll_at = now()
      where state = 'active' and next_poll_at > now() and not exists (select from poll where feed_id = feed.id and due_at >= $1)`,
    [since],
  )
}

/** As if a day had passed since the last whole reading of each feed: all are asked without validators once. */
export async function letADayPass(db: Queryable): Promise<void> {
  await db.query(`update feed set last_read_at = last_read_at - interval '1 day'`)
}
