import type { Queryable } from '../db/database.ts'
import type { Clusterer } from './clusterer.ts'
import { contradictionsIn } from './decision-contradictions.ts'
import { isInForce, type DecisionRecord } from './decision.ts'
import { enact } from './decision-enact.ts'
import { putBack } from './decision-undo.ts'
import { explain } from './decision-words.ts'
import { listInForce, listWaiting, loadRules, loadStanding } from './repository-decisions.ts'
import { markApplied, saveProblems } from './repository-decisions-write.ts'

/** The stories that a lane has in memory, as far as analysts change them. Stories and articles that it lacks are no fault. */
export type MirroredStories = Pick<Clusterer, 'moveArticles' | 'mergeStories' | 'setRules'>

export interface ApplyNeeds {
  readonly tx: Queryable
  /** What follows the rows in memory; null where nothing does. */
  readonly mirror: MirroredStories | null
  readonly now: Date
  readonly newStoryId: (at: Date) => string
  readonly outdate: () => void
}

/**
 * Does what analysts have decided since the last time, and puts back what they have undone, in the order in which they
 * asked. A decision that contradicts others by now is not done, and says so: it is `refused` with its problem. What the
 * decisions in force contradict afterwards is written with each of them.
 *
 * For the fenced transaction of the language's lane: nobody else moves articles meanwhile. Applied once only: a second run
 * finds nothing that waits.
 * @param newStoryId makes the id of a story that a split opens
 * @param outdate told when an undo has changed what `mirror` cannot follow, such as an ended id that lives again: whatever
 *   it stands for must be built anew from the rows before it decides anything
 * @returns how many decisions and undos were dealt with; when it is not 0, indexes of other processes are out of date
 */
export async function applyDecisions(
  tx: Queryable,
  language: string,
  mirror: MirroredStories | null,
  now: Date,
  newStoryId: (at: Date) => string,
  outdate: () => void,
): Promise<number> {
  const waiting = await listWaiting(tx, language)
  if (waiting.length === 0) return 0
  const needs: ApplyNeeds = { tx, mirror, now, newStoryId, outdate }
  for (const decision of waiting) await applyOne(needs, decision)
  mirror?.setRules(language, await loadRules(tx, language))
  await noteProblems(tx, language)
  return waiting.length
}

async function applyOne(needs: ApplyNeeds, decision: DecisionRecord): Promise<void> {
  const { tx, now } = needs
  if (decision.undoneAt !== null && decision.isApplied) {
    await putBack(needs, decision)
    return
  }
  if (!isInForce(decision)) {
    await markApplied(tx, decision.id, { outcome: 'withdrawn', problem: null, storyId: null }, now)
    return
  }
  const problem = await problemOf(tx, decision)
  if (problem === null) await enact(needs, decision)
  else await markApplied(tx, decision.id, { outcome: 'refused', problem, storyId: null }, now)
}

/** What the decision contradicts among those that were applied before it; null when nothing. */
async function problemOf(tx: Queryable, decision: DecisionRecord): Promise<string | null> {
  const all = [...(await listInForce(tx, decision.language)).filter(({ isApplied }) => isApplied), decision]
  const found = contradictionsIn(all, await loadStanding(tx, all))
  const own = found.filter(({ decisionIds }) => decisionIds.includes(decision.id))
  return own.length === 0 ? null : explain(own, all, decision.id)
}

/** Tells each decision in force what it contradicts now. */
async function noteProblems(tx: Queryable, language: string): Promise<void> {
  const all = (await listInForce(tx, language)).filter(({ isApplied }) => isApplied)
  const found = contradictionsIn(all, await loadStanding(tx, all))
  const problems = new Map<string, string>()
  for (const { id } of all) {
    const own = found.filter(({ decisionIds }) => decisionIds.includes(id))
    if (own.length > 0) problems.set(id, explain(own, all, id))
  }
  await saveProblems(tx, language, problems)
}
