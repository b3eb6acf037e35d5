import type { Queryable } from '../db/database.ts'
import type { ApplyNeeds } from './decision-apply.ts'
import { contradictionsIn, keyOf, storiesChangedBy } from './decision-contradictions.ts'
import { heldStory, type Standing } from './decision-graph.ts'
import { mirrorMove } from './decision-mirror.ts'
import { type FormerPlace, type Mover, moveMembers, writeStoryEvent } from './decision-moves.ts'
import { decisionInWords, explain } from './decision-words.ts'
import { type DecisionRecord, holds } from './decision.ts'
import { listInForce, loadStanding, loadSuccessors } from './repository-decisions.ts'
import { markUndoApplied } from './repository-decisions-write.ts'
import { refreshStories } from './repository-facts.ts'

/**
 * Puts back what an undone decision has moved, as far as it still stands where the decision put it and no other decision
 * holds it there. An id that the decision ended lives again. Where going back would contradict decisions in force, all
 * stays as it is, and the decision keeps that as its problem: its own rules hold no longer either way.
 */
export async function putBack(needs: ApplyNeeds, decision: DecisionRecord): Promise<void> {
  const { tx, now } = needs
  if (decision.outcome === 'refused') {
    await markUndoApplied(tx, decision.id, decision.problem, now) // why it was refused is kept; it moved nothing
    return
  }
  const inForce = await listOthersApplied(tx, decision)
  const returns = await listReturns(tx, decision, inForce)
  const found = await contradictionsOf(tx, returns, decision, inForce)
  if (found === null) await goBack(needs, decision, returns)
  await markUndoApplied(tx, decision.id, found === null ? null : `${KEPT}\n${found}`, now)
}

const KEPT =
  '  its rules hold no longer, but the articles stay where they are: moving them back contradicts other decisions'

/** What putting back what the decision moved would contradict now, in words; null when nothing. */
export async function whatUndoContradicts(tx: Queryable, decision: DecisionRecord): Promise<string | null> {
  const others = await listOthersApplied(tx, decision)
  return contradictionsOf(tx, await listReturns(tx, decision, others), decision, others)
}

const listOthersApplied = async (tx: Queryable, { id, language }: DecisionRecord): Promise<readonly DecisionRecord[]> =>
  (await listInForce(tx, language)).filter((other) => other.isApplied && other.id !== id)

interface Return {
  readonly articleId: string
  readonly storyId: string
  readonly was: Pick<FormerPlace, 'storyId'>
}

interface FoundReturn extends Omit<Return, 'was'> {
  readonly was: { readonly storyId: string | null }
}

/** Articles that go back, from where they are and to where. */
async function listReturns(
  tx: Queryable,
  decision: DecisionRecord,
  inForce: readonly DecisionRecord[],
): Promise<readonly Return[]> {
  if (decision.kind === 'must_link' || decision.kind === 'cannot_link' || decision.kind === 'lock') return []
  const put = (await loadSuccessors(tx, [heldStory(decision)])).get(heldStory(decision))
  const rows = await tx.query<FoundReturn>(
    `select member.article_id as "articleId", member.story_id as "storyId",
            coalesce(moved.was, jsonb_build_object('storyId', $3::text)) as was
       from story_article member
       left join story_decision_article moved
         on moved.decision_id = $1 and moved.article_id = member.article_id and moved.role = 'moved'
      where member.story_id = $2 and (moved.article_id is not null
              or ($4::boolean and $2::text = $5::text) or exists (select 1 from story_decision_article original
                where original.decision_id = $1 and original.role = 'moved' and original.article_id = member.original_id))
      order by member.position`,
    [decision.id, put, decision.fromStoryId, decision.kind === 'split', decision.storyId],
  )
  const held = new Set(inForce.filter(holds).flatMap(({ articleIds }) => articleIds))
  const home = new Map(rows.map(({ articleId, was }) => [articleId, was.storyId]))
  const originals = await originalsOf(
    tx,
    rows.map(({ articleId }) => articleId),
  )
  return rows
    .filter(({ articleId }) => !held.has(articleId))
    .map((row) => {
      const original = originals.get(row.articleId)
      // What came later as a copy of something that goes back goes with it.
      const storyId = row.was.storyId ?? (original === undefined ? null : home.get(original))
      return storyId == null ? null : { ...row, was: { storyId } }
    })
    .filter((row) => row !== null)
}

