import type { Queryable } from '../db/database.ts'
import type { PageContext } from './extract/extracted-article.ts'
import type { FeedEntryLabels } from './extract/feed-labels.ts'

/** What the feeds say of an article: the first entry that led to it, with the longest content that any of them carries. */
async function findFeedLabels(db: Queryable, articleId: string): Promise<FeedEntryLabels | null> {
  const [row] = await db.query<FeedEntryLabels>(
    `select title, summary, published_at as "publishedAt",
            (select content from entry where article_id = $1 order by length(content) desc nulls last, id limit 1) as content
       from entry where article_id = $1 order by id limit 1`,
    [articleId],
  )
  return row ?? null
}

/** The labels as part of what is known of a page; nothing where they are switched off or no feed led to the article. */
export async function labelsOf(
  articleId: string,
  { db, feedLabels }: { readonly db: Queryable; readonly feedLabels: boolean },
): Promise<Pick<PageContext, 'feedEntry'>> {
  const feedEntry = feedLabels ? await findFeedLabels(db, articleId) : null
  return feedEntry ? { feedEntry } : {}
}
