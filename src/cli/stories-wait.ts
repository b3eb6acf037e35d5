import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../app.ts'
import { AppError } from '../errors.ts'
import type { EnteredDecision } from '../stories/decision-entry.ts'
import type { DecisionRecord } from '../stories/decision.ts'
import { findDecision } from '../stories/repository-decisions.ts'

const LOOK_MS = 100

/**
 * Runs the lane of the decision's language, or waits for the process that holds it, until the decision or its undo is done.
 * @param waitSeconds after which it stays written down for the lane, and the command gives up waiting
 * @throws AppError DECISION_WAITS (retry) when the time is over; STORY_DECISION_REFUSED (discard) when it came to contradict others
 *   meanwhile; STORY_UNDO_KEPT (discard) when an undo could not put articles back
 */
export async function untilApplied(
  { db, lanes }: Pick<App, 'db' | 'lanes'>,
  signal: AbortSignal,
  { id, language }: EnteredDecision,
  waitSeconds: number,
  act: 'applied' | 'put back',
): Promise<DecisionRecord> {
  const enough = new AbortController()
  const stop = AbortSignal.any([signal, enough.signal, AbortSignal.timeout(waitSeconds * 1_000)])
  const look = async (): Promise<DecisionRecord | null> => {
    const decision = await findDecision(db, id)
    if (!decision || !isDone(decision, act)) return null
    enough.abort()
    return decision
  }
  await lanes.run(language, stop, async () => {
    await look()
  })
  for (;;) {
    const decision = await look()
    if (decision) return settled(decision)
    if (stop.aborted) break
    await pause(LOOK_MS)
  }
  throw new AppError(
    'DECISION_WAITS',
    `decision ${id} is written down and not ${act} yet: the lane of ${language} is busy and does it with its next articles; wirefold stories history shows when it has`,
    { disposition: 'retry', details: { decision: id } },
  )
}

const isDone = ({ isApplied, undoAppliedAt }: DecisionRecord, act: 'applied' | 'put back'): boolean =>
  act === 'applied' ? isApplied : undoAppliedAt !== null

function settled(decision: DecisionRecord): DecisionRecord {
  const { id, outcome, problem, undoAppliedAt } = decision
  if (outcome === 'refused' && undoAppliedAt === null) {
    const message = `decision ${id} contradicts what was decided meanwhile, and was not done\n${problem ?? ''}`
    throw new AppError('STORY_DECISION_REFUSED', message, { disposition: 'discard' })
  }
  if (outcome === 'applied' && undoAppliedAt !== null && problem !== null) {
    throw new AppError('STORY_UNDO_KEPT', `decision ${id} is undone\n${problem}`, { disposition: 'discard' })
  }
  return decision
}
