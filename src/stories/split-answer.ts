import type { Database, Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import { checkedSigned, enterDecision, type EnteredDecision, type Signed } from './decision-entry.ts'
import { listStillIn, lockSplit, noteSplitDecision, settleSplit, type SplitProposal } from './repository-split-read.ts'

/**
 * Makes a proposal the analyst's own: one split for each part that leaves, written down for the lane, which can be undone
 * like any other. Reports that have left the story since stay where they are, those that came since stay in the story.
 * Either all of it is written or nothing.
 * @throws UsageError when author or reason is empty, or no such proposal is open, or a part of it has gone
 * @throws AppError STORY_DECISION_CONTRADICTED (discard) when decisions in force say otherwise; the proposal stays open
 */
export async function acceptSplit(
  db: Database,
  id: string,
  signed: Signed,
  now: Date,
): Promise<readonly EnteredDecision[]> {
  const answer = checkedSigned(signed, 'an answer')
  return db.transaction(async (tx) => {
    const proposal = await openSplit(tx, id)
    const entered: EnteredDecision[] = []
    for (const { number, articleIds } of proposal.parts.slice(1)) {
      const leaving = await listStillIn(tx, proposal.storyId, articleIds)
      if (leaving.length === 0) throw gone(proposal)
      const wish = { kind: 'split', storyId: proposal.storyId, articleIds: leaving } as const
      const decision = await enterDecision(tx, wish, answer, now)
      await noteSplitDecision(tx, id, number, decision.id)
      entered.push(decision)
    }
    await settleSplit(tx, id, 'accepted', answer, now)
    return entered
  })
}

/**
 * Says that the story is one: much the same parts are not proposed again.
 * @throws UsageError when author or reason is empty, or no such proposal is open
 */
export async function dismissSplit(db: Database, id: string, signed: Signed, now: Date): Promise<void> {
  const answer = checkedSigned(signed, 'an answer')
  await db.transaction(async (tx) => {
    await openSplit(tx, id)
    await settleSplit(tx, id, 'dismissed', answer, now)
  })
}

async function openSplit(tx: Queryable, id: string): Promise<SplitProposal> {
  const proposal = /^\d{1,18}$/.test(id) ? await lockSplit(tx, id) : null
  if (!proposal) throw new UsageError(`there is no proposal ${id}: wirefold stories proposals shows their numbers`)
  const { state, author } = proposal
  if (state === 'outdated') throw gone(proposal)
  if (state !== 'open') throw new UsageError(`proposal ${id} was ${state} before by ${author ?? ''}`)
  return proposal
}

const gone = ({ id, storyId }: SplitProposal): UsageError =>
  new UsageError(
    `proposal ${id} is out of date: story ${storyId} has changed since, and the next night looks at it anew`,
  )
