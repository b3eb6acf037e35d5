import type { Queryable } from '../../db/database.ts'
import type { Lease } from './lease.ts'

/** The subscription behind a callback's address. */
export interface Callback {
  readonly token: string
  readonly topicUrl: string
  readonly secret: string | null
}

/** The subscription of a token, once its hub has been told the token; null when there is none. */
export async function findCallback(db: Queryable, token: string): Promise<Callback | null> {
  const [row] = await db.query<Callback>(
    `select token, topic_url as "topicUrl", secret from websub_subscription where token = $1 and state <> 'wanted'`,
    [token],
  )
  return row ?? null
}

/**
 * Takes the hub's verification of a request that is still wanted. A hub may verify again without one, which leaves the lease
 * as it is: whoever repeats an old verification gains no time.
 * @returns false when no subscription was asked for
 */
export async function confirmSubscription(db: Queryable, token: string, lease: Lease, now: Date): Promise<boolean> {
  await db.query(
    `update websub_subscription
        set state = 'active', reason = null, attempts = 0, verified_at = $2,
            lease_until = $2::timestamptz + $3 * interval '1 second', ask_at = $2::timestamptz + $4 * interval '1 second'
      where token = $1 and attempts > 0 and state in ('requested', 'active')`,
    [token, now, lease.seconds, lease.renewedAfter],
  )
  const rows = await db.query(`select from websub_subscription where token = $1 and state in ('requested', 'active')`, [
    token,
  ])
  return rows.length > 0
}

/** Hubs refuse for what the publisher may mend, and none tells that it would accept by now. */
const REFUSAL_LASTS_SECONDS = 30 * 86_400

/**
 * Takes the hub's refusal, which may come at any time (WebSub 5.2): no lease, and no request for a month.
 * @returns false when there was nothing to refuse
 */
export async function refuseSubscription(db: Queryable, token: string, reason: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update websub_subscription
        set state = 'refused', reason = $2, lease_until = null, attempts = 0,
            ask_at = $3::timestamptz + $4 * interval '1 second'
      where token = $1 and state in ('requested', 'active') returning feed_id`,
    [token, reason, now, REFUSAL_LASTS_SECONDS],
  )
  return rows.length > 0
}

/** Notes a push that is to be believed, or one that is not. */
export async function notePush(db: Queryable, token: string, isBelieved: boolean, now: Date): Promise<void> {
  await db.query(
    isBelieved
      ? 'update websub_subscription set pushes = pushes + 1, last_push_at = greatest(last_push_at, $2) where token = $1'
      : 'update websub_subscription set pushes_ignored = pushes_ignored + 1 where token = $1',
    isBelieved ? [token, now] : [token],
  )
}
