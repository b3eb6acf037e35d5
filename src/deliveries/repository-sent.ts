import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import type { EditionOverlay } from '../digests/overlay.ts'
import { readStoredEdition } from '../digests/stored-edition.ts'

/** An edition that a subscriber was sent. */
export interface SentEdition {
  readonly content: EditionContent
  /** What it was to this subscriber; null: as the public copy. */
  readonly overlay: EditionOverlay | null
  readonly builtAt: Date
  readonly contentHash: string
}

/**
 * The edition of a local date as a subscriber was sent it; null when none was. A mail that is under way, or whose arrival
 * is uncertain, may have been read.
 */
export async function findSentEdition(
  db: Queryable,
  subscriberId: string,
  localDate: string,
): Promise<SentEdition | null> {
  const [row] = await db.query<SentEdition>(
    `select edition.content, overlay.content as overlay, edition.built_at as "builtAt", edition.content_hash as "contentHash"
       from delivery join edition on edition.id = delivery.edition_id
       left join edition_overlay overlay on overlay.id = delivery.overlay_id
      where delivery.subscriber_id = $1 and edition.local_date = $2 and delivery.state in ('sending', 'sent', 'uncertain')`,
    [subscriberId, localDate],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}
