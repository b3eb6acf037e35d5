import type { Queryable } from '../db/database.ts'
import type { SourcePublisher } from './real-publisher.ts'
import { savePublisher } from './repository.ts'

/**
 * The publishers that the entries of an aggregator name, each by its site: those that are watched under any name, and
 * new ones for the rest. Ids by `homeUrl`.
 */
export async function saveSourcePublishers(
  tx: Queryable,
  sources: readonly SourcePublisher[],
): Promise<ReadonlyMap<string, string>> {
  const bySite = new Map(sources.map((source) => [source.homeUrl, source]))
  const known = await findPublishersAt(tx, [...bySite.keys()])
  const ids = new Map(known)
  // One lock order for all workers.
  for (const { name, homeUrl } of [...bySite.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!ids.has(homeUrl)) ids.set(homeUrl, await savePublisher(tx, { publisher: name, ownerGroup: null, homeUrl }))
  }
  return ids
}

/** @param homeUrls such as `https://courier.example/`; the scheme and `www.` of the stored address do not matter */
async function findPublishersAt(db: Queryable, homeUrls: readonly string[]): Promise<readonly [string, string][]> {
  if (homeUrls.length === 0) return []
  const rows = await db.query<{ homeUrl: string; id: string }>(
    `select asked as "homeUrl", min(publisher.id)::text as id
       from unnest($1::text[]) asked
       join publisher on substring(lower(publisher.home_url) from '^https?://(?:www\\.)?([^/]+)')
                       = substring(asked from '^https?://([^/]+)')
      group by asked`,
    [homeUrls],
  )
  return rows.map(({ homeUrl, id }) => [homeUrl, id])
}
