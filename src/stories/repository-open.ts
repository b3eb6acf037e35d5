import type { Queryable } from '../db/database.ts'

/** Where an article stands. */
export interface PlacedArticle {
  readonly id: string
  /** Its event time. */
  readonly publishedAt: Date
  readonly storyId: string
  readonly originalId: string | null
}

/** Rows a step: few enough that their features are in memory together and that a lease is renewed between two. */
const STEP = 1000

/**
 * The articles of every story that is open at `from` or later, in the order in which they were placed, step by step. Only
 * one such reading may go on in a transaction.
 */
export async function* readOpen(
  tx: Queryable,
  language: string,
  from: Date,
): AsyncGenerator<readonly PlacedArticle[], void> {
  await tx.query(
    `declare open_article no scroll cursor for
     select article.id, article.event_at as "publishedAt", member.story_id as "storyId", member.original_id as "originalId"
       from story_article member join story on story.id = member.story_id join article on article.id = member.article_id
      where story.language = $1 and story.last_at >= $2
      order by member.position`,
    [language, from],
  )
  for (;;) {
    const step = await tx.query<PlacedArticle>(`fetch ${STEP} from open_article`)
    if (step.length > 0) yield step
    if (step.length < STEP) break
  }
  await tx.query('close open_article')
}

/** The newest event time of a lane, or null while it is empty. */
export async function newestPlaced(tx: Queryable, language: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>('select max(last_at) as at from story where language = $1', [
    language,
  ])
  return row?.at ?? null
}
