import type { Queryable } from '../db/database.ts'
import { type EditionContent, type EditionCoverage, type EditionStory, sentencesOfStory } from './edition.ts'
import { LATE_DAYS } from './edition-window.ts'
import type { Window } from './local-day.ts'
import type { StoryPrint } from './newness.ts'
import { readStoredEdition } from './stored-edition.ts'
import type { WindowArticle } from './window-article.ts'

export interface FrozenEdition {
  readonly id: string
  readonly localDate: string
  readonly builtAt: Date
  readonly content: EditionContent
  readonly contentHash: string
}

const EDITION = `id, local_date as "localDate", built_at as "builtAt", content, content_hash as "contentHash"`

export async function findEdition(db: Queryable, digestId: string, localDate: string): Promise<FrozenEdition | null> {
  const [row] = await db.query<FrozenEdition>(
    `select ${EDITION} from edition where digest_id = $1 and local_date = $2`,
    [digestId, localDate],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}

/** The digest's edition of the latest date, or null before its first. */
export async function findLatestEdition(db: Queryable, digestId: string): Promise<FrozenEdition | null> {
  const [row] = await db.query<FrozenEdition>(
    `select ${EDITION} from edition where digest_id = $1 order by local_date desc limit 1`,
    [digestId],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}

/** The digest's edition before `localDate`, or null before its first. */
export async function findEditionBefore(
  db: Queryable,
  digestId: string,
  localDate: string,
): Promise<EditionBefore | null> {
  const [row] = await db.query<EditionBefore>(
    `select local_date as "localDate", window_to as "windowTo", built_at as "builtAt" from edition
      where digest_id = $1 and local_date < $2 order by local_date desc limit 1`,
    [digestId, localDate],
  )
  return row ?? null
}

export interface EditionBefore {
  readonly localDate: string
  readonly windowTo: Date
  readonly builtAt: Date
}

const WINDOW_ARTICLE = `
  select article.id as "articleId", version.id as "versionId", story_article.story_id as "storyId",
         publisher.name as publisher, owner_group.name as "ownerGroup", story_article.original_id as "originalId",
         story_article.copy_kind as "copyKind", story_article.containment, article.event_at as "eventAt",
         version.title, version.text, article.canonical_url as url, coalesce(article.language, 'und') as language,
         article.is_free as "isFree"
    from story_article
    join article on article.id = story_article.article_id
    join publisher on publisher.id = article.publisher_id
    left join owner_group on owner_group.id = publisher.owner_group_id
    join lateral (select id, title, text from version where article_id = article.id
                   order by captured_at < $2 desc, case when captured_at < $2 then -number else number end limit 1) version on true`

/**
 * Every article with a story that was first published within the window, oldest first, and those of the two days before it
 * that came in only after `lateSince`, when the edition before had been made. Each in its newest version at the window's end,
 * so that an edition which is made late tells what it would have told in time; in the first one where none is that old.
 */
export async function listWindowArticles(
  db: Queryable,
  { from, to }: Window,
  lateSince: Date | null = null,
): Promise<readonly WindowArticle[]> {
  return db.query<WindowArticle>(
    `${WINDOW_ARTICLE}
      where (article.event_at >= $1 and article.event_at < $2)
         or (article.event_at >= $1::timestamptz - interval '${LATE_DAYS} days' and article.event_at < $1
             and article.clustered_at > $3)
      order by article.event_at, article.canonical_url`,
    [from, to, lateSince],
  )
}

/** Stories as the digest's editions before `localDate` printed them, the oldest first, by the ids that they go by now. */
export async function listPrints(db: Queryable, digestId: string, localDate: string): Promise<readonly StoryPrint[]> {
  return db.query<StoryPrint>(
    `select story_successor(story.id) as "storyId", edition.local_date as "localDate", printed.story
       from edition_story join edition on edition.id = edition_story.edition_id join story on story.id = edition_story.story_id
       cross join lateral (select one as story from jsonb_array_elements(edition.content -> 'stories') one
                            where one ->> 'storyId' = edition_story.story_id) printed
      where edition.digest_id = $1 and edition.local_date < $2 and edition.local_date >= $2::date - ${PRINT_DAYS}
      order by edition.local_date, edition_story.rank`,
    [digestId, localDate],
  )
}

/** A story that was told longer ago than this is told anew: days. */
const PRINT_DAYS = 60

/** What can be seen for a window at the moment: feeds whose latest poll worked, and pages that gave no text. */
export async function readCoverage(db: Queryable, { from, to }: Window): Promise<EditionCoverage> {
  const feeds = await db.query<{ publisher: string; feed: string; reason: string | null; since: Date | null }>(
    `select publisher.name as publisher, coalesce(feed.title, feed.url) as feed, feed.last_success_at as since,
            case when feed.state = 'paused' then coalesce(feed.state_reason, 'paused')
                 when latest.outcome is null then 'not read yet'
                 when latest.outcome = 'failed' then latest.error end as reason
       from feed join publisher on publisher.id = feed.publisher_id
       left join lateral (select outcome, error from poll where feed_id = feed.id and finished_at is not null
                           order by finished_at desc, id desc limit 1) latest on true
      order by publisher.name, feed.url`,
  )
  const [pages] = await db.query<{ unread: number }>(
    `select count(*)::int as unread from article
      where state in ('failed', 'not_article') and event_at >= $1 and event_at < $2`,
    [from, to],
  )
  return {
    feeds: feeds.length,
    feedsSeen: feeds.filter(({ reason }) => reason === null).length,
    gaps: feeds.flatMap(({ publisher, feed, reason, since }) =>
      reason === null ? [] : [{ publisher, feed, reason, since: since?.toISOString() ?? null }],
    ),
    pagesUnread: pages?.unread ?? 0,
  }
}

export interface NewEdition {
  readonly digestId: string
  readonly content: EditionContent
  readonly contentHash: string
  readonly builtAt: Date
}

/**
 * Freezes an edition with its stories, sentences and their passages. Null when the digest has an edition of that date
 * already: the first one stands.
 */
export async function insertEdition(tx: Queryable, edition: NewEdition): Promise<string | null> {
  const { content } = edition
  const [row] = await tx.query<{ id: string }>(
    `insert into edition (digest_id, local_date, window_from, window_to, built_at, content, content_hash)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (digest_id, local_date) do nothing returning id`,
    [
      edition.digestId,
      content.localDate,
      content.windowFrom,
      content.windowTo,
      edition.builtAt,
      JSON.stringify(content),
      edition.contentHash,
    ],
  )
  if (!row) return null
  await tx.query(
    `insert into edition_story (edition_id, rank, story_id, components)
     select $1, s.rank, s."storyId", s.components
       from jsonb_to_recordset($2) as s (rank integer, "storyId" text, components jsonb)`,
    [row.id, JSON.stringify(content.stories)],
  )
  await tx.query(
    `with given as (
       select * from jsonb_to_recordset($2)
         as s (rank integer, position integer, text text, "versionId" bigint, "start" integer, "end" integer, "supportIds" bigint[])),
     sentence as (
       insert into edition_sentence (edition_id, rank, position, text, version_id, span_start, span_end)
       select $1, rank, position, text, "versionId", "start", "end" from given
       returning id, rank, position)
     insert into edition_support (sentence_id, article_id)
     select sentence.id, unnest(given."supportIds") from sentence join given using (rank, position)`,
    [row.id, JSON.stringify(content.stories.flatMap(provedSentences))],
  )
  return row.id
}

/** The sentences of a story in reading order, each with the articles that support it. */
function provedSentences(story: EditionStory): object[] {
  return sentencesOfStory(story).map((sentence, i) => ({
    ...sentence,
    rank: story.rank,
    position: i + 1,
    supportIds: story.sources
      .filter(({ number }) => sentence.sources.includes(number))
      .map(({ articleId }) => articleId),
  }))
}
