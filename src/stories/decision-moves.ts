import type { Queryable } from '../db/database.ts'
import { refreshStories } from './repository-facts.ts'
import type { LedgerEventName } from './repository-ledger.ts'

/** Who moves articles, as the ledger tells it. */
export interface Mover {
  readonly decisionId: string
  readonly author: string
  readonly reason: string
  readonly isUndo: boolean
}

/** A membership as it was before an analyst changed it. */
export interface FormerPlace {
  readonly storyId: string
  readonly originalId: string | null
  readonly copyKind: string | null
  readonly containment: number | null
}

export interface MovedArticle {
  readonly articleId: string
  readonly was: FormerPlace
}

export interface Move {
  readonly articleIds: readonly string[]
  readonly into: string
  /** A merge ends the story as a whole: its articles did not leave it one by one. */
  readonly isMerge: boolean
}

export interface Moved {
  /** In the order in which the lane once placed them. */
  readonly movedIds: readonly string[]
  /** Copies, moved or left behind, that are originals since. */
  readonly partedIds: readonly string[]
}

/**
 * Moves articles into an open story, with the events that explain it, and tidies up behind them: a copy that is parted
 * from its original becomes an original itself; stories left empty name the story as their successor; times and lead
 * articles are those of the members. Articles that stand there already are passed over.
 */
export async function moveMembers(tx: Queryable, move: Move, by: Mover, now: Date): Promise<Moved> {
  const moved = await tx.query<MovedArticle>(
    `select article_id as "articleId", jsonb_build_object('storyId', story_id, 'originalId', original_id::text,
            'copyKind', copy_kind, 'containment', containment) as was
       from story_article where article_id = any($1::bigint[]) and story_id <> $2 order by position for update`,
    [move.articleIds, move.into],
  )
  if (moved.length === 0) return { movedIds: [], partedIds: [] }
  if (!move.isMerge) await writeEvents(tx, 'left', moved, by, now, (was) => [was, { into: move.into }])
  const events = await writeEvents(tx, 'joined', moved, by, now, (was) => [move.into, { from: was }])
  await tx.query(
    `update story_article member set story_id = $1, ledger_id = event.ledger_id
       from unnest($2::bigint[], $3::bigint[]) as event (article_id, ledger_id) where event.article_id = member.article_id`,
    [move.into, moved.map(({ articleId }) => articleId), events],
  )
  const freed = await freeParted(tx, move.articleIds)
  await noteMoved(tx, by, moved, events, freed)
  const left = [...new Set(moved.map(({ was }) => was.storyId))]
  await endEmpty(tx, left, move.into, by, now)
  await refreshStories(tx, [move.into, ...left], now)
  return { movedIds: moved.map(({ articleId }) => articleId), partedIds: freed.map(({ articleId }) => articleId) }
}

/** @returns the ids of the events, in the order of the articles */
async function writeEvents(
  tx: Queryable,
  event: LedgerEventName,
  moved: readonly MovedArticle[],
  by: Mover,
  now: Date,
  telling: (was: string) => readonly [storyId: string, decision: object],
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `insert into ledger (story_id, article_id, event, at, actor, reason, decision)
     select story_id, article_id, $4, $5, $6, $7, decision
       from unnest($1::text[], $2::bigint[], $3::jsonb[]) with ordinality as e (story_id, article_id, decision, place)
      order by place returning id`,
    [
      moved.map(({ was }) => telling(was.storyId)[0]),
      moved.map(({ articleId }) => articleId),
      moved.map(({ was }) => JSON.stringify({ ...markOf(by), ...telling(was.storyId)[1] })),
      event,
      now,
      by.author,
      by.reason,
    ],
  )
  return rows.map(({ id }) => id)
}

/** What every event of a decision names besides. */
const markOf = ({ decisionId, isUndo }: Mover): object => ({ decisionId, ...(isUndo ? { isUndo } : {}) })

/** Writes an event of a story as a whole. */
export async function writeStoryEvent(
  tx: Queryable,
  told: { readonly storyId: string; readonly event: 'merged' | 'split' | 'created'; readonly decision: object },
  by: Mover,
  now: Date,
): Promise<void> {
  await tx.query(`insert into ledger (story_id, event, at, actor, reason, decision) values ($1, $2, $3, $4, $5, $6)`, [
    told.storyId,
    told.event,
    now,
    by.author,
    by.reason,
    JSON.stringify({ ...markOf(by), ...told.decision }),
  ])
}

/** Copies whose original is in another story now, moved themselves or left behind. */
async function freeParted(tx: Queryable, articleIds: readonly string[]): Promise<readonly MovedArticle[]> {
  return tx.query<MovedArticle>(
    `with parted as (
       select copy.article_id, copy.story_id, copy.original_id, copy.copy_kind, copy.containment
         from story_article copy join story_article original on original.article_id = copy.original_id
        where (copy.article_id = any($1::bigint[]) or copy.original_id = any($1::bigint[]))
          and original.story_id <> copy.story_id)
     update story_article member set original_id = null, copy_kind = null, containment = null
       from parted where parted.article_id = member.article_id
     returning member.article_id as "articleId", jsonb_build_object('storyId', parted.story_id,
       'originalId', parted.original_id::text, 'copyKind', parted.copy_kind, 'containment', parted.containment) as was`,
    [articleIds],
  )
}

/** What an undo needs to put back; an undo itself notes nothing, because it is never undone. */
async function noteMoved(
  tx: Queryable,
  { decisionId, isUndo }: Mover,
  moved: readonly MovedArticle[],
  events: readonly string[],
  freed: readonly MovedArticle[],
): Promise<void> {
  if (isUndo) return
  await tx.query(
    `insert into story_decision_article (decision_id, article_id, role, was, ledger_id)
     select $1, article_id, role, was, ledger_id
       from unnest($2::bigint[], $3::text[], $4::jsonb[], $5::bigint[]) as m (article_id, role, was, ledger_id)`,
    [
      decisionId,
      [...moved, ...freed].map(({ articleId }) => articleId),
      [...moved.map(() => 'moved'), ...freed.map(() => 'freed')],
      [...moved, ...freed].map(({ was }) => JSON.stringify(was)),
      [...events, ...freed.map(() => null)],
    ],
  )
}

async function endEmpty(
  tx: Queryable,
  storyIds: readonly string[],
  successor: string,
  by: Mover,
  now: Date,
): Promise<void> {
  const ended = await tx.query<{ id: string }>(
    `update story set merged_into = $2, merged_at = $3
      where id = any($1::text[]) and merged_into is null and id <> $2
        and not exists (select 1 from story_article where story_id = story.id) returning id`,
    [storyIds, successor, now],
  )
  for (const { id } of ended) {
    await writeStoryEvent(tx, { storyId: id, event: 'merged', decision: { into: successor } }, by, now)
  }
}
