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

/** Puts these publishers in the place of those before; the names that no publisher has, with nothing changed then. */
export async function replacePublishers(
  tx: Queryable,
  digestId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const known = await tx.query<{ id: string; name: string }>(
    'select id, name from publisher where name = any($1::text[])',
    [names],
  )
  const unknown = names.filter((name) => !known.some((one) => one.name === name))
  if (unknown.length > 0) return unknown
  await tx.query('delete from digest_publisher where digest_id = $1', [digestId])
  await tx.query('insert into digest_publisher (digest_id, publisher_id) select $1, unnest($2::bigint[])', [
    digestId,
    known.map(({ id }) => id),
  ])
  return []
}

/** Puts these watches in the place of those before; the names that no watch has, with nothing changed then. */
export async function replaceWatches(
  tx: Queryable,
  digestId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const known = await tx.query<{ id: string; name: string }>(
    'select id, name from watch where name = any($1::text[])',
    [names],
  )
  const unknown = names.filter((name) => !known.some((one) => one.name === name))
  if (unknown.length > 0) return unknown
  await tx.query('delete from digest_watch where digest_id = $1', [digestId])
  await tx.query('insert into digest_watch (digest_id, watch_id) select $1, unnest($2::bigint[])', [
    digestId,
    known.map(({ id }) => id),
  ])
  return []
}
