import type { Queryable } from '../db/database.ts'
import type { TracedArticle, TracedEdition, TracedEntry, TracedMembership, TraceQuestion } from './trace-facts.ts'

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

/** What is looked for in the editions. */
export interface EditionSearch extends TraceQuestion {
  readonly articleId: string
  /** All ids that its story goes or went by. */
  readonly storyIds: readonly string[]
  readonly eventAt: Date
}

/** An article is looked for in no more editions than this: a story goes on for weeks, in as many digests. */
const MOST_EDITIONS = 200

/**
 * By date, the editions that could tell an article, those that are asked about only: whose window covers it, and that had
 * its story among their candidates or told it; of a date that is asked about, all.
 */
export async function listTracedEditions(db: Queryable, search: EditionSearch): Promise<readonly TracedEdition[]> {
  return db.query<TracedEdition>(
    `select digest.name as digest, edition.local_date as "localDate", edition.built_at as "builtAt",
            edition.window_from as "windowFrom", edition.window_to as "windowTo",
            jsonb_array_length(edition.content -> 'stories') as stories, taken.rank,
            (select (told ->> 'rank')::int from jsonb_array_elements(edition.content -> 'stories') told
              where jsonb_path_exists(told, '$.sources[*] ? (@.articleId == $id || @.copies[*].articleId == $id)',
                                      jsonb_build_object('id', $2::text)) limit 1) as "listedAt",
            (select count(rank)::int from edition_candidate where edition_id = edition.id) as ranked,
            judged.candidate,
            jsonb_build_object('admission', digest.admission, 'languages', digest.languages,
              'publishers', array(select publisher.name from digest_publisher
                                    join publisher on publisher.id = publisher_id where digest_id = digest.id order by 1),
              'watches', array(select watch.name from digest_watch
                                 join watch on watch.id = watch_id where digest_id = digest.id order by 1)) as settings
       from edition join digest on digest.id = edition.digest_id
       left join lateral (select min(rank) as rank from edition_story
                           where edition_id = edition.id and story_id = any($1::text[])) taken on true
       left join lateral (select jsonb_build_object('rank', rank, 'fate', fate, 'admission', admission, 'droppedBy', (
                                   select author from edition_edit
                                    where digest_id = edition.digest_id and local_date = edition.local_date
                                      and edit #>> '{edit,kind}' = 'drop' and edit #>> '{edit,storyId}' = candidate.story_id
                                    order by revision desc limit 1)) as candidate
                            from edition_candidate candidate
                           where edition_id = edition.id and story_id = any($1::text[])
                           order by rank nulls last limit 1) judged on true
      where ($4::text is null or digest.name = $4) and ($5::date is null or edition.local_date = $5)
        and ($5::date is not null or taken.rank is not null or judged.candidate is not null
             or (edition.window_from <= $3 and $3 < edition.window_to))
      order by edition.local_date, edition.digest_id limit ${MOST_EDITIONS}`,
    [search.storyIds, search.articleId, search.eventAt, search.digest, search.localDate],
  )
}
