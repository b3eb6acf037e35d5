import type { Queryable } from '../db/database.ts'
import type { NewEntry } from './feed.ts'

/**
 * Stores entries that this feed has not carried before and returns how many those were. An article that the feed has
 * carried under another name is no new entry: some feeds name their entries anew with every poll.
 */
export async function insertEntries(
  tx: Queryable,
  feedId: string,
  entries: readonly NewEntry[],
  now: Date,
): Promise<number> {
  if (entries.length === 0) return 0
  const rows = await tx.query(
    `insert into entry (feed_id, guid, article_id, url, title, title_key, summary, published_raw, published_at, source_name,
                        content, first_seen_at)
     select $1, e.* , $2
       from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                   $10::timestamptz[], $11::text[], $12::text[])
            as e (guid, article_id, url, title, title_key, summary, published_raw, published_at, source_name, content)
      where not exists (select from entry known where known.feed_id = $1 and known.article_id = e.article_id)
     on conflict (feed_id, guid) do nothing returning id`,
    [
      feedId,
      now,
      entries.map((entry) => entry.name),
      entries.map((entry) => entry.articleId),
      entries.map((entry) => entry.url),
      entries.map((entry) => entry.title),
      entries.map((entry) => entry.titleKey),
      entries.map((entry) => entry.summary),
      entries.map((entry) => entry.publishedRaw),
      entries.map((entry) => entry.publishedAt),
      entries.map((entry) => entry.sourceName),
      entries.map((entry) => entry.content),
    ],
  )
  return rows.length
}

/** This feed's entries of those names. */
export async function findNamedEntries(
  db: Queryable,
  feedId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, { readonly articleId: string | null; readonly titleKey: string | null }>> {
  const rows = await db.query<{ name: string; articleId: string | null; titleKey: string | null }>(
    `select guid as name, article_id as "articleId", title_key as "titleKey" from entry
      where feed_id = $1 and guid = any($2::text[])`,
    [feedId, names],
  )
  return new Map(rows.map(({ name, ...entry }) => [name, entry]))
}

/** Articles that feeds of the publisher have carried since then under those titles, with the times that they were given. */
export async function findTitledEntries(
  db: Queryable,
  publisherId: string,
  titleKeys: readonly string[],
  since: Date,
): Promise<readonly { readonly titleKey: string; readonly publishedAt: Date; readonly articleId: string }[]> {
  return db.query(
    `select entry.title_key as "titleKey", entry.published_at as "publishedAt", entry.article_id as "articleId"
       from entry join feed on feed.id = entry.feed_id
      where feed.publisher_id = $1 and entry.title_key = any($2::text[]) and entry.first_seen_at >= $3
        and entry.published_at is not null and entry.article_id is not null
      order by entry.id`,
    [publisherId, titleKeys, since],
  )
}

/** Polls of one publisher store one after the other, so that none of two overlooks what the other is about to store. */
export async function lockPublisher(tx: Queryable, publisherId: string): Promise<void> {
  await tx.query('select from publisher where id = $1 for no key update', [publisherId])
}
