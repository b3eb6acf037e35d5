import type { Queryable } from '../db/database.ts'
import type { CapturedVersion, NewArticle, ScrapeFailure } from './article.ts'
import { eventTime } from './event-time.ts'
import type { ChangeClass } from './versions/change-class.ts'

/**
 * Stores the articles that are not known yet, each under its address, and returns the article's id for every address.
 * Two workers that see one address make one row: the unique keys decide, and the loser reads the winner's row.
 */
export async function insertArticles(
  tx: Queryable,
  articles: readonly NewArticle[],
  now: Date,
): Promise<ReadonlyMap<string, { id: string; isNew: boolean }>> {
  const found = await findAddresses(
    tx,
    articles.map(({ url }) => url),
  )
  const unknown = [
    ...new Map(articles.filter(({ url }) => !found.has(url)).map((article) => [article.url, article])).values(),
  ]
  const inserted = await insertRows(tx, unknown, now)
  await tx.query(
    `insert into article_address (url, article_id)
     select canonical_url, id from article where canonical_url = any($1::text[]) order by canonical_url
     on conflict (url) do nothing`,
    [unknown.map(({ url }) => url)],
  )
  const known = await findAddresses(
    tx,
    articles.map(({ url }) => url),
  )
  return new Map([...known].map(([url, id]) => [url, { id, isNew: inserted.has(id) }]))
}

/** The article of each of the addresses that is known. */
export async function findAddresses(db: Queryable, urls: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ url: string; article_id: string }>(
    'select url, article_id from article_address where url = any($1::text[])',
    [urls],
  )
  return new Map(rows.map((row) => [row.url, row.article_id]))
}

/** Gives articles further addresses; an address that leads to an article already goes on leading there. */
export async function insertAddresses(
  tx: Queryable,
  addresses: readonly { readonly url: string; readonly articleId: string }[],
): Promise<void> {
  if (addresses.length === 0) return
  const sorted = [...addresses].sort((a, b) => (a.url < b.url ? -1 : 1)) // one lock order for all workers
  await tx.query(
    `insert into article_address (url, article_id) select * from unnest($1::text[], $2::bigint[])
     on conflict (url) do nothing`,
    [sorted.map(({ url }) => url), sorted.map(({ articleId }) => articleId)],
  )
}

