import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'

/** A story as a decision needs to know it. */
export interface DecidedStory {
  /** The story that answers for the id today. */
  readonly id: string
  readonly language: string
  readonly leadArticleId: string
}

/** @throws UsageError for an id that no story has */
export async function storyNamed(db: Queryable, id: string): Promise<DecidedStory> {
  const [row] = await db.query<DecidedStory>(
    `with recursive line (id, next) as (
       select id, merged_into from story where id = $1
       union select story.id, story.merged_into from line join story on story.id = line.next)
     select story.id, story.language, story.lead_article_id as "leadArticleId"
       from line join story on story.id = line.id where line.next is null`,
    [id],
  )
  if (row) return row
  throw new UsageError(`there is no story ${id}: ids have 26 letters and digits, as pages and search results show them`)
}

/** Where an article stands. */
export interface DecidedPlace {
  readonly articleId: string
  readonly storyId: string
  readonly language: string
}

/** @throws UsageError for an article that is unknown or stands in no story yet */
export async function placesOf(db: Queryable, articleIds: readonly string[]): Promise<readonly DecidedPlace[]> {
  const rows = await db.query<{ articleId: string; storyId: string | null; language: string | null }>(
    `select article.id as "articleId", story.id as "storyId", story.language
       from article left join story_article on article_id = article.id left join story on story.id = story_id
      where article.id = any($1::bigint[]) order by article.id`,
    [articleIds],
  )
  const known = new Map(rows.map((row) => [row.articleId, row]))
  return articleIds.map((articleId) => {
    const row = known.get(articleId)
    if (!row) throw new UsageError(`there is no article ${articleId}`)
    const { storyId, language } = row
    if (storyId === null || language === null) {
      throw new UsageError(`article ${articleId} stands in no story yet: decide about it when its lane has placed it`)
    }
    return { articleId, storyId, language }
  })
}

/**
 * Copies that go with the named articles when these leave their story: all but those that another decision in force holds
 * where they are. A copy that is named without its original goes alone, and becomes an original.
 */
export async function copiesAlong(db: Queryable, articleIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select copy.article_id as id from story_article copy
      where copy.original_id = any($1::bigint[]) and copy.article_id <> all($1::bigint[])
        and not exists (
          select 1 from story_decision_article held join story_decision d on d.id = held.decision_id
           where held.article_id = copy.article_id and held.role in ('named', 'along')
             and d.kind in ('pin', 'move', 'split') and d.undone_at is null and d.outcome = 'applied')
      order by copy.position`,
    [articleIds],
  )
  return rows.map(({ id }) => id)
}

/** Articles of the stories but for some of them. */
export async function othersIn(
  db: Queryable,
  storyIds: readonly string[],
  but: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select article_id as id from story_article
      where story_id = any($1::text[]) and article_id <> all($2::bigint[]) order by position`,
    [storyIds, but],
  )
  return rows.map(({ id }) => id)
}
