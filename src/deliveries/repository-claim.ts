import type { Queryable } from '../db/database.ts'
import { addressHash } from './address.ts'
import type { ClaimedDelivery } from './delivery.ts'

/** Key of the advisory lock of the one sender. */
const SENDER_LOCK = 7_304_613_082

/** Makes the connection the sender's, unless another has that; it is let go with the connection, however that ends. */
export async function becomeSender(session: Queryable): Promise<boolean> {
  const [row] = await session.query<{ isOurs: boolean }>('select pg_try_advisory_lock($1) as "isOurs"', [SENDER_LOCK])
  return row?.isOurs === true
}

/**
 * Settles what a sender has left that ended in the middle. Where the body had not begun, nothing was handed over and the
 * delivery is due again; where it had, the server may have it and only somebody who looks can tell.
 * @returns how many of each
 */
export async function settleBroken(db: Queryable, now: Date): Promise<{ interrupted: number; uncertain: number }> {
  const rows = await db.query<{ state: string }>(
    `with broken as (
       select id, attempts, claimed_at, handed_at from delivery where claimed_at is not null for update),
     noted as (
       insert into delivery_attempt (delivery_id, number, started_at, ended_at, outcome, step, reply)
       select id, attempts, claimed_at, $1,
              case when handed_at is null then 'interrupted' else 'uncertain' end,
              case when handed_at is not null then 'body' end,
              case when handed_at is null then 'the sender ended before the mail was handed over'
                   else 'the sender ended before the reply came' end
         from broken on conflict (delivery_id, number) do nothing)
     update delivery
        set state = case when delivery.handed_at is null then 'sending' else 'uncertain' end,
            claimed_at = null, changed_at = $1, due_at = least(due_at, $1),
            reply = case when delivery.handed_at is null then 'the sender ended before the mail was handed over'
                         else 'the sender ended before the reply came' end
       from broken where broken.id = delivery.id returning delivery.state`,
    [now],
  )
  const uncertain = rows.filter(({ state }) => state === 'uncertain').length
  return { interrupted: rows.length - uncertain, uncertain }
}

interface DueRow extends Omit<ClaimedDelivery, 'attempt' | 'startedAt'> {
  readonly attempts: number
  readonly confirmedAt: Date | null
  readonly unsubscribedAt: Date | null
  readonly pausedUntil: Date | null
}

/**
 * Takes deliveries that are due, at most `limit`; those that must not be sent, or not any more, are settled. For a transaction
 * of the caller's.
 * @returns null when none is due; an empty list when all that were due were settled, and more may be
 */
export async function claimDue(tx: Queryable, now: Date, limit: number): Promise<readonly ClaimedDelivery[] | null> {
  const due = await tx.query<DueRow>(
    `select delivery.id, edition_id as "editionId", overlay_id as "overlayId", subscriber_id as "subscriberId", address, attempts,
            deadline_at as "deadlineAt", confirmed_at as "confirmedAt", unsubscribed_at as "unsubscribedAt", paused_until as "pausedUntil"
       from delivery join subscriber on subscriber.id = subscriber_id
      where state in ('pending', 'sending') and claimed_at is null and due_at <= $1
      order by due_at, delivery.id limit $2 for update of delivery skip locked`,
    [now, limit],
  )
  if (due.length === 0) return null
  const suppressed = await reasonsAgainst(tx, due, now)
  await settle(tx, suppressed, now)
  const wanted = due.filter(({ id }) => !suppressed.has(id))
  await expire(
    tx,
    wanted.filter(({ deadlineAt }) => deadlineAt <= now),
    now,
  )
  const sendable = wanted.filter(({ deadlineAt }) => deadlineAt > now)
  await tx.query(
    `update delivery set state = 'sending', claimed_at = $2, handed_at = null, attempts = attempts + 1, changed_at = $2
      where id = any($1::bigint[])`,
    [sendable.map(({ id }) => id), now],
  )
  return sendable.map(({ id, editionId, overlayId, subscriberId, address, attempts, deadlineAt }) => ({
    id,
    editionId,
    overlayId,
    subscriberId,
    address,
    deadlineAt,
    attempt: attempts + 1,
    startedAt: now,
  }))
}

/** Why a delivery is not sent, by its id. */
async function reasonsAgainst(tx: Queryable, due: readonly DueRow[], now: Date): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map(due.map(({ address }) => [addressHash(address), address]))
  const rows = await tx.query<{ hash: string; reason: string; detail: string }>(
    'select address_hash as hash, reason, detail from suppression where address_hash = any($1::text[])',
    [[...hashes.keys()]],
  )
  const listed = new Map(rows.map(({ hash, reason, detail }) => [hashes.get(hash), `${reason}: ${detail}`]))
  return new Map(
    due.flatMap(({ id, address, confirmedAt, unsubscribedAt, pausedUntil }) => {
      const against =
        listed.get(address) ??
        (unsubscribedAt !== null ? 'unsubscribed' : null) ??
        (confirmedAt === null ? 'asked for again, and not confirmed yet' : null) ??
        (pausedUntil !== null && pausedUntil > now ? `paused until ${pausedUntil.toISOString()}` : null)
      return against === null ? [] : [[id, against] as const]
    }),
  )
}

async function settle(tx: Queryable, suppressed: ReadonlyMap<string, string>, now: Date): Promise<void> {
  await tx.query(
    `update delivery set state = 'suppressed', reply = given.reason, changed_at = $3
       from unnest($1::bigint[], $2::text[]) as given (id, reason) where delivery.id = given.id`,
    [[...suppressed.keys()], [...suppressed.values()], now],
  )
}

/** A delivery passes through `sending` on its way to every end but `suppressed`. */
async function expire(tx: Queryable, late: readonly DueRow[], now: Date): Promise<void> {
  const ids = late.map(({ id }) => id)
  await tx.query(`update delivery set state = 'sending' where id = any($1::bigint[])`, [ids])
  await tx.query(
    `update delivery set state = 'failed', changed_at = $2,
            reply = 'the deadline passed before it could be sent' || coalesce('; last: ' || reply, '')
      where id = any($1::bigint[])`,
    [ids, now],
  )
}

/** Gives back what was claimed and not begun. */
export async function releaseClaims(db: Queryable, claimed: readonly ClaimedDelivery[], now: Date): Promise<void> {
  await db.query(
    `update delivery set claimed_at = null, changed_at = $3
       from unnest($1::bigint[], $2::int[]) as given (id, attempt)
      where delivery.id = given.id and attempts = given.attempt and claimed_at is not null and handed_at is null`,
    [claimed.map(({ id }) => id), claimed.map(({ attempt }) => attempt), now],
  )
}
