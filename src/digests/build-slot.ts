import type { Queryable } from '../db/database.ts'
import type { ComposedEdition } from './compose-edition.ts'
import { composeStored } from './compose-stored.ts'
import { composedOf, openDraft } from './desk/draft.ts'
import { lockDeskSlot } from './desk/repository.ts'
import type { Digest } from './digest.ts'
import { type EditionCoverage, type EditionNotice, type EditionStory, sentencesOfStory } from './edition.ts'
import { type FreezeNeeds, storeEdition, windowOfDate } from './freeze-edition.ts'
import { newnessOf, toldStories, type ToldStory } from './newness.ts'
import { listPrints, readCoverage } from './repository.ts'
import { findSlot, isOvertaken, saveNewDraft, setSlot, type Slot } from './repository-slot.ts'

/** An edition that is made later than this after it was due says so. */
const LATE_MS = 3_600_000
const MINUTE_MS = 60_000

export interface BuildNeeds extends FreezeNeeds {
  /** Milliseconds between the end of a window and the time when its edition is due. */
  readonly editionGraceMs: number
}

/**
 * Takes one slot as far as it can go at the moment: frozen and so to be mailed, to its desk, held while too few feeds have
 * been seen, or missed. Done again it goes on from there, and what is frozen or missed stays so.
 */
export async function buildSlot(needs: BuildNeeds, digest: Digest, localDate: string): Promise<void> {
  const { db } = needs
  const now = needs.clock.now()
  const slot = await findSlot(db, digest.id, localDate)
  if (!slot || slot.dueAt > now || slot.state === 'frozen' || slot.state === 'missed') return
  const miss = (reason: string) => setSlot(db, slot, { state: 'missed', reason }, now)
  if (await isOvertaken(db, slot, now)) return miss(overtaken(slot))
  if (slot.state === 'draft') return endDraft(needs, digest, slot, now)
  if (now.getTime() >= catchUpEnd(slot, digest)) {
    return miss(`it was not made within ${inHours(digest.catchUpMinutes)} after it was due`)
  }
  const window = await windowOfDate(needs, digest, localDate, needs.editionGraceMs)
  const coverage = await readCoverage(db, window)
  const isIncomplete = isBelowFloor(coverage, digest)
  const isHolding = now.getTime() < holdEnd(slot, digest)
  if (isIncomplete && isHolding) {
    return setSlot(db, slot, { state: 'held', reason: heldBecause(coverage, digest) }, now)
  }
  const notices = noticesOf(slot, digest, isIncomplete, now)
  const plan = { digest, localDate, window, dueAt: slot.dueAt, notices, coverage }
  const composed = await composeStored(db, plan, needs.reword)
  if (digest.approval === 'hold' || (digest.approval === 'send' && isHolding)) {
    await saveNewDraft(db, slot, openDraft(composed), now)
    return
  }
  await db.transaction((tx) => freezeOpen(tx, digest, slot, composed, now))
}

/** At the end of the hold a draft that nobody has approved is sent as it stands, unless its digest wants it held. */
async function endDraft({ db }: BuildNeeds, digest: Digest, slot: Slot, now: Date): Promise<void> {
  if (digest.approval === 'hold' || now.getTime() < holdEnd(slot, digest)) return
  await db.transaction((tx) => approveDraft(tx, digest, slot.localDate, now))
}

/**
 * Freezes a draft as it stands; within a transaction, so that no edit comes between. The id of the edition, or null when
 * there is no draft of that date any more.
 */
export async function approveDraft(
  tx: Queryable,
  digest: Digest,
  localDate: string,
  now: Date,
): Promise<string | null> {
  const slot = await lockDeskSlot(tx, digest.id, localDate)
  if (slot?.state !== 'draft' || slot.draft === null || (await isOvertaken(tx, slot, now))) return null
  const composed = composedOf(slot.draft)
  const notices = noticesOf(slot, digest, composed.content.notices.includes('incomplete'), now)
  const told = toldStories(await listPrints(tx, digest.id, localDate))
  const stories = composed.content.stories.map((story) => withNewness(story, told))
  return storeEdition(tx, digest, { ...composed, content: { ...composed.content, notices, stories } }, now)
}

/** A desk may have swapped the sentence that held what is new. */
function withNewness(story: EditionStory, told: ReadonlyMap<string, ToldStory>): EditionStory {
  const sentences = sentencesOfStory(story).map(({ text }) => text)
  return { ...story, ...newnessOf({ ...story, sentences }, told.get(story.storyId) ?? null) }
}

/** A desk may have got it meanwhile, or another worker may have frozen it. */
async function freezeOpen(tx: Queryable, digest: Digest, slot: Slot, composed: ComposedEdition, now: Date) {
  const current = await lockDeskSlot(tx, digest.id, slot.localDate)
  if (current?.state === 'due' || current?.state === 'held') await storeEdition(tx, digest, composed, now)
}

const holdEnd = ({ dueAt }: Slot, { holdMinutes }: Digest): number => dueAt.getTime() + holdMinutes * MINUTE_MS
const catchUpEnd = ({ dueAt }: Slot, { catchUpMinutes }: Digest): number => dueAt.getTime() + catchUpMinutes * MINUTE_MS

const isBelowFloor = ({ feeds, feedsSeen }: EditionCoverage, { coverageFloor }: Digest): boolean =>
  feedsSeen * 100 < coverageFloor * feeds

/** Publishers that are named; more are counted. */
const NAMED_GAPS = 6

function heldBecause({ feeds, feedsSeen, gaps }: EditionCoverage, { coverageFloor }: Digest): string {
  const floor = Math.ceil((coverageFloor * feeds) / 100)
  const publishers = [...new Set(gaps.map(({ publisher }) => publisher))]
  const more = publishers.length > NAMED_GAPS ? ` and ${publishers.length - NAMED_GAPS} more` : ''
  return `${feedsSeen} of ${feeds} feeds seen, the floor is ${floor}; not seen: ${publishers.slice(0, NAMED_GAPS).join(', ')}${more}`
}

/** The time that its desk has is no lateness. */
function noticesOf(slot: Slot, digest: Digest, isIncomplete: boolean, now: Date): readonly EditionNotice[] {
  const planned = digest.approval === 'none' ? slot.dueAt.getTime() : holdEnd(slot, digest)
  const isLate = now.getTime() - planned > LATE_MS
  return [...(isLate ? (['late'] as const) : []), ...(isIncomplete ? (['incomplete'] as const) : [])]
}

const overtaken = ({ state, reason }: Slot): string =>
  `the next edition was due before it was ${state === 'draft' ? 'approved' : 'made'}${reason === null ? '' : `: ${reason}`}`

const inHours = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`)
