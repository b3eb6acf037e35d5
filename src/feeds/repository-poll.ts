import type { Queryable } from '../db/database.ts'
import type { FailedOutcome, NextPoll, PollOrder, PollOutcome, ReadOutcome, UnchangedOutcome } from './feed.ts'
import { MOVES_TO_BELIEVE } from './moved-address.ts'
import { faultWeight } from './poll-fault.ts'

/** The order of a poll, or null when it has its outcome already or its feed is gone. */
export async function findPollOrder(db: Queryable, pollId: string): Promise<PollOrder | null> {
  const [row] = await db.query<PollOrder>(
    `select poll.id as "pollId", poll.round_id as "roundId", feed.id as "feedId", poll.slot_at as "slotAt",
            feed.publisher_id as "publisherId", publisher.name as publisher, publisher.home_url as "homeUrl", feed.url,
            feed.etag, feed.last_modified as "lastModified", feed.body_hash as "bodyHash",
            feed.last_read_at as "lastReadAt", feed.last_entry_at as "lastEntryAt",
            feed.ignores_validators as "ignoresValidators", feed.failures, feed.failure_score as "failureScore",
            feed.interval_seconds as "intervalSeconds", feed.adapted_seconds as "adaptedSeconds",
            feed.rhythm_seconds as "rhythmSeconds", feed.floor_seconds as "floorSeconds",
            feed.moved_to as "movedTo", feed.moved_times as "movedTimes"
       from poll join feed on feed.id = poll.feed_id join publisher on publisher.id = feed.publisher_id
      where poll.id = $1 and poll.finished_at is null`,
    [pollId],
  )
  return row ?? null
}

export async function savePollSlot(db: Queryable, pollId: string, slot: Date): Promise<void> {
  await db.query('update poll set slot_at = $2 where id = $1', [pollId, slot])
}

/**
 * Writes the outcome of a poll, what it says about its feed, and when the next one is. A poll that has an outcome keeps it.
 * @returns false when it had one
 */
export async function finishPoll(
  tx: Queryable,
  order: PollOrder,
  outcome: PollOutcome,
  next: NextPoll,
  now: Date,
): Promise<boolean> {
  if (!(await closePoll(tx, order, outcome, now))) return false
  await deleteOldPolls(tx, order.feedId, now)
  await countDay(tx, order.feedId, outcome, now)
  if (outcome.kind === 'failed') {
    await noteFailure(tx, order.feedId, outcome, next, now)
    return true
  }
  await noteSuccess(tx, order.feedId, outcome, next, now)
  if (outcome.kind === 'read') await noteReading(tx, order.feedId, outcome, now)
  await noteMove(tx, order, outcome.movedTo, now)
  return true
}

async function closePoll(tx: Queryable, order: PollOrder, outcome: PollOutcome, now: Date): Promise<boolean> {
  const read = outcome.kind === 'read' ? outcome : null
  const failed = outcome.kind === 'failed' ? outcome : null
  const rows = await tx.query(
    `update poll set finished_at = $2, outcome = $3, http_status = $4, entries = $5, new_entries = $6, oddities = $7,
                     error_code = $8, error = $9, fault = $10, redirected_to = $11
      where id = $1 and finished_at is null returning id`,
    [
      order.pollId,
      now,
      outcome.kind,
      outcome.httpStatus,
      read?.entries ?? null,
      read?.newEntries ?? null,
      read?.oddities ?? [],
      failed?.code ?? null,
      failed?.reason ?? null,
      failed?.fault ?? null,
      outcome.kind === 'failed' ? null : outcome.redirectedTo,
    ],
  )
  return rows.length > 0
}

/** The newest polls of a feed that are kept whatever their age. */
const KEPT_POLLS = 30

async function deleteOldPolls(tx: Queryable, feedId: string, now: Date): Promise<void> {
  await tx.query(
    `delete from poll
      where feed_id = $1 and finished_at < $2::timestamptz - interval '7 days'
        and id not in (select id from poll where feed_id = $1 and finished_at is not null
                        order by finished_at desc, id desc limit $3)`,
    [feedId, now, KEPT_POLLS],
  )
}

