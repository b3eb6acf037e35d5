import type { Queryable } from '../db/database.ts'
import type { CopyKind } from './cluster-article.ts'
import { countStory, type StoryCounts } from './counts.ts'
import type { DayMember } from './day.ts'

const DAY_MEMBER = `
  select member.story_id as "storyId", publisher.name as publisher, owner_group.name as "ownerGroup",
         member.original_id is not null as "isCopy", article.event_at as "eventAt"
    from story_article member join article on article.id = member.article_id
    join publisher on publisher.id = article.publisher_id
    left join owner_group on owner_group.id = publisher.owner_group_id`

/** How many reports each of the stories has, by id. O(their members). */
export async function countStories(
  db: Queryable,
  storyIds: readonly string[],
): Promise<ReadonlyMap<string, StoryCounts>> {
  const members = await db.query<DayMember>(`${DAY_MEMBER} where member.story_id = any($1::text[])`, [storyIds])
  const byStory = new Map<string, DayMember[]>(storyIds.map((id) => [id, []]))
  for (const member of members) byStory.get(member.storyId)?.push(member)
  return new Map([...byStory].map(([id, own]) => [id, countStory(own)]))
}

/** Memberships of every story that has an article in the half-open span of event time. O(members of those stories). */
export async function listDayMembers(db: Queryable, from: Date, to: Date): Promise<readonly DayMember[]> {
  return db.query<DayMember>(
    `${DAY_MEMBER}
      where member.story_id in (
        select story_id from article join story_article on article_id = article.id
         where article.event_at >= $1 and article.event_at < $2 and article.clustered_at is not null)
      order by member.story_id, article.event_at, article.id`,
    [from, to],
  )
}

/** What a story is called and who leads it; its lead article's title until the headline has been chosen. */
export interface StoryHead {
  readonly id: string
  readonly language: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly headline: string
  readonly standfirst: string | null
  /** Of the article at `firstAt`, which need not lead; of the lead once the story has been merged away. */
  readonly firstPublisher: string
  readonly leadUrl: string
  readonly mergedInto: string | null
}

export async function listStoryHeads(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, StoryHead>> {
  const rows = await db.query<StoryHead>(
    `select story.id, story.language, story.first_at as "firstAt", story.last_at as "lastAt",
            coalesce(story_fact.headline, version.title) as headline, version.standfirst, coalesce(first.publisher, publisher.name) as "firstPublisher",
            article.canonical_url as "leadUrl", story.merged_into as "mergedInto"
       from story join article on article.id = story.lead_article_id
       join publisher on publisher.id = article.publisher_id
       left join lateral (select publisher.name as publisher from story_article member
                            join article on article.id = member.article_id
                            join publisher on publisher.id = article.publisher_id
                           where member.story_id = story.id order by article.event_at, article.canonical_url limit 1)
                 first on true
       join lateral (select title, standfirst from version where article_id = article.id order by number desc limit 1)
            version on true
       left join story_fact on story_fact.story_id = story.id
      where story.id = any($1::text[])`,
    [ids],
  )
  return new Map(rows.map((head) => [head.id, head]))
}

/** The story that answers for an id today: itself, or the last of its successors. Null for an unknown id. */
export async function findSuccessor(db: Queryable, id: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `with recursive line (id, merged_into) as (
       select id, merged_into from story where id = $1
       union select story.id, story.merged_into from story join line on story.id = line.merged_into)
     select id from line where merged_into is null`,
    [id],
  )
  return row?.id ?? null
}

/** Ids under which this story was known: its own first, then those that were merged into it, whatever the way. */
export async function listFormerIds(db: Queryable, id: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `with recursive line (id, step) as (
       select $1::text, 0 union select story.id, step + 1 from story join line on story.merged_into = line.id)
     select id from line order by step, id`,
    [id],
  )
  return rows.map((row) => row.id)
}

/** An article of a story; `containment` is the share of the copy's text that the original holds, 0 to 1. */
export interface StoryMember {
  readonly articleId: string
  readonly title: string
  readonly url: string
  readonly publisher: string
  readonly ownerGroup: string | null
  readonly language: string | null
  readonly publishedAt: Date | null
  readonly publishedDay: string | null
  readonly firstSeenAt: Date
  readonly eventAt: Date
  readonly originalId: string | null
  readonly copyKind: CopyKind | null
  readonly containment: number | null
  /** What its page states by isAccessibleForFree; null where it states nothing. */
  readonly isFree: boolean | null
}

/** The articles of a story in order of event time. */
export async function listMembers(db: Queryable, storyId: string): Promise<readonly StoryMember[]> {
  return db.query<StoryMember>(
    `select article.id as "articleId", coalesce(article.title, article.canonical_url) as title,
            article.canonical_url as url, publisher.name as publisher, owner_group.name as "ownerGroup", article.language,
            article.published_at as "publishedAt", article.published_day as "publishedDay",
            article.first_seen_at as "firstSeenAt", article.event_at as "eventAt",
            member.original_id as "originalId", member.copy_kind as "copyKind", member.containment, article.is_free as "isFree"
       from story_article member join article on article.id = member.article_id
       join publisher on publisher.id = article.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
      where member.story_id = $1 order by article.event_at, article.canonical_url`,
    [storyId],
  )
}

/** The story with the most copies; null while there is none. */
export async function findMostCopied(db: Queryable): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select story_id as id from story_article where original_id is not null
      group by story_id order by count(*) desc, story_id desc limit 1`,
  )
  return row?.id ?? null
}
