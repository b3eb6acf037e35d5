import type { Queryable } from '../db/database.ts'
import { type Mark, marks, type PageOutcome, type UsualPages } from './extraction-health.ts'
import type { Share } from './share-test.ts'

/** A publisher whose pages were read lately. */
export interface ReadPublisher {
  readonly id: string
  readonly name: string
  /** Its newest pages, newest first; see `NEWEST_PAGES`. */
  readonly pages: readonly PageOutcome[]
}

/** Pages that are judged: those of the last 24 hours, of these the newest; where they are few, older ones too. */
export const NEWEST_PAGES = { most: 50, least: 20, daysForLeast: 14 } as const
/** Pages that they are compared with: those of the days before; where they are few, older ones too. */
export const USUAL_PAGES = { days: 14, least: 50, daysForLeast: 60 } as const

/**
 * Pages that were read to the end: imported articles have no page, and what the network, the host's health or robots.txt
 * kept from being read says nothing of the pages.
 */
const WAS_READ = `article.external_id is null and (article.state in ('scraped', 'not_article')
  or article.state = 'failed' and article.state_code in ('BOT_WALL', 'PAGE_TOO_SLOW', 'PAGE_TOO_LARGE'))`

const FIRST_VERSION = 'left join version on version.article_id = article.id and version.number = 1'

/** Displayed by the page as it ought to be, or where the publisher's own rules say. */
const IS_FALLBACK = `version.found_by not in ('displayed', 'rules')`

const HAS_TIME = '(article.published_at is not null or article.published_day is not null)'

/** The newest pages of every publisher that had one in the last two weeks, by its name. */
export async function listReadPublishers(db: Queryable, now: Date): Promise<readonly ReadPublisher[]> {
  const rows = await db.query<PageOutcome & { readonly publisherId: string; readonly publisher: string }>(
    `select publisher.id as "publisherId", publisher.name as publisher, newest.*
       from publisher cross join lateral (${NEWEST}) newest
      where "seenAt" > $1::timestamptz - interval '24 hours' or nth <= $3
      order by publisher.name, newest.nth`,
    [now, NEWEST_PAGES.most, NEWEST_PAGES.least, NEWEST_PAGES.daysForLeast],
  )
  const pages = new Map<string, PageOutcome[]>()
  for (const row of rows) pages.set(row.publisherId, [...(pages.get(row.publisherId) ?? []), row])
  const names = new Map(rows.map((row) => [row.publisherId, row.publisher]))
  return [...names].map(([id, name]) => ({ id, name, pages: pages.get(id) ?? [] }))
}

/** Bytes instead of characters, since counting those would read every text. */
const NEWEST = `
  select row_number() over (order by first_seen_at desc, article.id desc) as nth, article.id as "articleId",
         canonical_url as url, first_seen_at as "seenAt",
         case when article.state <> 'scraped' then state_code end as code,
         octet_length(version.text) as bytes, ${IS_FALLBACK} as "isFallback",
         coalesce(version.authors <> '{}', false) as "hasAuthor", ${HAS_TIME} as "hasTime"
    from article ${FIRST_VERSION}
   where article.publisher_id = publisher.id and ${WAS_READ}
     and first_seen_at <= $1 and first_seen_at > $1::timestamptz - make_interval(days => $4::int)
   order by first_seen_at desc, article.id desc limit $2`

type UsualRow = { readonly publisherId: string; readonly medianBytes: number | null } & Readonly<
  Record<Mark | `of_${Mark}`, number>
>

/**
 * How the pages of the publishers were before those given, by publisher. The time of an alarm never counts as usual, unless
 * an operator has accepted it: then only what came since does.
 */
export async function readUsualPages(
  db: Queryable,
  publishers: readonly ReadPublisher[],
): Promise<ReadonlyMap<string, UsualPages>> {
  const rows = await db.query<UsualRow>(
    `select span.publisher_id as "publisherId", usual.*
       from (${SPAN}) span cross join lateral (${USUAL}) usual`,
    [
      publishers.map(({ id }) => id),
      publishers.map(({ pages }) => pages.at(-1)?.seenAt ?? null),
      USUAL_PAGES.days,
      USUAL_PAGES.least,
      USUAL_PAGES.daysForLeast,
    ],
  )
  return new Map(rows.map((row) => [row.publisherId, fromRow(row)]))
}

