import type { Queryable } from '../db/database.ts'
import { lineageAt } from './as-of-lineage.ts'

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
