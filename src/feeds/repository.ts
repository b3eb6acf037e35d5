import type { Queryable } from '../db/database.ts'
import type { FeedToWatch } from './feed.ts'

/** Adds the feeds that are not watched yet, with their publishers; returns how many were new. */
export async function watchFeeds(db: Queryable, feeds: readonly FeedToWatch[], now: Date): Promise<number> {
  let added = 0
  for (const feed of feeds) {
    const publisherId = await savePublisher(db, feed)
    const rows = await db.query(
      `insert into feed (publisher_id, url, title, tags, next_poll_at, created_at) values ($1, $2, $3, $4, $5, $5)
       on conflict (url) do nothing returning id`,
      [publisherId, feed.url, feed.title, feed.tags, now],
    )
    added += rows.length
  }
  return added
}

/** The publisher of that name; an owner group or home page that was not known before is kept. */
export async function savePublisher(
  db: Queryable,
  publisher: { readonly publisher: string; readonly ownerGroup: string | null; readonly homeUrl: string | null },
): Promise<string> {
  const groupId = publisher.ownerGroup === null ? null : await saveOwnerGroup(db, publisher.ownerGroup)
  const [row] = await db.query<{ id: string }>(
    `insert into publisher (name, home_url, owner_group_id) values ($1, $2, $3)
     on conflict (name) do update
       set home_url = coalesce(publisher.home_url, excluded.home_url),
           owner_group_id = coalesce(publisher.owner_group_id, excluded.owner_group_id)
     returning id`,
    [publisher.publisher, publisher.homeUrl, groupId],
  )
  if (!row) throw new Error(`publisher ${publisher.publisher} was not stored`)
  return row.id
}

async function saveOwnerGroup(db: Queryable, name: string): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into owner_group (name) values ($1) on conflict (name) do update set name = excluded.name returning id`,
    [name],
  )
  if (!row) throw new Error(`owner group ${name} was not stored`)
  return row.id
}

/**
 * Starts a round: one poll for every active feed that is due and has none on its way. Feeds that another scheduler has just
 * taken are skipped, so two schedulers never poll a feed twice.
 * @param intervalSeconds until the next poll of feeds that have no interval yet, should this one come to nothing
 * @returns the ids of the ordered polls; null when nothing is due
 */
export async function startRound(
  tx: Queryable,
  now: Date,
  intervalSeconds: number,
): Promise<{ roundId: string; pollIds: readonly string[] } | null> {
  const due = await tx.query<{ id: string }>(
    `update feed set next_poll_at = $1::timestamptz + coalesce(interval_seconds, adapted_seconds, $2) * interval '1 second'
      where id in (select id from feed where state = 'active' and next_poll_at <= $1
                      and not exists (select from poll where feed_id = feed.id and finished_at is null)
                    order by id for update skip locked)
      returning id`,
    [now, intervalSeconds],
  )
  if (due.length === 0) return null
  return orderPolls(
    tx,
    due.map(({ id }) => id),
    now,
  )
}

/** Orders one poll of each feed as one round, due or not. */
export async function orderPolls(
  tx: Queryable,
  feedIds: readonly string[],
  now: Date,
): Promise<{ roundId: string; pollIds: readonly string[] }> {
  const [round] = await tx.query<{ id: string }>('insert into poll_round (started_at) values ($1) returning id', [now])
  if (!round) throw new Error('the poll round was not stored')
  const polls = await tx.query<{ id: string }>(
    'insert into poll (round_id, feed_id, due_at) select $1, unnest($2::bigint[]), $3 returning id',
    [round.id, feedIds, now],
  )
  return { roundId: round.id, pollIds: polls.map(({ id }) => id) }
}

/** Makes every active feed due. */
export async function pollAllNow(db: Queryable, now: Date): Promise<void> {
  await db.query(`update feed set next_poll_at = $1 where state = 'active'`, [now])
}

/** Polls without an outcome that were due before `before`: their jobs were lost, or are on their way. */
export async function listUnfinishedPolls(db: Queryable, before: Date): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    'select id from poll where finished_at is null and coalesce(slot_at, due_at) <= $1 order by id limit 1000',
    [before],
  )
  return rows.map(({ id }) => id)
}

export interface FeedState {
  readonly id: string
  readonly publisher: string
  readonly url: string
  /** `read`, `failing`, `paused`, or `waiting` for its first poll. */
  readonly state: 'read' | 'failing' | 'paused' | 'waiting'
  readonly reason: string | null
  readonly lastSuccessAt: Date | null
}

/** Every feed with what its latest poll came to. */
export async function listFeedStates(db: Queryable): Promise<readonly FeedState[]> {
  return db.query<FeedState>(
    `select feed.id, publisher.name as publisher, feed.url, feed.last_success_at as "lastSuccessAt",
            case when feed.state = 'paused' then 'paused' when latest.outcome is null then 'waiting'
                 when latest.outcome = 'failed' then 'failing' else 'read' end as state,
            case when feed.state = 'paused' then feed.state_reason when latest.outcome = 'failed' then latest.error end as reason
       from feed join publisher on publisher.id = feed.publisher_id
       left join lateral (select outcome, error from poll where feed_id = feed.id and finished_at is not null
                           order by finished_at desc, id desc limit 1) latest on true
      order by publisher.name, feed.url`,
  )
}

/** Work of all rounds so far, for a line of progress: what is done and how much there is. */
export interface WorkCounts {
  readonly polls: number
  readonly pollsDone: number
  readonly pages: number
  readonly pagesDone: number
  readonly texts: number
  readonly textsPlaced: number
}

export async function countWork(db: Queryable): Promise<WorkCounts> {
  const [row] = await db.query<WorkCounts>(
    `select polls.*, articles.* from
       (select count(*)::int as polls, count(finished_at)::int as "pollsDone" from poll) polls,
       (select count(*)::int as pages, (count(*) filter (where state <> 'new' or scrape_attempts > 0))::int as "pagesDone",
               count(scraped_at)::int as texts, count(clustered_at)::int as "textsPlaced" from article) articles`,
  )
  if (!row) throw new Error('the work could not be counted')
  return row
}
