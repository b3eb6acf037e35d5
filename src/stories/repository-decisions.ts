import type { Queryable } from '../db/database.ts'
import type { AnalystRules } from './analyst-rules.ts'
import type { DecisionRecord } from './decision.ts'
import type { Standing } from './decision-graph.ts'
import { rulesOf } from './decision-rules.ts'

const DECISION = `
  select d.id, d.kind, d.language, d.author, d.reason, d.at, d.story_id as "storyId", d.from_story_id as "fromStoryId",
         d.applied_at as "appliedAt", d.outcome, d.problem, d.undone_at as "undoneAt", d.undone_by as "undoneBy",
         d.undone_reason as "undoneReason", d.undo_applied_at as "undoAppliedAt", d.applied_at is not null as "isApplied",
         coalesce(sides.articles, '{}') as "articleIds", coalesce(sides.apart, '{}') as "apartIds"
    from story_decision d
    left join lateral (
      select array_agg(article_id::text order by article_id) filter (where role in ('named', 'along')) as articles,
             array_agg(article_id::text order by article_id) filter (where role = 'apart') as apart
        from story_decision_article where decision_id = d.id) sides on true`

/** Whose act or whose undo waits for the lane; as in the index of those that wait. */
const WAITS = '(applied_at is null or (undone_at is not null and undo_applied_at is null))'

/** Whether decisions or undos of the language wait for its lane. */
export async function hasDecisions(db: Queryable, language: string): Promise<boolean> {
  const [row] = await db.query<{ waiting: boolean }>(
    `select exists (select 1 from story_decision where language = $1 and ${WAITS}) as waiting`,
    [language],
  )
  return row?.waiting === true
}

/** Languages for whose lanes decisions or undos wait. */
export async function listDecidedLanguages(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ language: string }>(
    `select distinct language from story_decision where ${WAITS} order by language`,
  )
  return rows.map(({ language }) => language)
}

/** Decisions whose act or whose undo waits for the lane, in the order in which they were asked for. */
export async function listWaiting(db: Queryable, language: string): Promise<readonly DecisionRecord[]> {
  return db.query<DecisionRecord>(
    `${DECISION} where d.language = $1 and ${WAITS}
      order by coalesce(d.undone_at, d.at), d.id`,
    [language],
  )
}

/** Decisions of the language that later runs must obey, those that wait for the lane among them, by age. */
export async function listInForce(db: Queryable, language: string): Promise<readonly DecisionRecord[]> {
  return db.query<DecisionRecord>(
    `${DECISION} where d.language = $1 and d.undone_at is null and coalesce(d.outcome, 'applied') = 'applied' order by d.id`,
    [language],
  )
}

/** Decisions that the lane obeyed at that time, whatever was undone since. */
export async function listObeyedAt(db: Queryable, language: string, at: Date): Promise<readonly DecisionRecord[]> {
  return db.query<DecisionRecord>(
    `${DECISION} where d.language = $1 and d.outcome = 'applied' and d.applied_at <= $2
        and (d.undo_applied_at is null or d.undo_applied_at > $2) order by d.id`,
    [language, at],
  )
}

export async function findDecision(db: Queryable, id: string): Promise<DecisionRecord | null> {
  const [row] = await db.query<DecisionRecord>(`${DECISION} where d.id = $1`, [id])
  return row ?? null
}

/** The lock of the story that answers for an id; null when it has none. */
export async function findLock(db: Queryable, storyId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `with recursive line (id, next) as (
       select id, merged_into from story where id = $1
       union select story.id, story.merged_into from story join line on story.id = line.next or story.merged_into = line.id)
     select d.id from story_decision d join line on line.id = d.story_id
      where d.kind = 'lock' and d.undone_at is null and coalesce(d.outcome, 'applied') = 'applied' order by d.id limit 1`,
    [storyId],
  )
  return row?.id ?? null
}

/** Decisions about the stories, about articles that left them or stand in the first of them, by age. `storyIds`: a story's own id, then its former ones. */
export async function listDecisionsAbout(
  db: Queryable,
  storyIds: readonly string[],
): Promise<readonly DecisionRecord[]> {
  return db.query<DecisionRecord>(
    `${DECISION} where d.story_id = any($1::text[]) or d.from_story_id = any($1::text[])
        or d.id in (select decision_id from story_decision_article where role = 'moved' and was ->> 'storyId' = any($1::text[]))
        or exists (select 1 from story_decision_article named join story_article member using (article_id)
                    where named.decision_id = d.id and named.role in ('named', 'along') and member.story_id = $2)
      order by d.id`,
    [storyIds, storyIds[0] ?? ''],
  )
}

/**
 * Decisions that somebody has to settle, by age: those in force that contradict one another, those that were refused and
 * not taken back, and those whose undo could not put articles back that stand there still.
 */
export async function listStoryProblems(db: Queryable): Promise<readonly DecisionRecord[]> {
  return db.query<DecisionRecord>(
    `${DECISION} where d.problem is not null
        and (d.undone_at is null or exists (
          select 1 from story_decision_article moved join story_article member using (article_id, ledger_id)
           where moved.decision_id = d.id and moved.role = 'moved'))
      order by d.id`,
  )
}

/** What the lane of the language must obey: applied decisions that nobody has undone. */
export async function loadRules(db: Queryable, language: string): Promise<AnalystRules> {
  const decisions = (await listInForce(db, language)).filter(({ isApplied }) => isApplied)
  const standing = await loadStanding(db, decisions)
  return rulesOf(decisions, (id) => standing.successorOf(id))
}

/** Where the articles and stories of these decisions, and the stories named besides, stand now. */
export async function loadStanding(
  db: Queryable,
  decisions: readonly Pick<DecisionRecord, 'articleIds' | 'apartIds' | 'storyId' | 'fromStoryId'>[],
): Promise<Standing> {
  const articleIds = [...new Set(decisions.flatMap((decision) => [...decision.articleIds, ...decision.apartIds]))]
  const members = await db.query<{ id: string; storyId: string }>(
    'select article_id as id, story_id as "storyId" from story_article where article_id = any($1::bigint[])',
    [articleIds],
  )
  const stories = new Map(members.map(({ id, storyId }) => [id, storyId]))
  const named = decisions.flatMap(({ storyId, fromStoryId }) => [storyId, fromStoryId]).filter((id) => id !== null)
  const successors = await loadSuccessors(db, named)
  return {
    storyOf: (articleId) => stories.get(articleId) ?? null,
    successorOf: (storyId) => successors.get(storyId) ?? storyId,
  }
}

/** The story that answers today for each of the ids that are known. */
export async function loadSuccessors(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; successor: string }>(
    `with recursive line (id, at, next) as (
       select id, id, merged_into from story where id = any($1::text[])
       union select line.id, story.id, story.merged_into from line join story on story.id = line.next)
     select id, at as successor from line where next is null`,
    [ids],
  )
  return new Map(rows.map(({ id, successor }) => [id, successor]))
}
