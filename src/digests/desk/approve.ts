import type { Database, Queryable } from '../../db/database.ts'
import type { Digest } from '../digest.ts'
import { insertEdit } from './repository.ts'
import { type Closed, type Conflict, openSlot } from './save-edit.ts'

/** Freezes the draft of a date as it stands, within a transaction; null when there is none any more. */
export type FreezeDraft = (tx: Queryable, digest: Digest, localDate: string, now: Date) => Promise<string | null>

export type Approved = { readonly kind: 'approved'; readonly editionId: string } | Closed | Conflict

/** Approves the draft that an editor saw: it is frozen and so sent. Who approved it is kept with the edits. */
export function approve(
  db: Database,
  freezeDraft: FreezeDraft,
  digest: Digest,
  localDate: string,
  { author, revision }: { readonly author: string; readonly revision: number },
  now: Date,
): Promise<Approved> {
  return db.transaction(async (tx) => {
    const open = await openSlot(tx, { digestId: digest.id, localDate }, revision, () => 'approved the edition')
    if ('kind' in open) return open
    const logged = { revision: revision + 1, author, at: now, words: 'approved the edition', edit: null, inverse: null }
    await insertEdit(tx, open.slot, logged)
    const editionId = await freezeDraft(tx, digest, localDate, now)
    if (editionId === null) throw new Error(`the draft of ${digest.name} of ${localDate} could not be frozen`)
    return { kind: 'approved', editionId }
  })
}
