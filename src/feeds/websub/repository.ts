import type { Queryable } from '../../db/database.ts'
import type { Push } from './slowed-by-push.ts'
import { isTls, type NamedHubs, wantedHub } from './wanted-hub.ts'

/** Some feeds call themselves by another name in every answer: a hub is bothered by that once a day. */
const REPLACED_AFTER_SECONDS = 86_400

/**
 * Notes at a read poll which hub the feed names. Another hub or topic makes a new wish, under another token; none ends the
 * wish. The old subscription is left to its lease: its token is unknown from now on, so its pushes are answered with 410.
 * @param newToken an unguessable text of 20 to 128 letters, digits, `-` and `_`
 * @param mayKnowSecret whether a hub is given a secret to sign with; WebSub 5.1 keeps it to hubs reached by TLS
 */
export async function noteHub(
  tx: Queryable,
  feedId: string,
  named: NamedHubs,
  now: Date,
  newToken: () => string,
  mayKnowSecret: (hubUrl: string) => boolean = isTls,
): Promise<void> {
  const wanted = wantedHub(named)
  if (!wanted) {
    await tx.query('delete from websub_subscription where feed_id = $1', [feedId])
    return
  }
  await tx.query(
    `insert into websub_subscription as known (feed_id, hub_url, topic_url, token, secret, ask_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (feed_id) do update
       set hub_url = excluded.hub_url, topic_url = excluded.topic_url, token = excluded.token, secret = excluded.secret,
           state = 'wanted', reason = null, slot_at = null, requested_at = null, attempts = 0, verified_at = null,
           lease_until = null, last_push_at = null, pushes = 0, pushes_ignored = 0,
           ask_at = greatest(excluded.ask_at, coalesce(known.requested_at + $7 * interval '1 second', known.ask_at))
     where (known.hub_url, known.topic_url) <> (excluded.hub_url, excluded.topic_url)`,
    [
      feedId,
      wanted.hubUrl,
      wanted.topicUrl,
      newToken(),
      mayKnowSecret(wanted.hubUrl) ? newToken() : null,
      now,
      REPLACED_AFTER_SECONDS,
    ],
  )
}

/** What `slowedByPush` needs; null when the feed names no hub. */
export async function findPush(db: Queryable, feedId: string): Promise<Push | null> {
  const [push] = await db.query<Push>(
    `select lease_until as "leaseUntil", last_push_at as "lastPushAt" from websub_subscription where feed_id = $1`,
    [feedId],
  )
  return push ?? null
}

/** A feed is polled for its pushes once a minute at most. */
const EARLY_POLL_SECONDS = 60

/**
 * Makes active feeds due that were pushed since their last poll was ordered. Derived from what is stored and not done by the
 * push itself: a push that comes while a poll runs, or too soon after one, is not lost but waits.
 */
export async function hurryPushedFeeds(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `update feed set next_poll_at = $1
       from websub_subscription push
      where push.feed_id = feed.id and feed.state = 'active' and feed.next_poll_at > $1
        and push.last_push_at is not null
        and not exists (select from poll where poll.feed_id = feed.id
                           and (poll.due_at >= push.last_push_at
                                or poll.due_at > $1::timestamptz - $2 * interval '1 second'))`,
    [now, EARLY_POLL_SECONDS],
  )
}
