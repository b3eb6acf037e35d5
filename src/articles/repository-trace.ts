import type { Queryable } from '../db/database.ts'
import type { TracedArticle, TracedEdition, TracedEntry, TracedMembership } from './trace-facts.ts'

/** The article that an address leads to, by any address that it ever had; null when no feed carried it. */
export async function findTracedArticle(db: Queryable, address: string): Promise<TracedArticle | null> {
  const [row] = await db.query<TracedArticle>(
    `select article.id, article.canonical_url as url, article.title, publisher.name as publisher, article.state,
            article.state_code as "stateCode", article.state_reason as "stateReason",
            article.scrape_attempts as attempts, article.next_scrape_at as "nextScrapeAt", article.scraped_at as "scrapedAt",
            article.clustered_at as "clusteredAt", article.event_at as "eventAt", article.first_seen_at as "firstSeenAt",
            (select char_length(text) from version where article_id = article.id order by number desc limit 1) as characters
       from article_address join article on article.id = article_address.article_id
       join publisher on publisher.id = article.publisher_id
      where article_address.url = $1`,
    [address],
  )
  return row ?? null
}

/** The feeds that carried the article, the first first. */
export async function listTracedEntries(db: Queryable, articleId: string): Promise<readonly TracedEntry[]> {
  return db.query<TracedEntry>(
    `select feed.id as "feedId", coalesce(feed.title, feed.url) as feed, publisher.name as publisher,
            entry.title, entry.first_seen_at as "firstSeenAt"
       from entry join feed on feed.id = entry.feed_id join publisher on publisher.id = feed.publisher_id
      where entry.article_id = $1 order by entry.first_seen_at, entry.id`,
    [articleId],
  )
}

export async function findTracedMembership(db: Queryable, articleId: string): Promise<TracedMembership | null> {
  const [row] = await db.query<TracedMembership>(
    `select member.story_id as "storyId", lead.title as headline, member.original_id as "originalId",
            original.title as "originalTitle", publisher.name as "originalPublisher",
            member.copy_kind as "copyKind", member.containment
       from story_article member join story on story.id = member.story_id
       join article lead on lead.id = story.lead_article_id
       left join article original on original.id = member.original_id
       left join publisher on publisher.id = original.publisher_id
      where member.article_id = $1`,
    [articleId],
  )
  return row ?? null
}

/** Editions that hold the story under one of its ids, and those whose window covers the article's event time. */
export async function listTracedEditions(
  db: Queryable,
  storyIds: readonly string[],
  eventAt: Date,
): Promise<readonly TracedEdition[]> {
  return db.query<TracedEdition>(
    `select digest.name as digest, edition.local_date as "localDate", edition.built_at as "builtAt",
            jsonb_array_length(edition.content -> 'stories') as stories, taken.rank
       from edition join digest on digest.id = edition.digest_id
       left join lateral (select min(rank) as rank from edition_story
                           where edition_id = edition.id and story_id = any($1::text[])) taken on true
      where taken.rank is not null or (edition.window_from <= $2 and $2 < edition.window_to)
      order by edition.local_date, edition.digest_id`,
    [storyIds, eventAt],
  )
}
