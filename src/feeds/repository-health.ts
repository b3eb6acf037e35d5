import type { Queryable } from '../db/database.ts'
import { type FeedArrivals, LEAST_ARRIVALS, WEEKS_COMPARED } from './health.ts'

/** What each of the feeds brought, by its id, and the share of entries in its last 30 readings that were known already. */
export async function readArrivals(
  db: Queryable,
  feedIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, FeedArrivals & { readonly knownShare: number | null }>> {
  const rows = await db.query<FeedArrivals & { readonly feedId: string; readonly knownShare: number | null }>(
    `select feed.id as "feedId", feed.last_entry_at as "lastEntryAt", today.count as today,
            weeks.counts as "sameWeekday", gaps.longest as "longestGapMs", known.share as "knownShare"
       from feed
       cross join lateral (select count(*)::int as count from entry
                            where feed_id = feed.id and first_seen_at >= $2::timestamptz and first_seen_at <= $3) today
       cross join lateral (${SAME_WEEKDAY}) weeks
       cross join lateral (${LONGEST_GAP}) gaps
       cross join lateral (${KNOWN_SHARE}) known
      where feed.id = any($1::bigint[])`,
    [feedIds, midnightOf(now), now, WEEKS_COMPARED, LEAST_ARRIVALS],
  )
  return new Map(rows.map(({ feedId, ...arrivals }) => [feedId, arrivals]))
}

/** The first day brings what was in the feed already; a day without a reading is a gap. */
const SAME_WEEKDAY = `
  select coalesce(array_agg(seen.count order by week), '{}') as counts
    from generate_series(1, $4::int) week
    join feed_day on feed_day.feed_id = feed.id and feed_day.reads > 0
     and feed_day.day = ($2::timestamptz at time zone 'UTC')::date - 7 * week
     and feed_day.day > (feed.created_at at time zone 'UTC')::date
    cross join lateral (select count(*)::int as count from entry
                         where feed_id = feed.id
                           and first_seen_at >= $2::timestamptz - week * interval '7 days'
                           and first_seen_at <= $3::timestamptz - week * interval '7 days') seen`

const LONGEST_GAP = `
  select case when count(*) >= $5 then max(gap) end as longest
    from (select extract(epoch from seen - lag(seen) over (order by seen))::float8 * 1000 as gap
            from (select distinct first_seen_at as seen from entry
                   where feed_id = feed.id and first_seen_at > $3::timestamptz - interval '28 days') arrivals) gaps`

/** The first reading brings only what is new. */
const KNOWN_SHARE = `
  select case when count(*) > 1 then 1 - sum(new_entries)::float8 / nullif(sum(entries), 0) end as share
    from (select entries, new_entries from poll
           where feed_id = feed.id and outcome = 'read' order by finished_at desc limit 30) recent`

function midnightOf(now: Date): Date {
  const midnight = new Date(now)
  midnight.setUTCHours(0, 0, 0, 0)
  return midnight
}

/** One day of a feed, UTC. */
export interface FeedDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly newEntries: number
  /** Whether it was read at least once; where not, its zero is a gap. */
  readonly wasRead: boolean
}

/** The last `days` days of a feed since it is watched, oldest first, none left out. */
export async function listFeedDays(
  db: Queryable,
  feedId: string,
  days: number,
  now: Date,
): Promise<readonly FeedDay[]> {
  return db.query<FeedDay>(
    `select to_char(series.day, 'YYYY-MM-DD') as day, coalesce(new_entries, 0) as "newEntries",
            coalesce(reads, 0) > 0 as "wasRead"
       from generate_series(($2::timestamptz at time zone 'UTC')::date - ($3::int - 1),
                            ($2::timestamptz at time zone 'UTC')::date, interval '1 day') as series (day)
       left join feed_day on feed_day.feed_id = $1 and feed_day.day = series.day
       join feed on feed.id = $1 and series.day >= (feed.created_at at time zone 'UTC')::date
      order by series.day`,
    [feedId, now, days],
  )
}
