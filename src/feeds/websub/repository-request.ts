import type { Queryable } from '../../db/database.ts'
import type { RequestFailure } from './hub-answer.ts'
import { waitAfter } from './lease.ts'
import type { SubscriptionRequest } from './subscription-form.ts'

/** Of feeds that are polled; a request whose slot is still to come is on its way. */
const DUE = `subscription.ask_at <= $1 and coalesce(subscription.slot_at <= $1, true) and feed.state = 'active'`

/** Feeds whose hub is to be asked now: for the first time, again after no lease came of it, or for a longer lease. */
export async function listDueSubscriptions(db: Queryable, now: Date): Promise<readonly string[]> {
  const rows = await db.query<{ feedId: string }>(
    `select feed_id as "feedId" from websub_subscription subscription join feed on feed.id = subscription.feed_id
      where ${DUE} order by subscription.ask_at, feed_id limit 1000`,
    [now],
  )
  return rows.map(({ feedId }) => feedId)
}

/** The request that a feed's hub is due, or null when it is not. */
export async function findDueSubscription(
  db: Queryable,
  feedId: string,
  now: Date,
): Promise<SubscriptionRequest | null> {
  const [row] = await db.query<SubscriptionRequest>(
    `select feed_id as "feedId", hub_url as "hubUrl", topic_url as "topicUrl", token, secret, slot_at as "slotAt", attempts
       from websub_subscription subscription join feed on feed.id = subscription.feed_id
      where ${DUE} and feed_id = $2`,
    [now, feedId],
  )
  return row ?? null
}

export async function saveSubscriptionSlot(db: Queryable, feedId: string, slot: Date): Promise<void> {
  await db.query('update websub_subscription set slot_at = $2 where feed_id = $1', [feedId, slot])
}

/**
 * Marks a request as made, just before it is: hubs verify while they are still being answered. Names when the next one is due
 * should nothing come of it. A lease that still runs is kept.
 * @returns false when another run has made it, or the feed names another hub by now
 */
export async function markRequested(
  db: Queryable,
  { feedId, token, attempts }: SubscriptionRequest,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update websub_subscription
        set state = case when lease_until > $3 then 'active' else 'requested' end,
            lease_until = case when lease_until > $3 then lease_until end,
            reason = null, slot_at = null, requested_at = $3, attempts = attempts + 1,
            ask_at = $3::timestamptz + $5 * interval '1 second'
      where feed_id = $1 and token = $2 and attempts = $4 and ask_at <= $3 returning feed_id`,
    [feedId, token, now, attempts, waitAfter(attempts + 1)],
  )
  return rows.length > 0
}

/**
 * Notes a failure, unless the hub has verified the request all the same. A lease that still runs is kept.
 * @param retryAt when the hub asks to come back
 */
export async function noteRequestFailure(
  db: Queryable,
  { feedId, token }: SubscriptionRequest,
  { reason, isRefusal }: RequestFailure,
  retryAt: Date | null,
): Promise<void> {
  await db.query(
    `update websub_subscription
        set reason = $3, state = case when $4 and state = 'requested' then 'failed' else state end,
            ask_at = greatest(ask_at, $5::timestamptz)
      where feed_id = $1 and token = $2 and attempts > 0`,
    [feedId, token, reason, isRefusal, retryAt],
  )
}
