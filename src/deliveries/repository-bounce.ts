import type { Queryable } from '../db/database.ts'
import { addressHash } from './address.ts'
import type { Bounce, SuppressionReason } from './bounce.ts'

/** Puts an address on the list of those that get no mail; the first reason stands. */
export async function suppressAddress(
  db: Queryable,
  address: string,
  reason: SuppressionReason,
  detail: string,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into suppression (address_hash, reason, detail, at) values ($1, $2, $3, $4) on conflict (address_hash) do nothing`,
    [addressHash(address), reason, detail, now],
  )
}

/** Takes an address off the list; false when it is not on it. */
export async function allowAddress(db: Queryable, address: string): Promise<boolean> {
  const rows = await db.query('delete from suppression where address_hash = $1 returning address_hash', [
    addressHash(address),
  ])
  return rows.length > 0
}

export async function findSuppression(db: Queryable, address: string): Promise<string | null> {
  const [row] = await db.query<{ reason: string }>(
    `select reason || ': ' || detail as reason from suppression where address_hash = $1`,
    [addressHash(address)],
  )
  return row?.reason ?? null
}

/** Stores a bounce; false when this delivery has one of that kind already, so that a report read twice counts once. */
export async function insertBounce(db: Queryable, bounce: Bounce, now: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into bounce (delivery_id, kind, status, detail, at) select id, $2, $3, $4, $5 from delivery where id = $1
     on conflict (delivery_id, kind) do nothing returning id`,
    [bounce.deliveryId, bounce.kind, bounce.status, bounce.detail, now],
  )
  return rows.length > 0
}

/** Deliveries to an address that came back for a passing reason since `since`. */
export async function countSoftBounces(db: Queryable, address: string, since: Date): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from bounce join delivery on delivery.id = delivery_id
       join subscriber on subscriber.id = subscriber_id
      where lower(address) = lower($1) and kind = 'soft' and at > $2`,
    [address, since],
  )
  return row?.n ?? 0
}

export async function findDeliveryAddress(db: Queryable, deliveryId: string): Promise<string | null> {
  const [row] = await db.query<{ address: string }>(
    'select address from delivery join subscriber on subscriber.id = subscriber_id where delivery.id = $1',
    [deliveryId],
  )
  return row?.address ?? null
}
