import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import { readStoredEdition } from '../digests/stored-edition.ts'

/**
 * Plans one delivery for each subscriber who had confirmed before the edition was made and has not left; the mark and the
 * deliveries are stored together, once. They are numbered so that domains take turns: one large receiver must not hold
 * back all others.
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
  const rows = await tx.query(
    `insert into delivery (edition_id, subscriber_id, due_at, deadline_at, changed_at)
     select edition.id, subscriber.id, $2, $3, $2
       from edition join subscriber on subscriber.digest_id = edition.digest_id
      where edition.id = $1 and subscriber.confirmed_at <= edition.built_at and subscriber.unsubscribed_at is null
      order by row_number() over (partition by split_part(subscriber.address, '@', 2) order by subscriber.id), subscriber.id
     on conflict (edition_id, subscriber_id) do nothing returning id`,
    [editionId, now, deadlineAt],
  )
  await tx.query('update edition_dispatch set recipients = $2 where edition_id = $1', [editionId, rows.length])
  return rows.length
}

/**
 * Editions to be sent: those that are not planned and whose window ended after `freshAfter` (an older one is no news any
 * more), or which were made in their slot's turn after it, those with a delivery that is due, and those with one that was claimed before `lostBefore`.
 */
export async function listEditionsToSend(
  db: Queryable,
  now: Date,
  { freshAfter, lostBefore }: { readonly freshAfter: Date; readonly lostBefore: Date },
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select edition.id from edition
      where (window_to > $2 or (content ->> 'dueAt' is not null and built_at > $2)) and not exists (select 1 from edition_dispatch where edition_id = edition.id)
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
  readonly content: EditionContent
  readonly contentHash: string
}

export async function findEditionToSend(db: Queryable, editionId: string): Promise<EditionToSend | null> {
  const [row] = await db.query<EditionToSend>(
    'select content, content_hash as "contentHash" from edition where id = $1',
    [editionId],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}