/** From when to when, half-open, a publisher's pages are its usual ones. */
const SPAN = `
  select given.publisher_id, until.at as until_at,
         greatest(least(until.at - make_interval(days => $3::int), coalesce(enough.at, 'infinity')), accepted.at) as from_at
    from unnest($1::bigint[], $2::timestamptz[]) as given (publisher_id, at)
    cross join lateral (select least(given.at, min(since)) as at from extraction_alarm
                         where publisher_id = given.publisher_id and closed_at is null) until
    cross join lateral (select max(since) as at from extraction_alarm
                         where publisher_id = given.publisher_id and accepted) accepted
    cross join lateral (select min(first_seen_at) as at
                          from (select first_seen_at from article
                                 where article.publisher_id = given.publisher_id and ${WAS_READ}
                                   and first_seen_at < until.at
                                   and first_seen_at > until.at - make_interval(days => $5::int)
                                 order by first_seen_at desc limit $4) newest) enough`

/** One publisher at a time, so that the index leads to its pages of these days and the others are not touched. */
const USUAL = `
  with page as materialized (
    select octet_length(version.text) as bytes, ${IS_FALLBACK} as is_fallback,
           version.authors <> '{}' as has_author, ${HAS_TIME} as has_time
      from article ${FIRST_VERSION}
     where article.publisher_id = span.publisher_id and ${WAS_READ}
       and first_seen_at >= span.from_at and first_seen_at < span.until_at
       and not exists (select from extraction_alarm alarm
                        where alarm.publisher_id = span.publisher_id and not accepted
                          and first_seen_at >= since and first_seen_at < closed_at)),
  median as (select percentile_disc(0.5) within group (order by bytes) as bytes from page)
  select max(median.bytes) as "medianBytes",
         count(*) filter (where page.bytes is null)::int as no_text, count(*)::int as of_no_text,
         count(*) filter (where is_fallback)::int as fallback, count(is_fallback)::int as of_fallback,
         count(*) filter (where page.bytes * 2 < median.bytes)::int as short, count(page.bytes)::int as of_short,
         count(page.bytes) filter (where not has_author)::int as no_author, count(page.bytes)::int as of_no_author,
         count(page.bytes) filter (where not has_time)::int as no_time, count(page.bytes)::int as of_no_time
    from page cross join median`

function fromRow({ medianBytes, ...row }: UsualRow): UsualPages {
  const shares = Object.fromEntries(marks.map((mark) => [mark, { marked: row[mark], of: row[`of_${mark}`] }]))
  return { medianBytes, shares: shares as Record<Mark, Share> }
}

/** How many pages were read and how many of them gave a text. */
export interface Yield {
  readonly pages: number
  readonly texts: number
}

const YIELD = `count(article.id)::int as pages, count(article.id) filter (where article.state = 'scraped')::int as texts`

/** Of the pages of the last 24 hours, by the name of the publisher; one without pages is left out. */
export async function readYields(db: Queryable, now: Date): Promise<ReadonlyMap<string, Yield>> {
  const rows = await db.query<Yield & { readonly publisher: string }>(
    `select publisher.name as publisher, day.* from publisher
      cross join lateral (select ${YIELD} from article
                           where publisher_id = publisher.id and ${WAS_READ}
                             and first_seen_at > $1::timestamptz - interval '24 hours' and first_seen_at <= $1) day
      where day.pages > 0`,
    [now],
  )
  return new Map(rows.map(({ publisher, pages, texts }) => [publisher, { pages, texts }]))
}

/** One day of a publisher's pages, UTC, by their first sight. */
export interface ExtractionDay extends Yield {
  /** YYYY-MM-DD */
  readonly day: string
}

/** The last `days` days of a publisher, oldest first, none left out. */
export async function listExtractionDays(
  db: Queryable,
  publisher: string,
  days: number,
  now: Date,
): Promise<readonly ExtractionDay[]> {
  return db.query<ExtractionDay>(
    `select to_char(series.day, 'YYYY-MM-DD') as day, read.*
       from publisher
      cross join generate_series(($2::timestamptz at time zone 'UTC')::date - ($3::int - 1),
                                 ($2::timestamptz at time zone 'UTC')::date, interval '1 day') as series (day)
      cross join lateral (select ${YIELD} from article
                           where publisher_id = publisher.id and ${WAS_READ} and first_seen_at <= $2
                             and first_seen_at >= series.day at time zone 'UTC'
                             and first_seen_at < (series.day + interval '1 day') at time zone 'UTC') read
      where publisher.name = $1 order by series.day`,
    [publisher, now, days],
  )
}
