import type { Queryable } from '../db/database.ts'
import type { ArticleToScrape, ScrapeFailure } from './article.ts'

/** The article if its page is still to be fetched, or null when that was done or given up. */
export async function findArticleToScrape(db: Queryable, id: string): Promise<ArticleToScrape | null> {
  const [row] = await db.query<ArticleToScrape>(
    `select article.id, canonical_url as "canonicalUrl", title, published_at as "publishedAt",
            first_seen_at as "firstSeenAt", language, scrape_attempts as attempts, slot_at as "slotAt",
            publisher.robots_policy as "robotsPolicy",
            publisher.id as "publisherId", publisher.name as publisher, publisher.extraction_rules as "extractionRules"
       from article join publisher on publisher.id = article.publisher_id
      where article.id = $1 and state = 'new'`,
    [id],
  )
  return row ?? null
}

export async function saveScrapeSlot(db: Queryable, id: string, slot: Date): Promise<void> {
  await db.query(`update article set slot_at = $2, next_scrape_at = $2 where id = $1 and state = 'new'`, [id, slot])
}

/** Articles whose page is due to be fetched: their jobs were lost, or it is time for another attempt. */
export async function listUnscraped(db: Queryable, dueBefore: Date): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from article where state = 'new' and next_scrape_at <= $1 order by next_scrape_at limit 1000`,
    [dueBefore],
  )
  return rows.map(({ id }) => id)
}

/** Records an attempt that may work later. */
export async function postponeScrape(db: Queryable, id: string, failure: ScrapeFailure, nextAt: Date): Promise<void> {
  await db.query(
    `update article set scrape_attempts = scrape_attempts + 1, next_scrape_at = $2, slot_at = null, state_code = $3, state_reason = $4
      where id = $1 and state = 'new'`,
    [id, nextAt, failure.code, failure.reason],
  )
}

/** Puts off an article that was not asked for: what stands in the way will be gone at `nextAt`, and no attempt is spent. */
export async function putOffScrape(db: Queryable, id: string, failure: ScrapeFailure, nextAt: Date): Promise<void> {
  await db.query(
    `update article set next_scrape_at = $2, slot_at = null, state_code = $3, state_reason = $4 where id = $1 and state = 'new'`,
    [id, nextAt, failure.code, failure.reason],
  )
}

/** Records that there is no text to be had: `failed` when it was given up, `not_article` when the page is none. */
export async function giveUpScrape(
  db: Queryable,
  id: string,
  state: 'failed' | 'not_article',
  failure: ScrapeFailure,
): Promise<void> {
  await db.query(
    `update article set scrape_attempts = scrape_attempts + 1, state = $2, state_code = $3, state_reason = $4
      where id = $1 and state = 'new'`,
    [id, state, failure.code, failure.reason],
  )
}

/**
 * Takes up the publisher's articles of the last week that robots.txt had kept back: whether they may be fetched is asked
 * again. Returns how many those are.
 */
export async function takeUpForbidden(db: Queryable, publisherId: string, now: Date): Promise<number> {
  const rows = await db.query(
    `update article set state = 'new', state_code = null, state_reason = null, scrape_attempts = 0, slot_at = null,
                        next_scrape_at = $2
      where publisher_id = $1 and state = 'failed' and state_code = 'ROBOTS_DISALLOWED'
        and first_seen_at > $2::timestamptz - interval '7 days'
      returning id`,
    [publisherId, now],
  )
  return rows.length
}
