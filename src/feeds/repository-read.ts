import type { Queryable } from '../db/database.ts'
import { type FeedVolume, silentSince, volumeOf } from './health.ts'
import { readArrivals } from './repository-health.ts'

/** What is seen of the press now. */
export interface FeedCoverage {
  readonly feeds: number
  /** Feeds that are not paused and whose latest poll worked. */
  readonly feedsSeen: number
  readonly silent: readonly SilentFeed[]
}

/** A feed that is paused, or whose polls fail. */
export interface SilentFeed {
  readonly feedId: string
  readonly publisher: string
  /** The last success; null when there never was one. */
  readonly since: Date | null
  /** `paused`, a status such as `404`, or the stable code of the failure. */
  readonly reason: string
}

/** Coverage as of now; the feed that is silent for longest comes first. */
export async function readCoverage(db: Queryable): Promise<FeedCoverage> {
  const [counts] = await db.query<{ feeds: number; feedsSeen: number }>(
    `select count(*)::int as feeds,
            count(*) filter (where state = 'active' and failures = 0 and last_success_at is not null)::int as "feedsSeen"
       from feed`,
  )
  const silent = await db.query<SilentFeed>(
    `select feed.id as "feedId", publisher.name as publisher, feed.last_success_at as since,
            case when feed.state = 'paused' then 'paused'
                 else coalesce(last.http_status::text, last.error_code, 'failed') end as reason
       from feed join publisher on publisher.id = feed.publisher_id
       left join lateral (select http_status, error_code from poll
                           where feed_id = feed.id and outcome = 'failed' order by finished_at desc limit 1) last on true
      where feed.state = 'paused' or feed.failures > 0
      order by feed.last_success_at nulls first, publisher.name, feed.id`,
  )
  return { feeds: counts?.feeds ?? 0, feedsSeen: counts?.feedsSeen ?? 0, silent }
}

/** A feed with its last finished poll. */
export interface FeedOverview {
  readonly id: string
  readonly url: string
  readonly title: string | null
  readonly publisher: string
  readonly ownerGroup: string | null
  readonly state: 'active' | 'paused'
  readonly stateReason: string | null
  /** Since when it is paused. */
  readonly stateAt: Date | null
  readonly failures: number
  /** Between two polls while it works: an operator's, else the one made of its rhythm; null before the first poll. */
  readonly intervalSeconds: number | null
  readonly isOwnInterval: boolean
  readonly lastSuccessAt: Date | null
  readonly lastReadAt: Date | null
  readonly nextPollAt: Date
  readonly format: string | null
  readonly encoding: string | null
  readonly health: FeedHealth
  readonly lastPoll: FeedPoll | null
}

/** How a feed does beside its polls. */
export interface FeedHealth {
  readonly lastEntryAt: Date | null
  /** Since when it brings nothing although it ought to; null while it does. */
  readonly silentSince: Date | null
  /** Entries first seen since midnight UTC. */
  readonly newToday: number
  readonly volume: FeedVolume | null
  /** Of the entries of its last 30 readings, those that were known already. */
  readonly knownShare: number | null
}

export interface FeedPoll {
  readonly finishedAt: Date
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly httpStatus: number | null
  readonly entries: number | null
  readonly newEntries: number | null
  readonly error: string | null
  readonly oddities: readonly string[]
}

const FEED = `feed.id, feed.url, feed.title, publisher.name as publisher, owner_group.name as "ownerGroup", feed.state,
  feed.state_reason as "stateReason", feed.state_at as "stateAt", feed.failures,
  coalesce(feed.interval_seconds, feed.adapted_seconds) as "intervalSeconds",
  feed.interval_seconds is not null as "isOwnInterval", feed.last_success_at as "lastSuccessAt",
  feed.last_read_at as "lastReadAt", feed.next_poll_at as "nextPollAt", feed.format, feed.encoding`

const POLL = `poll.finished_at as "finishedAt", poll.outcome, poll.http_status as "httpStatus", poll.entries,
  poll.new_entries as "newEntries", poll.error, poll.oddities`

const FEED_SOURCES = `feed join publisher on publisher.id = feed.publisher_id
  left join owner_group on owner_group.id = publisher.owner_group_id`

type FeedRow = Omit<FeedOverview, 'lastPoll' | 'health'> & (FeedPoll | { readonly [Key in keyof FeedPoll]: null })

const LAST_POLL = `left join lateral (select * from poll where feed_id = feed.id and finished_at is not null
  order by finished_at desc limit 1) poll on true`

/** All feeds, by publisher. */
export async function listFeeds(db: Queryable, now: Date): Promise<readonly FeedOverview[]> {
  const rows = await db.query<FeedRow>(
    `select ${FEED}, ${POLL} from ${FEED_SOURCES} ${LAST_POLL}
      order by publisher.name, feed.id`,
  )
  return withHealth(db, rows, now)
}

export async function findFeed(db: Queryable, id: string, now: Date): Promise<FeedOverview | null> {
  const [row] = await db.query<FeedRow>(
    `select ${FEED}, ${POLL} from ${FEED_SOURCES} ${LAST_POLL} where feed.id = $1`,
    [id],
  )
  const [feed] = row ? await withHealth(db, [row], now) : []
  return feed ?? null
}

async function withHealth(db: Queryable, rows: readonly FeedRow[], now: Date): Promise<readonly FeedOverview[]> {
  const ids = rows.map(({ id }) => id)
  const arrivals = await readArrivals(db, ids, now)
  return rows.map((row) => {
    const brought = arrivals.get(row.id)
    const health = {
      lastEntryAt: brought?.lastEntryAt ?? null,
      silentSince: brought ? silentSince(brought, now) : null,
      newToday: brought?.today ?? 0,
      volume: brought ? volumeOf(brought) : null,
      knownShare: brought?.knownShare ?? null,
    }
    return fromRow(row, health)
  })
}

function fromRow(row: FeedRow, health: FeedHealth): FeedOverview {
  const { finishedAt, outcome, httpStatus, entries, newEntries, error, oddities, ...feed } = row
  const lastPoll =
    finishedAt === null ? null : { finishedAt, outcome, httpStatus, entries, newEntries, error, oddities }
  return { ...feed, health, lastPoll }
}

/** The newest finished polls of a feed, newest first. */
export async function listPolls(db: Queryable, feedId: string, limit: number): Promise<readonly FeedPoll[]> {
  return db.query<FeedPoll>(
    `select ${POLL} from poll where feed_id = $1 and finished_at is not null order by finished_at desc limit $2`,
    [feedId, limit],
  )
}

export interface WatchedHost {
  readonly feedId: string
  readonly publisher: string
  readonly lastSuccessAt: Date | null
}

/** Feeds of the publishers whose home page or feed is served by this host (name and port, lower case). */
export async function listFeedsOfHost(db: Queryable, host: string): Promise<readonly WatchedHost[]> {
  return db.query<WatchedHost>(
    `select feed.id as "feedId", publisher.name as publisher, feed.last_success_at as "lastSuccessAt"
       from feed join publisher on publisher.id = feed.publisher_id
      where feed.publisher_id in (
        select publisher.id from publisher left join feed on feed.publisher_id = publisher.id
         where $1 in (substring(lower(feed.url) from '^https?://(?:www\\.)?([^/]+)'),
                      substring(lower(publisher.home_url) from '^https?://(?:www\\.)?([^/]+)')))
      order by feed.last_success_at desc nulls last, feed.id`,
    [host.replace(/^www\./, '')],
  )
}
