import type { Queryable } from '../db/database.ts'
import type { CapturedVersion } from './article.ts'
import { eventTime } from './event-time.ts'
import { insertVersions } from './repository.ts'

/** An imported article ready to be stored: its address cleaned, its language settled. */
export interface ArticleToImport {
  readonly externalId: string
  readonly url: string
  readonly publisher: string
  readonly publishedAt: Date | null
  readonly captured: CapturedVersion
}

/**
 * Stores finished articles with their first version, ready for the lane. An article that was imported before, or whose
 * address is known, is left as it is, so that an import can be run again after it was broken off.
 * @returns how many were new
 */
export async function importArticles(tx: Queryable, given: readonly ArticleToImport[], now: Date): Promise<number> {
  const articles = withoutTwins(given)
  await tx.query(
    `insert into publisher (name) select distinct name from unnest($1::text[]) as p (name) order by name
     on conflict (name) do nothing`,
    [articles.map(({ publisher }) => publisher)],
  )
  const rows = await tx.query<{ id: string; externalId: string }>(
    `insert into article (external_id, canonical_url, publisher_id, title, published_at, language, first_seen_at, event_at,
                          next_scrape_at, state, scraped_at)
     select a.external_id, a.url, publisher.id, a.title, a.published_at, a.language, $8, a.event_at, $8, 'scraped', $8
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[])
            as a (external_id, url, publisher, title, published_at, language, event_at)
       join publisher on publisher.name = a.publisher
      where not exists (select 1 from article_address where article_address.url = a.url)
      order by a.url
     on conflict do nothing returning id, external_id as "externalId"`,
    [
      articles.map(({ externalId }) => externalId),
      articles.map(({ url }) => url),
      articles.map(({ publisher }) => publisher),
      articles.map(({ captured }) => captured.title),
      articles.map(({ publishedAt }) => publishedAt),
      articles.map(({ captured }) => captured.language),
      articles.map(({ publishedAt }) => eventTime(publishedAt, now)),
      now,
    ],
  )
  const byId = new Map(articles.map((article) => [article.externalId, article]))
  const added = rows.flatMap(({ id, externalId }) => {
    const article = byId.get(externalId)
    return article ? [{ ...article, articleId: id }] : []
  })
  await tx.query(
    `insert into article_address (url, article_id) select * from unnest($1::text[], $2::bigint[]) on conflict (url) do nothing`,
    [added.map(({ url }) => url), added.map(({ articleId }) => articleId)],
  )
  await insertVersions(tx, added, now)
  return added.length
}

/** The first article of each id and of each address. */
function withoutTwins(articles: readonly ArticleToImport[]): readonly ArticleToImport[] {
  const ids = new Set<string>()
  const urls = new Set<string>()
  return articles.filter(({ externalId, url }) => {
    if (ids.has(externalId) || urls.has(url)) return false
    ids.add(externalId)
    urls.add(url)
    return true
  })
}
