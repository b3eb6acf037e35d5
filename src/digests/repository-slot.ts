import type { Queryable } from '../db/database.ts'
import type { Draft } from './desk/draft.ts'
import type { Digest } from './digest.ts'
import type { DueDate } from './schedule.ts'

/**
 * `due`: not made yet; `held`: too few feeds were seen; `draft`: with a desk; `frozen`: made; `missed`: never made, and what it
 * would have told is left to the next.
 */
export type SlotState = 'due' | 'held' | 'draft' | 'frozen' | 'missed'

/** When an edition of a digest is due, and what has become of it. */
export interface Slot {
  readonly digestId: string
  readonly localDate: string
  readonly dueAt: Date
  readonly state: SlotState
  /** Why it is held or was missed. */
  readonly reason: string | null
  readonly changedAt: Date
  readonly revision: number
}

/** Columns of a slot. */
export const SLOT = `digest_id as "digestId", local_date as "localDate", due_at as "dueAt", state, reason, changed_at as "changedAt",
  revision`

/**
 * Plans the slots of a digest. What is planned and not begun follows a schedule that has changed; what lies before the
 * latest slot, or before the digest, is not planned after the fact.
 */
export async function planSlots(tx: Queryable, digest: Digest, dates: readonly DueDate[], now: Date): Promise<void> {
  const days = dates.map(({ localDate }) => localDate)
  await tx.query(
    `delete from edition_slot
      where digest_id = $1 and state = 'due' and due_at > $3 and revision = 0 and local_date <> all ($2::date[])`,
    [digest.id, days, now],
  )
  await tx.query(
    `insert into edition_slot (digest_id, local_date, due_at, changed_at)
     select $1, given.day, given.due, $4
       from unnest($2::date[], $3::timestamptz[]) as given (day, due)
      where given.due > $5 and given.day > coalesce((select max(local_date) from edition_slot
                                                      where digest_id = $1 and (state <> 'due' or due_at <= $4)), '-infinity')
     on conflict (digest_id, local_date) do update set due_at = excluded.due_at, changed_at = excluded.changed_at
      where edition_slot.state = 'due' and edition_slot.due_at <> excluded.due_at`,
    [digest.id, days, dates.map(({ dueAt }) => dueAt), now, digest.createdAt],
  )
}

/**
 * Slots that something is to be done for: due or held ones, drafts whose hold has ended or that the next edition has
 * overtaken.
 */
export async function listSlotsToBuild(db: Queryable, now: Date): Promise<readonly Slot[]> {
  return db.query<Slot>(
    `select ${SLOT} from edition_slot slot
      where due_at <= $1 and (state in ('due', 'held') or (state = 'draft' and (
              exists (select 1 from digest where id = slot.digest_id and approval <> 'hold'
                                             and slot.due_at + hold_minutes * interval '1 minute' <= $1)
              or exists (select 1 from edition_slot later where later.digest_id = slot.digest_id
                                                            and later.due_at > slot.due_at and later.due_at <= $1))))
      order by due_at, digest_id`,
    [now],
  )
}

export async function findSlot(db: Queryable, digestId: string, localDate: string): Promise<Slot | null> {
  const [slot] = await db.query<Slot>(`select ${SLOT} from edition_slot where digest_id = $1 and local_date = $2`, [
    digestId,
    localDate,
  ])
  return slot ?? null
}

/** Whether a later edition of the digest is due by now. */
export async function isOvertaken(db: Queryable, { digestId, dueAt }: Slot, now: Date): Promise<boolean> {
  const rows = await db.query(
    'select 1 from edition_slot where digest_id = $1 and due_at > $2 and due_at <= $3 limit 1',
    [digestId, dueAt, now],
  )
  return rows.length > 0
}

/**
 * Holds or misses an edition that is still as `slot` was read: a draft that another worker has given to its desk meanwhile
 * stays there. The time of the change stays when nothing has changed.
 */
export async function setSlot(
  db: Queryable,
  { digestId, localDate, state: seen }: Slot,
  { state, reason }: { readonly state: 'held' | 'missed'; readonly reason: string },
  now: Date,
): Promise<void> {
  await db.query(
    `update edition_slot set state = $3, reason = $4, changed_at = $5
      where digest_id = $1 and local_date = $2 and state = $6 and (state, reason) is distinct from ($3, $4)`,
    [digestId, localDate, state, reason, now, seen],
  )
}

/** Gives an edition to its desk. False where it has one already, or is not to be made any more. */
export async function saveNewDraft(db: Queryable, slot: Slot, draft: Draft, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update edition_slot set state = 'draft', reason = null, draft = $3, changed_at = $4
      where digest_id = $1 and local_date = $2 and state in ('due', 'held') returning digest_id`,
    [slot.digestId, slot.localDate, JSON.stringify(draft), now],
  )
  return rows.length > 0
}

/** Notes the edition that was made of a slot; one that was made outside of the schedule gets its slot then. */
export async function freezeSlot(
  tx: Queryable,
  slot: Pick<Slot, 'digestId' | 'localDate' | 'dueAt'> & { readonly editionId: string },
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into edition_slot (digest_id, local_date, due_at, state, edition_id, changed_at) values ($1, $2, $3, 'frozen', $4, $5)
     on conflict (digest_id, local_date)
       do update set state = 'frozen', reason = null, edition_id = excluded.edition_id, changed_at = excluded.changed_at`,
    [slot.digestId, slot.localDate, slot.dueAt, slot.editionId, now],
  )
}

/** The slots of a digest, the latest first. */
export async function listSlots(db: Queryable, digestId: string, limit: number): Promise<readonly Slot[]> {
  return db.query<Slot>(`select ${SLOT} from edition_slot where digest_id = $1 order by local_date desc limit $2`, [
    digestId,
    limit,
  ])
}

/** A slot that has no edition yet. */
export interface ComingSlot extends Slot {
  readonly digest: string
  readonly zone: string
  /** When a draft is sent by itself, or what is held is made incomplete; null where a desk must approve it. */
  readonly holdUntil: Date | null
}

/** Days for which a missed edition is still told of. */
const MISSED_DAYS = 7

/** Of each digest what is held or with its desk, what is due next, and what was missed lately; the soonest first. */
export async function listComingSlots(db: Queryable, now: Date): Promise<readonly ComingSlot[]> {
  return db.query<ComingSlot>(
    `select ${SLOT}, digest.name as digest, digest.zone,
            case when digest.approval <> 'hold' then due_at + hold_minutes * interval '1 minute' end as "holdUntil"
       from edition_slot slot join digest on digest.id = slot.digest_id
      where state in ('held', 'draft') or (state = 'missed' and due_at > $1::timestamptz - interval '${MISSED_DAYS} days')
         or (state = 'due' and not exists (select 1 from edition_slot earlier
                                            where earlier.digest_id = slot.digest_id and earlier.state = 'due'
                                              and earlier.due_at < slot.due_at))
      order by due_at, digest.name`,
    [now],
  )
}
