import type { Database, Queryable } from '../db/database.ts'
import { AppError, UsageError } from '../errors.ts'
import { contradictionsIn } from './decision-contradictions.ts'
import { draftOf, type Wish } from './decision-draft.ts'
import { contradictionError, decisionInWords } from './decision-words.ts'
import { whatUndoContradicts } from './decision-undo.ts'
import type { Decision, DecisionRecord } from './decision.ts'
import { findDecision, listInForce, loadStanding } from './repository-decisions.ts'
import { insertDecision, lockDecisions, markUndone } from './repository-decisions-write.ts'

/** Who decides, and why: both are kept, and shown to whoever contradicts it later. */
export interface Signed {
  readonly author: string
  readonly reason: string
}

export interface EnteredDecision {
  readonly id: string
  readonly language: string
}

/** Stands for the decision that is being entered: higher than any id that the store gives. */
const ENTERING = '9'.repeat(20)

/**
 * Writes a decision down for the lane of its language to apply.
 * @throws UsageError when author or reason is empty, or the wish names what is not there or is so already
 * @throws AppError STORY_DECISION_CONTRADICTED (discard) when decisions in force say otherwise; the message names them
 */
export async function decide(db: Database, wish: Wish, signed: Signed, now: Date): Promise<EnteredDecision> {
  const checked = checkedSigned(signed)
  return db.transaction((tx) => enterDecision(tx, wish, checked, now))
}

/** As `decide`, in a transaction that is open, by an author and a reason that were checked. */
export async function enterDecision(
  tx: Queryable,
  wish: Wish,
  { author, reason }: Signed,
  now: Date,
): Promise<EnteredDecision> {
  const { language } = await draftOf(tx, wish)
  await lockDecisions(tx, language)
  const draft = await draftOf(tx, wish)
  const { kind, storyId, fromStoryId, articleIds, apartIds, alongIds, leftIds } = draft
  const entering: Decision = {
    id: ENTERING,
    author,
    reason,
    at: now,
    kind,
    storyId,
    fromStoryId,
    articleIds: [...articleIds, ...alongIds],
    apartIds: [...apartIds, ...leftIds],
    isApplied: false,
  }
  const all = [...(await listInForce(tx, language)), entering]
  const contradictions = contradictionsIn(all, await loadStanding(tx, all)).filter(({ decisionIds }) =>
    decisionIds.includes(ENTERING),
  )
  if (contradictions.length > 0) throw contradictionError(contradictions, all, entering)
  return { id: await insertDecision(tx, { ...draft, author, reason }, now), language }
}

/**
 * Takes a decision back: its rules hold no longer, and the lane puts back what it moved. One that was refused leaves the list
 * of problems by it.
 * @throws UsageError when there is no such decision, it was undone before, or author or reason is empty
 * @throws AppError STORY_UNDO_CONTRADICTED (discard) when other decisions hold what would have to go back
 */
export async function undo(db: Database, id: string, signed: Signed, now: Date): Promise<EnteredDecision> {
  const { author, reason } = checkedSigned(signed)
  return db.transaction(async (tx) => {
    const decision = /^\d{1,18}$/.test(id) ? await findDecision(tx, id) : null
    if (!decision)
      throw new UsageError(`there is no decision ${id}: wirefold stories history STORY shows their numbers`)
    await lockDecisions(tx, decision.language)
    const against = decision.outcome === 'applied' ? await whatUndoContradicts(tx, decision) : null
    if (against !== null && decision.undoneAt === null) throw undoError(decision, against)
    if (!(await markUndone(tx, id, { author, reason }, now))) {
      const by = decision.undoneBy === null ? '' : ` by ${decision.undoneBy}`
      throw new UsageError(`it was undone before${by}: ${decisionInWords(decision)}`)
    }
    return { id, language: decision.language }
  })
}

const undoError = (decision: DecisionRecord, against: string): AppError =>
  new AppError(
    'STORY_UNDO_CONTRADICTED',
    `to undo it would contradict other decisions: ${decisionInWords(decision)}\n${against}`,
    { disposition: 'discard', details: { decision: decision.id } },
  )

/**
 * Both on one line.
 * @param what was signed, as the error calls it
 * @throws UsageError when one of them is empty, or the author is no person
 */
export function checkedSigned({ author, reason }: Signed, what = 'a decision'): Signed {
  const checked = { author: onOneLine(author), reason: onOneLine(reason) }
  if (checked.author === '') throw new UsageError(`${what} needs an author: whom may others ask about it?`)
  if (checked.author === 'lane') {
    throw new UsageError(`${what} needs an author other than lane, the lane itself: name a person`)
  }
  if (checked.reason === '') throw new UsageError(`${what} needs a reason: say why, for everyone who wonders later`)
  return checked
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