async function countDay(tx: Queryable, feedId: string, outcome: PollOutcome, now: Date): Promise<void> {
  await tx.query(
    `insert into feed_day as total (feed_id, day, reads, failures, new_entries)
     values ($1, ($2::timestamptz at time zone 'UTC')::date, $3, 1 - $3, $4)
     on conflict (feed_id, day) do update
       set reads = total.reads + excluded.reads, failures = total.failures + excluded.failures,
           new_entries = total.new_entries + excluded.new_entries`,
    [feedId, now, outcome.kind === 'failed' ? 0 : 1, outcome.kind === 'read' ? outcome.newEntries : 0],
  )
}

/** The same bytes as at the reading before are as good as reading them again; a 304 is not. */
async function noteSuccess(
  tx: Queryable,
  feedId: string,
  outcome: ReadOutcome | UnchangedOutcome,
  next: NextPoll,
  now: Date,
): Promise<void> {
  const cameWhole = outcome.kind === 'read' || outcome.httpStatus === 200
  await tx.query(
    `update feed set next_poll_at = $2, adapted_seconds = $3, failures = 0, failure_score = 0, last_success_at = $4,
                     last_read_at = case when $5 then $4 else last_read_at end
      where id = $1`,
    [feedId, next.at, next.adaptedSeconds, now, cameWhole],
  )
}

async function noteFailure(
  tx: Queryable,
  feedId: string,
  { fault, httpStatus }: FailedOutcome,
  next: NextPoll,
  now: Date,
): Promise<void> {
  await tx.query(
    `update feed set next_poll_at = $2, adapted_seconds = $3, failures = failures + 1, failure_score = failure_score + $4
      where id = $1`,
    [feedId, next.at, next.adaptedSeconds, faultWeight[fault]],
  )
  if (httpStatus !== 410) return
  const reason =
    'the publisher answered 410 Gone: the feed has ended; once it is back, wirefold feeds resume takes it up again'
  await pauseFeed(tx, feedId, 'GONE', reason, now)
}

async function noteReading(tx: Queryable, feedId: string, outcome: ReadOutcome, now: Date): Promise<void> {
  await tx.query(
    `update feed set last_entry_at = case when $3 > 0 then $2 else last_entry_at end,
                     title = coalesce($4, title), format = $5, encoding = $6, etag = $7, last_modified = $8, body_hash = $9,
                     ignores_validators = ignores_validators or $10, rhythm_seconds = $11, floor_seconds = $12
      where id = $1`,
    [
      feedId,
      now,
      outcome.newEntries,
      outcome.title,
      outcome.format,
      outcome.encoding,
      outcome.etag,
      outcome.lastModified,
      outcome.bodyHash,
      outcome.ignoresValidators,
      outcome.rhythmSeconds,
      outcome.floorSeconds,
    ],
  )
}

/** Counts the answers that lead to one new address, and takes it over once there are enough of them. */
async function noteMove(tx: Queryable, order: PollOrder, movedTo: string | null, now: Date): Promise<void> {
  const times = movedTo === null ? 0 : movedTo === order.movedTo ? order.movedTimes + 1 : 1
  if (movedTo !== null && times >= MOVES_TO_BELIEVE) {
    await move(tx, order, movedTo, now)
    return
  }
  if (movedTo === order.movedTo && times === order.movedTimes) return
  await tx.query('update feed set moved_to = $2, moved_times = $3 where id = $1', [order.feedId, movedTo, times])
}

async function move(tx: Queryable, { feedId }: PollOrder, address: string, now: Date): Promise<void> {
  const moved = await tx.query(
    `update feed set url = $2, moved_to = null, moved_times = 0
      where id = $1 and not exists (select from feed other where other.url = $2 and other.id <> $1) returning id`,
    [feedId, address],
  )
  if (moved.length > 0) return
  const reason = `it has moved to ${address}, which is watched as a feed of its own`
  await pauseFeed(tx, feedId, 'MOVED_ONTO_ANOTHER', reason, now)
}

/** Stops the polls of a feed, with a stable code and a sentence, until an operator resumes it. */
export async function pauseFeed(tx: Queryable, feedId: string, code: string, reason: string, now: Date): Promise<void> {
  await tx.query(`update feed set state = 'paused', state_code = $2, state_reason = $3, state_at = $4 where id = $1`, [
    feedId,
    code,
    reason,
    now,
  ])
}