async function insertRows(tx: Queryable, articles: readonly NewArticle[], now: Date): Promise<ReadonlySet<string>> {
  if (articles.length === 0) return new Set()
  const sorted = [...articles].sort((a, b) => (a.url < b.url ? -1 : 1)) // one lock order for all workers
  const rows = await tx.query<{ id: string }>(
    `insert into article (canonical_url, publisher_id, round_id, title, published_at, language, first_seen_at, event_at, next_scrape_at)
     select a.url, a.publisher_id, a.round_id, a.title, a.published_at, a.language, $8, a.event_at, $8
       from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[])
            as a (url, publisher_id, round_id, title, published_at, language, event_at)
     on conflict (canonical_url) do nothing returning id`,
    [
      sorted.map(({ url }) => url),
      sorted.map(({ publisherId }) => publisherId),
      sorted.map(({ roundId }) => roundId),
      sorted.map(({ title }) => title),
      sorted.map(({ publishedAt }) => publishedAt),
      sorted.map(({ language }) => language),
      sorted.map(({ publishedAt }) => eventTime(publishedAt, now)),
      now,
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

/** A page that was read for the first time. */
export interface ScrapedPage {
  readonly captured: CapturedVersion
  /** Why the text is not the whole article, such as a paywall; null for one that is. */
  readonly obstacle: ScrapeFailure | null
  readonly published: { readonly at: Date | null; readonly day: string | null }
  /** What the page states by isAccessibleForFree; null where it states nothing. */
  readonly isFree: boolean | null
  /** When it is asked again, and the validators for asking. */
  readonly revisit: { readonly at: Date | null; readonly etag: string | null; readonly lastModified: string | null }
}

/**
 * Stores the first version of an article that has none and marks it scraped; one that was given up is taken back up,
 * since its page has been found after all. False when another worker was first.
 */
export async function saveScraped(
  tx: Queryable,
  articleId: string,
  { captured, obstacle, published, isFree, revisit }: ScrapedPage,
  now: Date,
): Promise<boolean> {
  const known = published.at ?? (published.day === null ? null : new Date(`${published.day}T12:00:00Z`))
  const rows = await tx.query(
    `update article set state = 'scraped', state_code = $11, state_reason = $12, scraped_at = $2, title = $3,
            published_at = $4, published_day = $5, event_at = least($6::timestamptz, first_seen_at), language = $7,
            scrape_attempts = scrape_attempts + 1, slot_at = null, revisit_at = $8, page_etag = $9, page_last_modified = $10,
            is_free = $13
      where id = $1 and state in ('new', 'failed', 'not_article') returning id`,
    [
      articleId,
      now,
      captured.title,
      published.at,
      published.day,
      known,
      captured.language,
      revisit.at,
      revisit.etag,
      revisit.lastModified,
      obstacle?.code ?? null,
      obstacle?.reason ?? null,
      isFree,
    ],
  )
  if (rows.length === 0) return false
  await insertVersions(tx, [{ articleId, captured }], now)
  return true
}

/** A version with its article; the first one when nothing else is said. */
export interface NewVersion {
  readonly articleId: string
  readonly captured: CapturedVersion
  readonly number?: number
  /** Against the version before: none for the first. */
  readonly changes?: readonly ChangeClass[]
}

/** Stores versions, one for each article, and makes their articles searchable by them. */
export async function insertVersions(tx: Queryable, versions: readonly NewVersion[], now: Date): Promise<void> {
  const rows = versions.map(({ articleId, captured, number = 1, changes = [] }) => ({
    articleId,
    number,
    changes,
    ...captured,
  }))
  await tx.query(
    `insert into version (article_id, number, captured_at, title, standfirst, authors, agency_credit, section, site_name,
                          language, text, text_hash, changes, found_by, html)
     select "articleId", number, $2, title, standfirst, authors, "agencyCredit", section, "siteName", language, text,
            "textHash", changes, "foundBy", html
       from jsonb_to_recordset($1) as v ("articleId" bigint, number integer, title text, standfirst text, authors text[],
            "agencyCredit" text, section text, "siteName" text, language text, text text, "textHash" text, changes text[],
            "foundBy" text, html text)`,
    [JSON.stringify(rows), now],
  )
  await tx.query(
    `insert into article_search (article_id, event_at, document)
     select article.id, article.event_at,
            setweight(to_tsvector(search_configuration(version.language), version.title), 'A')
            || setweight(to_tsvector(search_configuration(version.language), version.text), 'B')
       from article join unnest($1::bigint[], $2::integer[]) as stored (article_id, number) on stored.article_id = article.id
       join version on version.article_id = stored.article_id and version.number = stored.number
     on conflict (article_id) do update set event_at = excluded.event_at, document = excluded.document`,
    [rows.map(({ articleId }) => articleId), rows.map(({ number }) => number)],
  )
}

/**
 * Gives the article the address that its page really has. When another article has that address already, this one
 * becomes a second address of it: its entries move over, and the other's id is returned. Of two articles that move to one
 * address at the same time the key of `article_address` lets the first have it, and the second waits for that.
 */
export async function settleAddress(tx: Queryable, id: string, from: string, to: string): Promise<string> {
  if (from === to) return id
  await tx.query('insert into article_address (url, article_id) values ($1, $2) on conflict (url) do nothing', [to, id])
  const owner = (await findAddresses(tx, [to])).get(to) ?? id
  if (owner !== id) await becomeSecondAddress(tx, id, owner, to)
  else await tx.query('update article set canonical_url = $2 where id = $1', [id, to])
  return owner
}

async function becomeSecondAddress(tx: Queryable, id: string, owner: string, address: string): Promise<void> {
  await tx.query('update entry set article_id = $2 where article_id = $1', [id, owner])
  await tx.query('update article_address set article_id = $2 where article_id = $1', [id, owner])
  await tx.query(
    `update article set state = 'duplicate_address', state_code = 'DUPLICATE_ADDRESS', state_reason = $2
      where id = $1 and state = 'new'`,
    [id, `its page is at ${address}, which is known as another article`],
  )
}
