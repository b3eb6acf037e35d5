import type { Database, Queryable } from '../../db/database.ts'
import type { Digest } from '../digest.ts'
import { applyEdit } from './apply-edit.ts'
import { editInWords } from './edit-words.ts'
import { type Edit, type EditProblem, isRefused } from './edit.ts'
import { inverseOf } from './inverse.ts'
import type { LoggedEdit } from './logged-edit.ts'
import { type DeskSlot, insertEdit, listEdits, lockDeskSlot, saveDraft } from './repository.ts'
import type { CheckRewording } from './support-check.ts'

/** An edit as an editor hands it in. */
export interface SignedEdit {
  readonly edit: Edit
  readonly author: string
  /** Of the draft that the editor saw. */
  readonly revision: number
}

/**
 * What became of an edit.
 * - `closed`: the edition is not with a desk (any more).
 * - `conflict`: others were faster: `theirs` is what they did since, the latest first, `mine` is what was not done, in words.
 */
export type Saved =
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'refused'; readonly problems: readonly EditProblem[] }
  | Closed
  | Conflict

export interface Closed {
  readonly kind: 'closed'
  readonly slot: DeskSlot | null
}

export interface Conflict {
  readonly kind: 'conflict'
  readonly theirs: readonly LoggedEdit[]
  readonly mine: string
  readonly revision: number
}

/** Makes one edit of the draft that its editor saw, and keeps who made it and when. Nothing is stored otherwise. */
export function saveEdit(
  db: Database,
  check: CheckRewording,
  { id, localDate }: { readonly id: Digest['id']; readonly localDate: string },
  signed: SignedEdit,
  now: Date,
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const open = await openSlot(tx, { digestId: id, localDate }, signed.revision, (draft) =>
      editInWords(draft, signed.edit),
    )
    if ('kind' in open) return open
    const { slot, draft } = open
    const next = applyEdit(draft, signed.edit, check)
    if (isRefused(next)) return { kind: 'refused', problems: next }
    const { edit, author } = signed
    const revision = slot.revision + 1
    await saveDraft(tx, slot, { draft: next, revision }, now)
    const words = editInWords(draft, edit)
    await insertEdit(tx, slot, { revision, author, at: now, words, edit, inverse: inverseOf(draft, edit) })
    return { kind: 'saved', revision }
  })
}

/** The slot with its draft, locked, if it is with a desk and at the revision that the editor saw. */
export async function openSlot(
  tx: Queryable,
  name: Pick<DeskSlot, 'digestId' | 'localDate'>,
  seen: number,
  inWords: (draft: NonNullable<DeskSlot['draft']>) => string,
): Promise<{ readonly slot: DeskSlot; readonly draft: NonNullable<DeskSlot['draft']> } | Closed | Conflict> {
  const slot = await lockDeskSlot(tx, name.digestId, name.localDate)
  if (slot?.state !== 'draft' || slot.draft === null) return { kind: 'closed', slot }
  if (slot.revision === seen) return { slot, draft: slot.draft }
  const theirs = await listEdits(tx, slot, seen)
  return { kind: 'conflict', theirs, mine: inWords(slot.draft), revision: slot.revision }
}
