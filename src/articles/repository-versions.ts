import type { Queryable } from '../db/database.ts'
import type { ChangeClass } from './versions/change-class.ts'

/** The text of an article as captured at one time; paragraphs parted by a blank line. */
export interface VersionRead {
  readonly number: number
  readonly newest: number
  readonly capturedAt: Date
  readonly title: string
  readonly standfirst: string | null
  readonly authors: readonly string[]
  readonly agencyCredit: string | null
  readonly language: string | null
  readonly text: string
  /** The same to read, as HTML of a few elements; null of articles that came without a page. */
  readonly html: string | null
}

/** One version, or the newest when `number` is null. */
export async function findVersion(
  db: Queryable,
  articleId: string,
  number: number | null,
): Promise<VersionRead | null> {
  const [row] = await db.query<VersionRead>(
    `select number, (select max(number) from version where article_id = $1) as newest, captured_at as "capturedAt", title,
            standfirst, authors, agency_credit as "agencyCredit", language, text, html
       from version where article_id = $1 and ($2::int is null or number = $2) order by version.number desc limit 1`,
    [articleId, number],
  )
  return row ?? null
}

/** A version as a line in a list. */
export interface VersionHead {
  readonly number: number
  readonly capturedAt: Date
  /** Against the version before; empty for the first. */
  readonly changes: readonly ChangeClass[]
}

/** The versions of an article, the newest first. */
export async function listVersions(db: Queryable, articleId: string): Promise<readonly VersionHead[]> {
  return db.query<VersionHead>(
    `select number, captured_at as "capturedAt", changes from version where article_id = $1 order by number desc`,
    [articleId],
  )
}

/** The number of each version, by its id: addresses name versions by number. */
export async function readVersionNumbers(
  db: Queryable,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ id: string; number: number }>(
    'select id, number from version where id = any($1::bigint[])',
    [versionIds],
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}
