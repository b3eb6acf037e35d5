import type { Queryable } from '../db/database.ts'
import type { AttemptResult, ClaimedDelivery } from './delivery.ts'

/**
 * Notes that the body is about to begin.
 * @returns false when the delivery is no longer in this sender's hand, and the mail must not go out
 */
export async function markHanded(db: Queryable, { id, attempt }: ClaimedDelivery, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update delivery set handed_at = $3
      where id = $1 and attempts = $2 and state = 'sending' and claimed_at is not null returning id`,
    [id, attempt, now],
  )
  return rows.length > 0
}

const OUTCOMES = { sent: 'sent', failed: 'failed', uncertain: 'uncertain', deferred: 'deferred' } as const

/**
 * Stores what an attempt came to, with the reply; once, by one statement. A reply that comes after the delivery was taken for
 * uncertain settles that, since it is a reply to the very same attempt.
 * @returns false when the delivery has gone on without this attempt
 */
export async function saveResult(
  db: Queryable,
  { id, attempt, startedAt }: ClaimedDelivery,
  result: AttemptResult,
  now: Date,
): Promise<boolean> {
  const step = result.state === 'failed' || result.state === 'deferred' ? result.step : null
  const dueAt = result.state === 'deferred' ? result.dueAt : null
  const [row] = await db.query<{ moved: number }>(
    `with moved as (
       update delivery
          set state = case when $3 = 'deferred' then 'sending' else $3 end, reply = $4, changed_at = $5,
              claimed_at = null, handed_at = case when $3 = 'uncertain' then handed_at end,
              sent_at = case when $3 = 'sent' then $5::timestamptz end, due_at = coalesce($6, due_at),
              resolution = case when state = 'uncertain' then 'the reply came late' else resolution end
        where id = $1 and attempts = $2
          and ((state = 'sending' and claimed_at is not null) or (state = 'uncertain' and $3 = 'sent'))
       returning id),
     noted as (
       insert into delivery_attempt (delivery_id, number, started_at, ended_at, outcome, step, reply)
       select id, $2, $7, $5, $8, $9, $4 from moved
       on conflict (delivery_id, number) do update
          set outcome = excluded.outcome, step = excluded.step, reply = excluded.reply, ended_at = excluded.ended_at)
     select count(*)::int as moved from moved`,
    [id, attempt, result.state, result.reply, now, dueAt, startedAt, OUTCOMES[result.state], step],
  )
  return row?.moved === 1
}
