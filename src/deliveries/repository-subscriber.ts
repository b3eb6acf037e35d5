import type { Queryable } from '../db/database.ts'
import type { ReaderChoices, Subscriber } from './subscriber.ts'

const SUBSCRIBER = `subscriber.id, digest_id as "digestId", digest.name as digest, digest.zone, address,
  generation, subscriber.created_at as "createdAt", confirmed_at as "confirmedAt", consent, paused_until as "pausedUntil",
  unsubscribed_at as "unsubscribedAt", subscriber.weekdays, subscriber.length, quiet`
const FROM = 'from subscriber join digest on digest.id = digest_id'

/** Everyone who subscribes to a digest, or to any, in the order of their coming. */
export async function listSubscribers(db: Queryable, digest: string | null): Promise<readonly Subscriber[]> {
  return db.query<Subscriber>(
    `select ${SUBSCRIBER} ${FROM} where $1::text is null or digest.name = $1 order by subscriber.id`,
    [digest],
  )
}

export async function findSubscriber(db: Queryable, id: string): Promise<Subscriber | null> {
  const [row] = await db.query<Subscriber>(`select ${SUBSCRIBER} ${FROM} where subscriber.id = $1`, [id])
  return row ?? null
}

export async function findSubscribersOf(db: Queryable, address: string): Promise<readonly Subscriber[]> {
  return db.query<Subscriber>(`select ${SUBSCRIBER} ${FROM} where lower(address) = lower($1) order by subscriber.id`, [
    address,
  ])
}

/**
 * Adds a subscription that is still to be confirmed, or asks anew for one that was left or never confirmed: older links to
 * confirm it lose their force. One that stands is returned as it is.
 */
export async function askForSubscription(
  db: Queryable,
  digestId: string,
  address: string,
  now: Date,
): Promise<Subscriber> {
  const [row] = await db.query<{ id: string }>(
    `insert into subscriber (digest_id, address, created_at) values ($1, $2, $3)
     on conflict (digest_id, address) do update
        set generation = subscriber.generation
              + case when subscriber.confirmed_at is null or subscriber.unsubscribed_at is not null then 1 else 0 end,
            confirmed_at = case when subscriber.unsubscribed_at is null then subscriber.confirmed_at end,
            consent = case when subscriber.unsubscribed_at is null then subscriber.consent end,
            unsubscribed_at = null
     returning id`,
    [digestId, address, now],
  )
  const subscriber = row ? await findSubscriber(db, row.id) : null
  if (!subscriber) throw new Error(`the subscription of ${address} was not stored`)
  return subscriber
}

/** Confirms the asking of `generation`; a second time changes nothing. False when that asking is no longer open. */
export async function confirmSubscriber(
  db: Queryable,
  { id, generation }: { readonly id: string; readonly generation: number },
  consent: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update subscriber set confirmed_at = coalesce(confirmed_at, $3), consent = coalesce(consent, $4)
      where id = $1 and generation = $2 and unsubscribed_at is null returning id`,
    [id, generation, now, consent],
  )
  return rows.length > 0
}

/** Ends a subscription; a second time changes nothing. False when there is none. */
export async function unsubscribe(db: Queryable, id: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update subscriber set unsubscribed_at = coalesce(unsubscribed_at, $2) where id = $1 returning id',
    [id, now],
  )
  return rows.length > 0
}

/** No mail before `until`; null ends the pause. False when the subscription does not stand. */
export async function pauseSubscriber(db: Queryable, id: string, until: Date | null): Promise<boolean> {
  const rows = await db.query(
    'update subscriber set paused_until = $2 where id = $1 and unsubscribed_at is null returning id',
    [id, until],
  )
  return rows.length > 0
}

/** What an active subscription sends from now on. False when the subscription does not stand. */
export async function chooseForSubscriber(
  db: Queryable,
  id: string,
  { weekdays, length, quiet }: ReaderChoices,
): Promise<boolean> {
  const rows = await db.query(
    `update subscriber set weekdays = $2, length = $3, quiet = $4 where id = $1 and unsubscribed_at is null returning id`,
    [id, weekdays, length, quiet],
  )
  return rows.length > 0
}
