import type { Queryable } from '../db/database.ts'
import type { DeliveryState } from './delivery.ts'
import { DELIVERY_STATES, type DeliveryCounts } from './delivery-words.ts'

/** A delivery as it is listed. */
export interface ListedDelivery {
  readonly id: string
  readonly digest: string
  readonly localDate: string
  readonly address: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly reply: string | null
  readonly changedAt: Date
  /** Of the next attempt, where there will be one. */
  readonly dueAt: Date | null
  readonly isConfirmedLost: boolean
  readonly resolution: string | null
}

export interface DeliveryFilter {
  readonly digest?: string | undefined
  readonly localDate?: string | undefined
  readonly state?: DeliveryState | undefined
  readonly limit: number
}

/** What needs somebody first: uncertain and failed, then what is under way, then the rest; the newest first within. */
export async function listDeliveries(db: Queryable, filter: DeliveryFilter): Promise<readonly ListedDelivery[]> {
  return db.query<ListedDelivery>(
    `${LISTED}
      where ($1::text is null or digest.name = $1) and ($2::date is null or edition.local_date = $2)
        and ($3::text is null or delivery.state = $3)
      order by array_position($5::text[], delivery.state), delivery.changed_at desc, delivery.id desc limit $4`,
    [filter.digest ?? null, filter.localDate ?? null, filter.state ?? null, filter.limit, DELIVERY_STATES],
  )
}

export async function findDelivery(db: Queryable, id: string): Promise<ListedDelivery | null> {
  const [row] = await db.query<ListedDelivery>(`${LISTED} where delivery.id = $1`, [id])
  return row ?? null
}

const LISTED = `
  select delivery.id, digest.name as digest, edition.local_date as "localDate", address, state, attempts, reply,
         changed_at as "changedAt", case when state in ('pending', 'sending') then due_at end as "dueAt",
         lost_confirmed_at is not null as "isConfirmedLost", resolution
    from delivery join edition on edition.id = edition_id join digest on digest.id = edition.digest_id
    join subscriber on subscriber.id = subscriber_id`

export interface Attempt {
  readonly number: number
  readonly startedAt: Date
  readonly endedAt: Date
  readonly outcome: 'sent' | 'deferred' | 'failed' | 'uncertain' | 'interrupted'
  readonly step: string | null
  readonly reply: string
}

/** Every attempt of a delivery, the first one first. */
export const listAttempts = async (db: Queryable, deliveryId: string): Promise<readonly Attempt[]> =>
  (await loadAttempts(db, [deliveryId])).get(deliveryId) ?? []

/** Every attempt of these deliveries by their ids, the first one first; those without any are missing. */
export async function loadAttempts(
  db: Queryable,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Attempt[]>> {
  const rows = await db.query<Attempt & { deliveryId: string }>(
    `select delivery_id as "deliveryId", number, started_at as "startedAt", ended_at as "endedAt", outcome, step, reply
       from delivery_attempt where delivery_id = any($1::bigint[]) order by delivery_id, number`,
    [deliveryIds],
  )
  const byDelivery = new Map<string, Attempt[]>()
  for (const { deliveryId, ...attempt } of rows) {
    const others = byDelivery.get(deliveryId)
    if (others) others.push(attempt)
    else byDelivery.set(deliveryId, [attempt])
  }
  return byDelivery
}

export interface EditionDeliveries {
  readonly digest: string
  readonly localDate: string
  readonly plannedAt: Date
  readonly counts: DeliveryCounts
}

/** The newest editions that were sent, with how many deliveries are in each state. */
export async function listSentEditions(db: Queryable, limit: number): Promise<readonly EditionDeliveries[]> {
  return db.query<EditionDeliveries>(`${SENT_EDITIONS} order by planned_at desc, edition.id desc limit $1`, [limit])
}

/** How many deliveries of an edition are in each state; null where it has not been sent. */
export async function findSentEdition(
  db: Queryable,
  digest: string,
  localDate: string,
): Promise<EditionDeliveries | null> {
  const [row] = await db.query<EditionDeliveries>(
    `${SENT_EDITIONS} where digest.name = $1 and edition.local_date = $2`,
    [digest, localDate],
  )
  return row ?? null
}

const SENT_EDITIONS = `
  select digest.name as digest, edition.local_date as "localDate", planned_at as "plannedAt", states.counts
    from edition_dispatch join edition on edition.id = edition_id join digest on digest.id = edition.digest_id
    cross join lateral (
      select coalesce(jsonb_object_agg(state, n), '{}') as counts
        from (select state, count(*)::int as n from delivery where edition_id = edition.id group by state) counted) states`
