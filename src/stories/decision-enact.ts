import type { ApplyNeeds } from './decision-apply.ts'
import { mirrorMove } from './decision-mirror.ts'
import { type Mover, moveMembers, writeStoryEvent } from './decision-moves.ts'
import { copiesAlong, othersIn, placesOf, storyNamed } from './decision-places.ts'
import type { DecisionRecord } from './decision.ts'
import type { Queryable } from '../db/database.ts'
import { addSides, markApplied } from './repository-decisions-write.ts'

/** Does what a decision says that contradicts nothing, and settles the articles that it speaks of. */
export async function enact(needs: ApplyNeeds, decision: DecisionRecord): Promise<void> {
  const { tx, now } = needs
  const storyId = await act(needs, decision)
  await markApplied(tx, decision.id, { outcome: 'applied', problem: null, storyId }, now)
}

/** @returns the story that a split has opened; null for all other kinds */
async function act(needs: ApplyNeeds, decision: DecisionRecord): Promise<string | null> {
  switch (decision.kind) {
    case 'merge':
      await merge(needs, decision)
      return null
    case 'split':
      return split(needs, decision)
    case 'move':
    case 'pin':
      await moveTo(needs, decision)
      return null
    case 'lock':
    case 'must_link':
    case 'cannot_link':
      return null
  }
}

export const moverOf = ({ id, author, reason }: DecisionRecord): Mover => ({
  decisionId: id,
  author,
  reason,
  isUndo: false,
})

async function merge({ tx, mirror, now }: ApplyNeeds, decision: DecisionRecord): Promise<void> {
  const [from, into] = [await storyOf(tx, decision.fromStoryId), await storyOf(tx, decision.storyId)]
  if (from === into) return // a merge of the lane's own came first, and the link holds it
  const articleIds = await othersIn(tx, [from], [])
  await moveMembers(tx, { articleIds, into, isMerge: true }, moverOf(decision), now)
  mirror?.mergeStories(from, into)
}

async function split(needs: ApplyNeeds, decision: DecisionRecord): Promise<string> {
  const { tx, now, newStoryId } = needs
  const { id, articleIds, language } = decision
  const from = await storyOf(tx, decision.fromStoryId)
  const along = await copiesAlong(tx, articleIds)
  const leaving = [...articleIds, ...along]
  const opened = await openStory(tx, language, leaving, newStoryId, now)
  const by = moverOf(decision)
  await writeStoryEvent(tx, { storyId: from, event: 'split', decision: { into: opened } }, by, now)
  await writeStoryEvent(tx, { storyId: opened, event: 'created', decision: { from } }, by, now)
  await addSides(tx, id, 'along', along)
  await addSides(tx, id, 'apart', await othersIn(tx, [from], leaving))
  const moved = await moveMembers(tx, { articleIds: leaving, into: opened, isMerge: false }, by, now)
  await mirrorMove(needs, moved, opened)
  return opened
}

async function openStory(
  tx: Queryable,
  language: string,
  articleIds: readonly string[],
  newStoryId: (at: Date) => string,
  now: Date,
): Promise<string> {
  const [first] = await tx.query<{ id: string; at: Date }>(
    'select id, event_at as at from article where id = any($1::bigint[]) order by event_at, canonical_url limit 1',
    [articleIds],
  )
  if (!first) throw new Error('a split without articles')
  const storyId = newStoryId(first.at)
  await tx.query(
    `insert into story (id, language, lead_article_id, first_at, last_at, created_at) values ($1, $2, $3, $4, $4, $5)`,
    [storyId, language, first.id, first.at, now],
  )
  return storyId
}

async function moveTo(needs: ApplyNeeds, decision: DecisionRecord): Promise<void> {
  const { tx, now } = needs
  const { id, kind, articleIds } = decision
  const into = await storyOf(tx, decision.storyId)
  const along = await copiesAlong(tx, articleIds)
  const moving = [...articleIds, ...along]
  const places = await placesOf(tx, articleIds)
  const left = [...new Set(places.map(({ storyId }) => storyId))].filter((storyId) => storyId !== into)
  await addSides(tx, id, 'along', along)
  if (kind === 'move') await addSides(tx, id, 'apart', await othersIn(tx, left, moving))
  const moved = await moveMembers(tx, { articleIds: moving, into, isMerge: false }, moverOf(decision), now)
  await mirrorMove(needs, moved, into)
}

/** The story that answers for the id today. */
async function storyOf(tx: Queryable, storyId: string | null): Promise<string> {
  if (storyId === null) throw new Error('a decision about a story that names none')
  return (await storyNamed(tx, storyId)).id
}
