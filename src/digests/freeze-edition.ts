import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import { canonicalJson } from './canonical-json.ts'
import type { ComposedEdition } from './compose-edition.ts'
import { composeStored, type EditionPlan, type Reword } from './compose-stored.ts'
import { UsageError } from '../errors.ts'
import { lockDeskSlot } from './desk/repository.ts'
import type { Digest } from './digest.ts'
import { editionWindow } from './edition-window.ts'
import type { Window } from './local-day.ts'
import { findEdition, findEditionBefore, type FrozenEdition, insertEdition, readCoverage } from './repository.ts'
import { insertCandidates } from './repository-candidate.ts'
import { freezeSlot } from './repository-slot.ts'
import { dueAt } from './schedule.ts'

export interface FreezeNeeds {
  readonly db: Database
  readonly clock: Clock
  /** Absent where no writer is set. */
  readonly reword?: Reword
}

/** Builds and freezes the edition of a date outside of the schedule's turn, or returns the one that stands. */
export async function freezeDate(
  needs: FreezeNeeds,
  digest: Digest,
  localDate: string,
  graceMs: number,
): Promise<FrozenEdition> {
  return freezeEdition(needs, digest, localDate, await windowOfDate(needs, digest, localDate, graceMs))
}

/** What the edition of a date tells. */
export async function windowOfDate(
  { db, clock }: { readonly db: Queryable; readonly clock: Clock },
  digest: Digest,
  localDate: string,
  graceMs: number,
): Promise<Window> {
  const before = await findEditionBefore(db, digest.id, localDate)
  return editionWindow(
    { dueAt: dueAt(localDate, digest), zone: digest.zone, previousEnd: before?.windowTo ?? null },
    graceMs,
    clock.now(),
  )
}

/**
 * Builds the edition of a digest for one local date and freezes it, or returns the one that stands already: an edition
 * is made once, and nothing that comes later changes it.
 * @throws UsageError when it is with its desk
 */
export async function freezeEdition(
  needs: FreezeNeeds,
  digest: Digest,
  localDate: string,
  window: Window,
): Promise<FrozenEdition> {
  const standing = await findEdition(needs.db, digest.id, localDate)
  if (standing) return standing
  const plan: EditionPlan = {
    digest,
    localDate,
    window,
    dueAt: null,
    notices: [],
    coverage: await readCoverage(needs.db, window),
  }
  const composed = await composeStored(needs.db, plan, needs.reword)
  await needs.db.transaction(async (tx) => {
    const slot = await lockDeskSlot(tx, digest.id, localDate)
    if (slot?.state === 'draft') throw withItsDesk(digest, localDate)
    await storeEdition(tx, digest, composed, needs.clock.now())
  })
  return readFrozen(needs.db, digest.id, localDate)
}

/** What a desk has done to a draft must not be lost by building it anew. */
const withItsDesk = ({ name }: Digest, localDate: string): UsageError =>
  new UsageError(
    `${name} of ${localDate} is with its desk: wirefold digest approve ${name} --date ${localDate} freezes it as it stands`,
  )

/** Stores an edition for good, with its slot; null when the digest has one of that date already. */
export async function storeEdition(
  tx: Queryable,
  digest: Digest,
  { content, candidates }: ComposedEdition,
  now: Date,
): Promise<string | null> {
  const { localDate } = content
  const contentHash = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const editionId = await insertEdition(tx, { digestId: digest.id, content, contentHash, builtAt: now })
  if (editionId === null) return null
  await insertCandidates(tx, editionId, candidates)
  await freezeSlot(tx, { digestId: digest.id, localDate, dueAt: dueAt(localDate, digest), editionId }, now)
  return editionId
}

/** @throws when there is no such edition */
export async function readFrozen(db: Queryable, digestId: string, localDate: string): Promise<FrozenEdition> {
  const frozen = await findEdition(db, digestId, localDate)
  if (!frozen) throw new Error(`the edition of ${localDate} was not stored`)
  return frozen
}
