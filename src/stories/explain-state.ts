import type { Queryable } from '../db/database.ts'
import { lineageAt } from './as-of-lineage.ts'
import type { ClusterArticle } from './cluster-article.ts'

/** As the lane reads articles: their first versions. */
const CLUSTER_ARTICLE = `
  article.id, article.canonical_url as url, publisher.name as publisher, owner_group.name as "ownerGroup",
  article.event_at as "publishedAt", version.title, version.text, coalesce(article.language, 'und') as language`

const SOURCES = `
  join publisher on publisher.id = article.publisher_id
  left join owner_group on owner_group.id = publisher.owner_group_id
  join version on version.article_id = article.id and version.number = 1`

/** Articles with the text by which they were placed; those without any text are missing from the answer. */
export async function listClusterArticles(
  db: Queryable,
  articleIds: readonly string[],
): Promise<readonly ClusterArticle[]> {
  return db.query<ClusterArticle>(
    `select ${CLUSTER_ARTICLE} from article ${SOURCES} where article.id = any($1::bigint[])`,
    [articleIds],
  )
}

/** How an article stood as a copy at a time. */
export interface CopyEvidence {
  readonly originalId: string
  readonly title: string
  readonly publisher: string
  readonly url: string
  readonly kind: string
  /** Share of the copy's text that the original holds, 0 to 1. */
  readonly containment: number | null
}

export async function findCopyEvidence(db: Queryable, articleId: string, at: Date): Promise<CopyEvidence | null> {
  const [row] = await db.query<CopyEvidence>(
    `select original.id as "originalId", coalesce(original.title, original.canonical_url) as title,
            publisher.name as publisher, original.canonical_url as url, lineage.copy_kind as kind, lineage.containment
       from story_article member ${lineageAt('$2')}
       join article original on original.id = lineage.original_id
       join publisher on publisher.id = original.publisher_id
      where member.article_id = $1`,
    [articleId, at],
  )
  return row ?? null
}
