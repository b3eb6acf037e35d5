import type { Queryable } from '../db/database.ts'
import type { ListedFeed } from './feeds-from-opml.ts'
import type { OpmlOutline } from './opml.ts'
import { orderPolls, watchFeeds } from './repository.ts'
import { pauseFeed } from './repository-poll.ts'

/** A feed as a command names it. */
export interface ManagedFeed {
  readonly id: string
  readonly url: string
  readonly publisher: string
  readonly state: 'active' | 'paused'
  readonly stateReason: string | null
}

/** What became of a feed that was to be watched. */
export interface SavedFeed {
  readonly id: string
  readonly url: string
  readonly publisher: string
  readonly isNew: boolean
}

/**
 * Watches feeds. One that is watched already keeps its publisher, interval and state, and gets the tags that it lacks.
 * @param tx a transaction, so that a list is taken over whole or not at all
 */
export async function saveFeeds(tx: Queryable, feeds: readonly ListedFeed[], now: Date): Promise<readonly SavedFeed[]> {
  const saved: SavedFeed[] = []
  for (const feed of feeds) {
    const known = await findByAddress(tx, feed.url)
    if (known) await addTags(tx, feed)
    const { id, url, publisher } = known ?? (await watchOne(tx, feed, now))
    saved.push({ id, url, publisher, isNew: known === null })
  }
  return saved
}

async function watchOne(tx: Queryable, feed: ListedFeed, now: Date): Promise<ManagedFeed> {
  await watchFeeds(tx, [feed], now)
  const stored = await findByAddress(tx, feed.url)
  if (!stored) throw new Error(`the feed ${feed.url} was not stored`)
  await tx.query('update feed set interval_seconds = $2 where id = $1', [stored.id, feed.intervalSeconds])
  if (feed.pausedBecause !== null) await pauseFeed(tx, stored.id, 'OPERATOR', feed.pausedBecause, now)
  return stored
}

/** The order of the tags that it has stays. */
async function addTags(tx: Queryable, { url, tags }: ListedFeed): Promise<void> {
  await tx.query(
    `update feed set tags = tags || array(select tag from unnest($2::text[]) with ordinality new (tag, place)
                                           where tag <> all (tags) order by place)
      where url = $1`,
    [url, tags],
  )
}

const MANAGED = `select feed.id, feed.url, publisher.name as publisher, feed.state, feed.state_reason as "stateReason"
  from feed join publisher on publisher.id = feed.publisher_id`

async function findByAddress(db: Queryable, url: string): Promise<ManagedFeed | null> {
  const [feed] = await db.query<ManagedFeed>(`${MANAGED} where feed.url = $1`, [url])
  return feed ?? null
}

/** The feed of that id or address; the scheme of the address, `www.` and a slash at its end do not matter. */
export async function findManagedFeed(db: Queryable, named: string): Promise<ManagedFeed | null> {
  if (/^\d{1,18}$/.test(named)) {
    const [feed] = await db.query<ManagedFeed>(`${MANAGED} where feed.id = $1`, [named])
    return feed ?? null
  }
  const exact = await findByAddress(db, named)
  if (exact) return exact
  const bare = String.raw`regexp_replace(regexp_replace(%, '^(?:https?://)?(?:www\.)?', ''), '/$', '')`
  const alike = await db.query<ManagedFeed>(
    `${MANAGED} where ${bare.replace('%', 'feed.url')} = ${bare.replace('%', '$1::text')} order by feed.id limit 2`,
    [named],
  )
  return alike.length === 1 ? (alike[0] ?? null) : null
}

/** Sets the interval of a feed's own, in seconds; its next poll is no further off than that. */
export async function setOwnInterval(db: Queryable, feedId: string, seconds: number, now: Date): Promise<void> {
  await db.query(
    `update feed set interval_seconds = $2::integer,
                     next_poll_at = least(next_poll_at, $3::timestamptz + $2::integer * interval '1 second')
      where id = $1`,
    [feedId, seconds, now],
  )
}

/** Takes a feed up again: due now, its failures forgotten. */
export async function resumeFeed(db: Queryable, feedId: string, now: Date): Promise<void> {
  await db.query(
    `update feed set state = 'active', state_code = null, state_reason = null, state_at = null, next_poll_at = $2,
                     failures = 0, failure_score = 0
      where id = $1`,
    [feedId, now],
  )
}

/** Orders a poll of one feed alone, paused or not. @returns the poll's id */
export async function orderPollOf(tx: Queryable, feedId: string, now: Date): Promise<string> {
  const { pollIds } = await orderPolls(tx, [feedId], now)
  const [pollId] = pollIds
  if (pollId === undefined) throw new Error(`the poll of feed ${feedId} was not stored`)
  return pollId
}

/** What a poll came to. */
export interface PollResult {
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly httpStatus: number | null
  readonly entries: number | null
  readonly newEntries: number | null
  readonly errorCode: string | null
  readonly error: string | null
  readonly oddities: readonly string[]
  readonly redirectedTo: string | null
  readonly nextPollAt: Date
}

/** Null while the poll has no outcome. */
export async function findPollResult(db: Queryable, pollId: string): Promise<PollResult | null> {
  const [row] = await db.query<PollResult>(
    `select poll.outcome, poll.http_status as "httpStatus", poll.entries, poll.new_entries as "newEntries",
            poll.error_code as "errorCode", poll.error, poll.oddities, poll.redirected_to as "redirectedTo",
            feed.next_poll_at as "nextPollAt"
       from poll join feed on feed.id = poll.feed_id where poll.id = $1 and poll.finished_at is not null`,
    [pollId],
  )
  return row ?? null
}

/**
 * What a publisher's robots.txt means to us.
 * @param reason why it is ignored; null when it is obeyed
 * @returns the publisher's id; null when there is none of that name
 */
export async function setRobotsPolicy(db: Queryable, publisher: string, reason: string | null): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    'update publisher set robots_policy = $2, robots_reason = $3 where name = $1 returning id',
    [publisher, reason === null ? 'obey' : 'ignore', reason],
  )
  return row?.id ?? null
}

/** Every feed as an outline, in the order in which they were added. */
export async function listOutlines(db: Queryable): Promise<readonly OpmlOutline[]> {
  return db.query<OpmlOutline>(
    `select feed.title, feed.url as "xmlUrl", publisher.home_url as "htmlUrl", publisher.name as publisher,
            owner_group.name as "ownerGroup", feed.interval_seconds::text as interval,
            case when feed.state = 'paused' then feed.state_reason end as "pausedBecause", feed.tags
       from feed join publisher on publisher.id = feed.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
      order by feed.id`,
  )
}
