import type { Queryable } from '../db/database.ts'

/** What a digest tells only of. */
export interface StoredFilters {
  /** Names; empty: all publishers. */
  readonly publishers: readonly string[]
  /** Empty: all stories. */
  readonly watches: readonly { readonly name: string; readonly query: string }[]
}

export async function readStoredFilters(db: Queryable, digestId: string): Promise<StoredFilters> {
  const publishers = await db.query<{ name: string }>(
    `select name from digest_publisher join publisher on publisher.id = publisher_id where digest_id = $1 order by name`,
    [digestId],
  )
  const watches = await db.query<{ name: string; query: string }>(
    `select name, query from digest_watch join watch on watch.id = watch_id where digest_id = $1 order by name`,
    [digestId],
  )
  return { publishers: publishers.map(({ name }) => name), watches }
}

/** What a digest can be narrowed to by name: the table of the names, and the one that joins them to digests. */
const NARROWINGS = {
  publishers: { named: 'publisher', joined: 'digest_publisher', column: 'publisher_id' },
  watches: { named: 'watch', joined: 'digest_watch', column: 'watch_id' },
} as const

/** Puts these names in the place of those before; answers with those that nothing bears, and has changed nothing then. */
export async function replaceFilter(
  tx: Queryable,
  digestId: string,
  kind: keyof typeof NARROWINGS,
  names: readonly string[],
): Promise<readonly string[]> {
  const { named, joined, column } = NARROWINGS[kind]
  const known = await tx.query<{ id: string; name: string }>(
    `select id, name from ${named} where name = any($1::text[])`,
    [names],
  )
  const unknown = names.filter((name) => !known.some((one) => one.name === name))
  if (unknown.length > 0) return unknown
  await tx.query(`delete from ${joined} where digest_id = $1`, [digestId])
  await tx.query(`insert into ${joined} (digest_id, ${column}) select $1, unnest($2::bigint[])`, [
    digestId,
    known.map(({ id }) => id),
  ])
  return []
}
