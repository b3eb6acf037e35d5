import type { Queryable } from '../db/database.ts'
import type { ClusterArticle } from './cluster-article.ts'

/** Articles as the lane reads them: by their first versions. Those without one are missing from the answer. */
export async function listClusterArticles(
  db: Queryable,
  articleIds: readonly string[],
): Promise<readonly ClusterArticle[]> {
  if (articleIds.length === 0) return []
  return db.query<ClusterArticle>(
    `select article.id, article.canonical_url as url, publisher.name as publisher, owner_group.name as "ownerGroup",
            article.event_at as "publishedAt", version.title, version.text, coalesce(article.language, 'und') as language
       from article join publisher on publisher.id = article.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
       join version on version.article_id = article.id and version.number = 1
      where article.id = any($1::bigint[])`,
    [articleIds],
  )
}
