import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import type { EditionOverlay } from '../digests/overlay.ts'
import { readStoredEdition } from '../digests/stored-edition.ts'
import { type PlannedDelivery, planOverlays } from './plan-overlays.ts'
import { listRecipients, readSentPrints } from './repository-history.ts'
import { storeOverlays } from './repository-overlay.ts'

/**
 * Plans one delivery for each subscriber who had confirmed before the edition was made and has not left, with what the
 * edition shows them; those that their own settings exclude are settled at once. The mark and the deliveries are stored
 * together, once. They are numbered so that domains take turns: one large receiver must not hold back all others.
 * @returns how many were planned, or null when the edition was planned before
 */
export async function planDeliveries(
  tx: Queryable,
  editionId: string,
  now: Date,
  deadlineAt: Date,
): Promise<number | null> {
  const [mark] = await tx.query(
    `insert into edition_dispatch (edition_id, planned_at, recipients) values ($1, $2, 0)
     on conflict (edition_id) do nothing returning edition_id`,
    [editionId, now],
  )
  if (!mark) return null
  const planned = await planForAll(tx, editionId, now)
  const overlayIds = await storeOverlays(tx, editionId, new Set(planned.map(({ overlay }) => overlay)))
  const rows = await tx.query(
    `insert into delivery (edition_id, subscriber_id, overlay_id, due_at, deadline_at, changed_at)
     select $1, subscriber.id, given.overlay_id, $2, $3, $2
       from unnest($4::bigint[], $5::bigint[]) as given (subscriber_id, overlay_id)
       join subscriber on subscriber.id = given.subscriber_id
      order by row_number() over (partition by split_part(subscriber.address, '@', 2) order by subscriber.id), subscriber.id
     on conflict (edition_id, subscriber_id) do nothing returning id`,
    [
      editionId,
      now,
      deadlineAt,
      planned.map(({ subscriberId }) => subscriberId),
      planned.map(({ overlay }) => overlayIds.get(overlay)),
    ],
  )
  await suppress(tx, editionId, planned, now)
  await tx.query('update edition_dispatch set recipients = $2 where edition_id = $1', [editionId, rows.length])
  return rows.length
}

async function planForAll(tx: Queryable, editionId: string, now: Date): Promise<readonly PlannedDelivery[]> {
  const [stored] = await tx.query<{ digestId: string; content: EditionContent }>(
    'select digest_id as "digestId", content from edition where id = $1',
    [editionId],
  )
  if (!stored) throw new Error(`there is no edition ${editionId}`)
  const edition = { id: editionId, digestId: stored.digestId, content: readStoredEdition(stored.content) }
  const { prints, editionIds } = await readSentPrints(tx, edition)
  return planOverlays(edition.content, await listRecipients(tx, edition, editionIds, now), prints)
}

async function suppress(
  tx: Queryable,
  editionId: string,
  planned: readonly PlannedDelivery[],
  now: Date,
): Promise<void> {
  const settled = planned.filter(({ against }) => against !== null)
  await tx.query(
    `update delivery set state = 'suppressed', reply = given.against, changed_at = $4
       from unnest($2::bigint[], $3::text[]) as given (subscriber_id, against)
      where delivery.edition_id = $1 and delivery.subscriber_id = given.subscriber_id and delivery.state = 'pending'`,
    [editionId, settled.map(({ subscriberId }) => subscriberId), settled.map(({ against }) => against), now],
  )
}

/**
 * Editions to be sent: those that are not planned and whose window ended after `freshAfter` (an older one is no news any
 * more), or which were made in their slot's turn after it; those with a delivery that is due; and those with one that was
 * claimed before `lostBefore`.
 */
export async function listEditionsToSend(
  db: Queryable,
  now: Date,
  { freshAfter, lostBefore }: { readonly freshAfter: Date; readonly lostBefore: Date },
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select edition.id from edition
      where (window_to > $2 or (content ->> 'dueAt' is not null and built_at > $2))
        and not exists (select 1 from edition_dispatch where edition_id = edition.id)
        and exists (select 1 from subscriber where digest_id = edition.digest_id and confirmed_at <= edition.built_at)
      union
     (select edition_id from delivery
       where state in ('pending', 'sending') and claimed_at is null and due_at <= $1 order by due_at limit 1)
      union
     (select edition_id from delivery where claimed_at < $3 limit 1)`,
    [now, freshAfter, lostBefore],
  )
  return rows.map(({ id }) => id)
}

export interface EditionToSend {
  readonly id: string
  readonly content: EditionContent
  readonly contentHash: string
  /** What some of its subscribers are shown of it; null for the public copy. */
  readonly overlay: EditionOverlay | null
}

/** An edition under one of its overlays. */
export async function findEditionToSend(
  db: Queryable,
  editionId: string,
  overlayId: string | null,
): Promise<EditionToSend | null> {
  const [row] = await db.query<EditionToSend>(
    `select edition.id, edition.content, edition.content_hash as "contentHash", overlay.content as overlay
       from edition left join edition_overlay overlay on overlay.id = $2 and overlay.edition_id = edition.id
      where edition.id = $1`,
    [editionId, overlayId],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}