async function originalsOf(tx: Queryable, articleIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; originalId: string }>(
    `select article_id as id, original_id as "originalId" from story_article
      where article_id = any($1::bigint[]) and original_id is not null`,
    [articleIds],
  )
  return new Map(rows.map(({ id, originalId }) => [id, originalId]))
}

/** What going back would contradict; null when nothing. Stories that are locked get and lose nothing. */
async function contradictionsOf(
  tx: Queryable,
  returns: readonly Return[],
  decision: DecisionRecord,
  inForce: readonly DecisionRecord[],
): Promise<string | null> {
  if (returns.length === 0) return null
  const standing = await loadStanding(tx, [...inForce, decision])
  const homes = new Map(returns.map(({ articleId, was }) => [articleId, was.storyId]))
  const after: Standing = {
    storyOf: (articleId) => homes.get(articleId) ?? standing.storyOf(articleId),
    successorOf: (storyId) => ([...homes.values()].includes(storyId) ? storyId : standing.successorOf(storyId)),
  }
  const before = new Set(contradictionsIn(inForce, standing).map(keyOf))
  const found = contradictionsIn(inForce, after).filter((contradiction) => !before.has(keyOf(contradiction)))
  const changed = [...storiesChangedBy(decision, standing), ...homes.values(), ...returns.map(({ storyId }) => storyId)]
  const locks = inForce.filter(
    ({ kind, storyId }) => kind === 'lock' && storyId !== null && changed.includes(standing.successorOf(storyId)),
  )
  if (found.length === 0 && locks.length === 0) return null
  return [
    ...(found.length === 0 ? [] : [explain(found, inForce, decision.id)]),
    ...locks.map((lock) => `  locked by ${decisionInWords(lock)}`),
  ].join('\n')
}

async function goBack(needs: ApplyNeeds, decision: DecisionRecord, returns: readonly Return[]): Promise<void> {
  const { tx, now } = needs
  const by: Mover = {
    decisionId: decision.id,
    author: decision.undoneBy ?? decision.author,
    reason: decision.undoneReason ?? decision.reason,
    isUndo: true,
  }
  for (const home of new Set(returns.map(({ was }) => was.storyId))) {
    const going = returns.filter(({ was }) => was.storyId === home)
    const articleIds = going.map(({ articleId }) => articleId)
    const { into, livesAgain } = await reopen(tx, home, decision, by, now)
    if (livesAgain) needs.outdate()
    const moved = await moveMembers(tx, { articleIds, into, isMerge: false }, by, now)
    await mirrorMove(needs, moved, into)
  }
  if ((await restoreCopies(tx, decision.id)) > 0) needs.outdate()
  await refreshStories(tx, [...new Set(returns.flatMap(({ storyId, was }) => [storyId, was.storyId]))], now)
}

/** The story to go back to: the one that was left, living again if this decision ended it, or else its successor. */
async function reopen(
  tx: Queryable,
  home: string,
  decision: DecisionRecord,
  by: Mover,
  now: Date,
): Promise<{ readonly into: string; readonly livesAgain: boolean }> {
  const [reopened] = await tx.query<{ from: string }>(
    `update story set merged_into = null, merged_at = null from story former
      where story.id = $1 and former.id = story.id and story.merged_into is not null
        and exists (select 1 from ledger where story_id = $1 and event = 'merged' and decision ->> 'decisionId' = $2)
     returning former.merged_into as "from"`,
    [home, decision.id],
  )
  if (!reopened) return { into: (await loadSuccessors(tx, [home])).get(home) ?? home, livesAgain: false }
  await writeStoryEvent(tx, { storyId: reopened.from, event: 'split', decision: { into: home } }, by, now)
  await writeStoryEvent(tx, { storyId: home, event: 'created', decision: { from: reopened.from } }, by, now)
  return { into: home, livesAgain: true }
}

/**
 * Copies that the decision parted from their originals are copies again where both are in one story again.
 * @returns how many
 */
async function restoreCopies(tx: Queryable, decisionId: string): Promise<number> {
  const restored = await tx.query(
    `update story_article member
        set original_id = (parted.was ->> 'originalId')::bigint, copy_kind = parted.was ->> 'copyKind',
            containment = (parted.was ->> 'containment')::real
       from story_decision_article parted, story_article original
      where parted.decision_id = $1 and parted.role = 'freed' and parted.article_id = member.article_id
        and member.original_id is null and original.article_id = (parted.was ->> 'originalId')::bigint
        and original.story_id = member.story_id and original.original_id is null
        and not exists (select 1 from story_article copy where copy.original_id = member.article_id)
     returning member.article_id`,
    [decisionId],
  )
  return restored.length
}
