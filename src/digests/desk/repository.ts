import type { Queryable } from '../../db/database.ts'
import { type Slot, SLOT } from '../repository-slot.ts'
import { readStoredEdition } from '../stored-edition.ts'
import type { Draft } from './draft.ts'
import type { LoggedEdit } from './logged-edit.ts'

/** A slot with the draft that its desk has. */
export interface DeskSlot extends Slot {
  /** Null where no desk has had it. */
  readonly draft: Draft | null
}

const DESK_SLOT = `select ${SLOT}, draft from edition_slot where digest_id = $1 and local_date = $2`

export async function findDeskSlot(db: Queryable, digestId: string, localDate: string): Promise<DeskSlot | null> {
  const [slot] = await db.query<DeskSlot>(DESK_SLOT, [digestId, localDate])
  return slot ? withFields(slot) : null
}

/** The slot, kept from others until the end of the transaction. */
export async function lockDeskSlot(tx: Queryable, digestId: string, localDate: string): Promise<DeskSlot | null> {
  const [slot] = await tx.query<DeskSlot>(`${DESK_SLOT} for update`, [digestId, localDate])
  return slot ? withFields(slot) : null
}

const withFields = (slot: DeskSlot): DeskSlot =>
  slot.draft ? { ...slot, draft: { ...slot.draft, content: readStoredEdition(slot.draft.content) } } : slot

type SlotName = Pick<DeskSlot, 'digestId' | 'localDate'>

/** Stores a draft under its next revision. */
export async function saveDraft(
  tx: Queryable,
  { digestId, localDate }: SlotName,
  { draft, revision }: { readonly draft: Draft; readonly revision: number },
  now: Date,
): Promise<void> {
  await tx.query(
    `update edition_slot set draft = $3, revision = $4, changed_at = $5 where digest_id = $1 and local_date = $2`,
    [digestId, localDate, JSON.stringify(draft), revision, now],
  )
}

export async function insertEdit(tx: Queryable, { digestId, localDate }: SlotName, logged: LoggedEdit): Promise<void> {
  const { revision, author, at, words, edit, inverse } = logged
  await tx.query(
    `insert into edition_edit (digest_id, local_date, revision, author, at, edit) values ($1, $2, $3, $4, $5, $6)`,
    [digestId, localDate, revision, author, at, JSON.stringify({ words, edit, inverse })],
  )
}

/** What was done to a draft after a revision, the latest first. */
export async function listEdits(
  db: Queryable,
  { digestId, localDate }: SlotName,
  after = 0,
): Promise<readonly LoggedEdit[]> {
  return db.query<LoggedEdit>(
    `select revision, author, at, edit ->> 'words' as words, edit -> 'edit' as edit, edit -> 'inverse' as inverse
       from edition_edit where digest_id = $1 and local_date = $2 and revision > $3 order by revision desc`,
    [digestId, localDate, after],
  )
}

/** Who would be sent an edition of a date: all who have confirmed, have not left or paused, and want one on that weekday. */
export async function countRecipients(db: Queryable, { digestId, localDate }: SlotName, now: Date): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from subscriber
      where digest_id = $1 and confirmed_at <= $3 and unsubscribed_at is null
        and (paused_until is null or paused_until <= $3) and extract(isodow from $2::date) = any (weekdays)`,
    [digestId, localDate, now],
  )
  return row?.n ?? 0
}
