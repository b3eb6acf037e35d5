import type { Queryable } from '../db/database.ts'
import type { DecisionKind, DecisionOutcome } from './decision.ts'

/** A decision as it is written down, before the lane has seen it. */
export interface NewDecision {
  readonly kind: DecisionKind
  readonly language: string
  readonly author: string
  readonly reason: string
  readonly articleIds: readonly string[]
  readonly apartIds: readonly string[]
  readonly storyId: string | null
  readonly fromStoryId: string | null
}

export async function insertDecision(tx: Queryable, decision: NewDecision, now: Date): Promise<string> {
  const { kind, language, author, reason, storyId, fromStoryId } = decision
  const [row] = await tx.query<{ id: string }>(
    `insert into story_decision (kind, language, author, reason, at, story_id, from_story_id)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [kind, language, author, reason, now, storyId, fromStoryId],
  )
  if (!row) throw new Error('the decision was not written')
  await addSides(tx, row.id, 'named', decision.articleIds)
  await addSides(tx, row.id, 'apart', decision.apartIds)
  return row.id
}

/** Notes articles under a decision; those that are noted in that role already stay. */
export async function addSides(
  tx: Queryable,
  decisionId: string,
  role: 'named' | 'along' | 'apart',
  articleIds: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into story_decision_article (decision_id, article_id, role)
     select $1, article_id, $2 from unnest($3::bigint[]) as a (article_id) on conflict do nothing`,
    [decisionId, role, articleIds],
  )
}

export async function markApplied(
  tx: Queryable,
  id: string,
  mark: { readonly outcome: DecisionOutcome; readonly problem: string | null; readonly storyId: string | null },
  now: Date,
): Promise<void> {
  await tx.query(
    `update story_decision set applied_at = $2::timestamptz, outcome = $3, problem = $4, story_id = coalesce(story_id, $5),
            undo_applied_at = case when undone_at is null then null else $2::timestamptz end where id = $1`,
    [id, now, mark.outcome, mark.problem, mark.storyId],
  )
}

/** @returns false when somebody else has undone it before */
export async function markUndone(
  tx: Queryable,
  id: string,
  undo: { readonly author: string; readonly reason: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update story_decision set undone_at = $2, undone_by = $3, undone_reason = $4
      where id = $1 and undone_at is null returning id`,
    [id, now, undo.author, undo.reason],
  )
  return rows.length === 1
}

export async function markUndoApplied(tx: Queryable, id: string, problem: string | null, now: Date): Promise<void> {
  await tx.query('update story_decision set undo_applied_at = $2, problem = $3 where id = $1', [id, now, problem])
}

/** Writes what each decision in force contradicts now; null takes a problem away that is no more. */
export async function saveProblems(
  tx: Queryable,
  language: string,
  problems: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.query(
    `update story_decision d set problem = told.problem
       from (select story_decision.id, p.problem from story_decision
               left join unnest($2::bigint[], $3::text[]) as p (id, problem) on p.id = story_decision.id
              where language = $1 and outcome = 'applied' and undone_at is null) told
      where told.id = d.id and d.problem is distinct from told.problem`,
    [language, [...problems.keys()], [...problems.values()]],
  )
}

/** One analyst at a time decides about a language, so that two decisions that contradict each other never both enter. */
export async function lockDecisions(tx: Queryable, language: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('wirefold story decisions ' || $1, 0))`, [language])
}
