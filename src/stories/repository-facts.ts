import type { Queryable } from '../db/database.ts'
import { refreshTimes } from './repository.ts'
import { refreshLineage } from './repository-lineage.ts'
import type { FactMember, LeadRule, StoryFacts } from './story-facts.ts'
import { factsOf } from './story-facts-make.ts'

/** Characters of a text that are read for the place. */
const HEAD = 1200

/**
 * Makes the facts of stories anew from their articles as they stand: first the lineage of groups of copies that have
 * changed, then lead article, headline, place and times; the story's lead article becomes the chosen one. Doing it twice
 * changes nothing but the time of it. Stories without articles lose their facts. O(members), besides the texts of the
 * groups that have changed.
 */
export async function refreshFacts(tx: Queryable, storyIds: readonly string[], now: Date): Promise<void> {
  if (storyIds.length === 0) return
  // Whoever comes later reads what whoever came first has written; the lane has locked these rows before.
  await tx.query('select from story where id = any($1::text[]) order by id for no key update', [storyIds])
  await refreshLineage(tx, storyIds)
  const byStory = new Map<string, FactMember[]>()
  for (const { storyId, ...member } of await listFactMembers(tx, storyIds)) {
    const members = byStory.get(storyId)
    if (members) members.push(member)
    else byStory.set(storyId, [member])
  }
  await tx.query('delete from story_fact where story_id = any($1::text[]) and not story_id = any($2::text[])', [
    storyIds,
    [...byStory.keys()],
  ])
  await saveFacts(
    tx,
    Array.from(byStory, ([storyId, members]) => ({ storyId, ...factsOf(members) })),
    now,
  )
}

/** What is told of stories whose articles have changed: their times, then their facts. */
export async function refreshStories(tx: Queryable, storyIds: readonly string[], now: Date): Promise<void> {
  await refreshTimes(tx, storyIds)
  await refreshFacts(tx, storyIds, now)
}

/** Makes the facts of the story that an article is in anew, where there is one: a later version may be called otherwise. */
export async function refreshFactsAround(tx: Queryable, articleId: string, now: Date): Promise<void> {
  const rows = await tx.query<{ id: string }>('select story_id as id from story_article where article_id = $1', [
    articleId,
  ])
  await refreshFacts(
    tx,
    rows.map(({ id }) => id),
    now,
  )
}

/** Stories of a language that were grouped before facts were made, newest first. */
export async function listWithoutFacts(tx: Queryable, language: string, limit: number): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from story
      where language = $1 and merged_into is null and not exists (select from story_fact where story_id = story.id)
      order by last_at desc limit $2`,
    [language, limit],
  )
  return rows.map(({ id }) => id)
}

type StoredMember = FactMember & { readonly storyId: string }

const listFactMembers = (tx: Queryable, storyIds: readonly string[]): Promise<StoredMember[]> =>
  tx.query<StoredMember>(
    `select member.story_id as "storyId", article.id as "articleId", publisher.name as publisher,
            owner_group.name as "ownerGroup", coalesce(article.language, 'und') as language,
            article.canonical_url as url, article.published_at as "publishedAt", article.published_day as "publishedDay",
            article.first_seen_at as "firstSeenAt", article.event_at as "eventAt", version.title, version.section,
            version.agency_credit as "agencyCredit", left(version.text, $2) as head, length(version.text) as length,
            member.original_id as "originalId", coalesce(copy_lineage.source_id, article.id) as "sourceId"
       from story_article member join article on article.id = member.article_id
       join publisher on publisher.id = article.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
       join lateral (select title, section, agency_credit, text from version where article_id = article.id
                      order by number desc limit 1) version on true
       left join copy_lineage on copy_lineage.article_id = article.id
      where member.story_id = any($1::text[]) order by article.event_at, article.canonical_url`,
    [storyIds, HEAD],
  )

async function saveFacts(
  tx: Queryable,
  facts: readonly (StoryFacts & { readonly storyId: string })[],
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into story_fact (story_id, lead_article_id, lead_rule, headline, headline_article_id, place, place_reports,
                             first_seen_at, first_published_at, first_published_day, peak_reports, peak_from, refreshed_at)
     select *, $13::timestamptz from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::int[],
                               $8::timestamptz[], $9::timestamptz[], $10::date[], $11::int[], $12::timestamptz[])
     on conflict (story_id) do update set
       (lead_article_id, lead_rule, headline, headline_article_id, place, place_reports, first_seen_at,
        first_published_at, first_published_day, peak_reports, peak_from, refreshed_at)
       = (excluded.lead_article_id, excluded.lead_rule, excluded.headline, excluded.headline_article_id, excluded.place,
          excluded.place_reports, excluded.first_seen_at, excluded.first_published_at, excluded.first_published_day,
          excluded.peak_reports, excluded.peak_from, excluded.refreshed_at)`,
    [
      facts.map(({ storyId }) => storyId),
      facts.map(({ leadArticleId }) => leadArticleId),
      facts.map(({ leadRule }) => leadRule),
      facts.map(({ headline }) => headline),
      facts.map(({ headlineArticleId }) => headlineArticleId),
      facts.map(({ place }) => place?.name ?? null),
      facts.map(({ place }) => place?.reports ?? 0),
      facts.map(({ firstSeenAt }) => firstSeenAt),
      facts.map(({ firstPublished }) => firstPublished.at),
      facts.map(({ firstPublished }) => firstPublished.day),
      facts.map(({ peak }) => peak.reports),
      facts.map(({ peak }) => peak.from),
      now,
    ],
  )
  await tx.query(
    `update story set lead_article_id = chosen.lead from unnest($1::text[], $2::bigint[]) as chosen (story_id, lead)
      where story.id = chosen.story_id and story.lead_article_id <> chosen.lead`,
    [facts.map(({ storyId }) => storyId), facts.map(({ leadArticleId }) => leadArticleId)],
  )
}

/** Facts of a story as its page shows them; null when none have been made. */
export interface StoredFacts {
  readonly leadRule: LeadRule
  readonly headline: string
  readonly place: string | null
  readonly placeReports: number
  readonly firstSeenAt: Date
  readonly firstPublishedAt: Date | null
  readonly firstPublishedDay: string | null
  readonly peakReports: number
  readonly peakFrom: Date
}

export async function findFacts(db: Queryable, storyId: string): Promise<StoredFacts | null> {
  const [row] = await db.query<StoredFacts>(
    `select lead_rule as "leadRule", headline, place, place_reports as "placeReports", first_seen_at as "firstSeenAt",
            first_published_at as "firstPublishedAt", first_published_day as "firstPublishedDay",
            peak_reports as "peakReports", peak_from as "peakFrom"
       from story_fact where story_id = $1`,
    [storyId],
  )
  return row ?? null
}
