import type { Queryable } from '../db/database.ts'

/** A publisher with how its pages are read. */
export interface RuledPublisher {
  readonly id: string
  readonly name: string
  readonly homeUrl: string | null
  readonly feeds: number
  readonly robotsPolicy: 'obey' | 'ignore'
  /** As stored; null for none. Whether this release accepts them says `parseExtractionRules`. */
  readonly extractionRules: unknown
}

const SELECT = `select id, name, home_url as "homeUrl", robots_policy as "robotsPolicy", extraction_rules as "extractionRules",
                       (select count(*)::int from feed where publisher_id = publisher.id) as feeds
                  from publisher`

/** Every publisher, by name. */
export const listPublishers = (db: Queryable): Promise<readonly RuledPublisher[]> =>
  db.query<RuledPublisher>(`${SELECT} order by name`)

/** The publisher of that name, or of that id where none is called so. */
export async function findPublisher(db: Queryable, named: string): Promise<RuledPublisher | null> {
  const id = /^\d{1,18}$/.test(named) ? named : null
  const [publisher] = await db.query<RuledPublisher>(
    `${SELECT} where name = $1 or id = $2::bigint order by name = $1 desc limit 1`,
    [named, id],
  )
  return publisher ?? null
}

/** Sets how a publisher's pages are read from now on; null for like all others. */
export async function setExtractionRules(db: Queryable, publisherId: string, rules: object | null): Promise<void> {
  await db.query('update publisher set extraction_rules = $2::jsonb where id = $1', [
    publisherId,
    rules === null ? null : JSON.stringify(rules),
  ])
}
