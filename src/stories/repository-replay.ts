import type { Queryable } from '../db/database.ts'
import { lineageAt } from './as-of-lineage.ts'

/** From the first instant to that before the second. */
export interface ReplaySpan {
  readonly from: Date
  readonly to: Date
}

/** An event of the ledger as a replay reads it. */
export interface ReplayEvent {
  readonly id: string
  readonly storyId: string
  readonly articleId: string | null
  readonly event: 'created' | 'joined' | 'merged' | 'split'
  readonly at: Date
  readonly actor: string
  readonly reason: string
  /** Of a merge: the story that goes on. */
  readonly into: string | null
  readonly decisionId: string | null
  readonly isUndo: boolean
  /** Of the article, as are those below; null when the event is about a story as a whole. */
  readonly eventAt: Date | null
  readonly originalId: string | null
  readonly copyKind: string | null
  readonly containment: number | null
}

/** A stretch of the ledger of one lane with nothing but placements of the span, and others among them. */
export interface ReplayRun {
  readonly firstId: string
  readonly lastId: string
  readonly firstAt: Date
  /** Articles of the span. */
  readonly articles: number
}

const IN_SPAN = 'article.event_at >= $1 and article.event_at < $2'

/** Languages whose lanes have placed articles of the span. */
export async function listReplayLanguages(
  db: Queryable,
  { from, to }: ReplaySpan,
): Promise<readonly { readonly language: string; readonly articles: number }[]> {
  return db.query(
    `select story.language, count(*)::int as articles
       from article join story_article on story_article.article_id = article.id join story on story.id = story_article.story_id
      where ${IN_SPAN} group by story.language order by story.language`,
    [from, to],
  )
}

/** Articles of the span that the lane has yet to place. */
export async function countUnplaced(db: Queryable, { from, to }: ReplaySpan, language: string | null): Promise<number> {
  const [row] = await db.query<{ articles: number }>(
    `select count(*)::int as articles from article
      where ${IN_SPAN} and scraped_at is not null and clustered_at is null
        and ($3::text is null or coalesce(language, 'und') = $3)`,
    [from, to, language],
  )
  return row?.articles ?? 0
}

/** The newest event of the ledger: what comes later is no part of a replay that begins now. */
export async function newestEvent(db: Queryable): Promise<string> {
  const [row] = await db.query<{ id: string }>('select coalesce(max(id), 0)::text as id from ledger')
  return row?.id ?? '0'
}

const PLACEMENT = `ledger.actor = 'lane' and ledger.reason <> 'merge' and ledger.event in ('created', 'joined')`

/**
 * The stretches of the ledger in which a lane placed articles of the span. Between two of them are more than `gap` events
 * of all lanes, which a replay passes over: entries of a new feed may be months older than what came beside them.
 */
export async function listRuns(
  db: Queryable,
  { from, to }: ReplaySpan,
  { language, throughId, gap }: { readonly language: string; readonly throughId: string; readonly gap: number },
): Promise<readonly ReplayRun[]> {
  return db.query<ReplayRun>(
    `with placed as (
       select min(ledger.id) as id from article join ledger on ledger.article_id = article.id
         join story on story.id = ledger.story_id and story.language = $3
        where ${IN_SPAN} and ledger.id <= $4 and ${PLACEMENT} group by article.id),
     marked as (select id, id - lag(id) over (order by id) > $5 as begins from placed),
     numbered as (select id, count(*) filter (where begins) over (order by id) as run from marked)
     select run.first_id as "firstId", run.last_id as "lastId", ledger.at as "firstAt", run.articles
       from (select min(id) as first_id, max(id) as last_id, count(*)::int as articles from numbered group by run) run
       join ledger on ledger.id = run.first_id order by run.first_id`,
    [from, to, language, throughId, gap],
  )
}

/** The last event before the lane's next placement after an event: the merges and decisions between belong to what went before. */
export async function lastBeforeNext(
  db: Queryable,
  { language, lastId, throughId }: { readonly language: string; readonly lastId: string; readonly throughId: string },
): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `select (ledger.id - 1)::text as id from ledger join story on story.id = ledger.story_id and story.language = $1
      where ledger.id > $2 and ledger.id <= $3 and ${PLACEMENT} order by ledger.id limit 1`,
    [language, lastId, throughId],
  )
  return row?.id ?? throughId
}

/** Where in the ledger to read on. */
export interface EventRange {
  readonly language: string
  /** Event after which the next step begins. */
  readonly afterId: string
  readonly throughId: string
  /** Only what people did. */
  readonly byPeople: boolean
}

/** The next events of a lane, in their order: that in which all of it happened. */
export async function readEvents(
  db: Queryable,
  { language, afterId, throughId, byPeople }: EventRange,
  limit: number,
): Promise<readonly ReplayEvent[]> {
  return db.query<ReplayEvent>(
    `select ledger.id, ledger.story_id as "storyId", ledger.article_id as "articleId", ledger.event, ledger.at, ledger.actor,
            ledger.reason, ledger.decision ->> 'into' as into, ledger.decision ->> 'decisionId' as "decisionId",
            coalesce((ledger.decision ->> 'isUndo')::boolean, false) as "isUndo", article.event_at as "eventAt",
            lineage.original_id as "originalId", lineage.copy_kind as "copyKind", lineage.containment
       from ledger join story on story.id = ledger.story_id and story.language = $1
       left join article on article.id = ledger.article_id
       left join story_article member on member.article_id = ledger.article_id
       ${lineageAt('ledger.at')}
      where ledger.id > $2 and ledger.id <= $3 and ledger.event <> 'left' and ($4::boolean is false or ledger.actor <> 'lane')
      order by ledger.id limit $5`,
    [language, afterId, throughId, byPeople, limit],
  )
}

/** When the lane of the language began or ceased to obey decisions, in order. */
export async function listRuleChanges(db: Queryable, language: string): Promise<readonly Date[]> {
  const rows = await db.query<{ at: Date }>(
    `select applied_at as at from story_decision where language = $1 and outcome = 'applied'
     union select undo_applied_at from story_decision where language = $1 and outcome = 'applied' and undo_applied_at is not null
     order by at`,
    [language],
  )
  return rows.map(({ at }) => at)
}

/** The stored originals of copies among the articles. */
export async function listStoredOriginals(
  db: Queryable,
  articleIds: readonly string[],
): Promise<readonly { readonly articleId: string; readonly originalId: string }[]> {
  return db.query(
    `select article_id as "articleId", original_id as "originalId" from story_article
      where article_id = any($1::bigint[]) and original_id is not null`,
    [articleIds],
  )
}

/** The scores by which the lane placed articles at first; of copies and of those compared with nothing null. */
export async function listStoredScores(
  db: Queryable,
  articleIds: readonly string[],
): Promise<readonly { readonly articleId: string; readonly score: number | null }[]> {
  return db.query(
    `select distinct on (article_id) article_id as "articleId", (decision ->> 'score')::float8 as score from ledger
      where article_id = any($1::bigint[]) and ${PLACEMENT} order by article_id, id`,
    [articleIds],
  )
}

/** What articles are called, by their first versions. */
export async function listHeadlines(
  db: Queryable,
  articleIds: readonly string[],
): Promise<readonly { readonly articleId: string; readonly headline: string }[]> {
  return db.query(
    `select article.id as "articleId", coalesce(version.title, article.title, article.canonical_url) as headline
       from article left join version on version.article_id = article.id and version.number = 1
      where article.id = any($1::bigint[])`,
    [articleIds],
  )
}
