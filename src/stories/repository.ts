import type { Queryable } from '../db/database.ts'
import type { ClusterArticle } from './cluster-article.ts'

/** Rounds that still hold back their articles: started after $1, with a poll or a first scrape outstanding. */
const OPEN_ROUNDS = `
  select id from poll_round
   where started_at > $1
     and (exists (select 1 from poll where poll.round_id = poll_round.id and finished_at is null)
          or exists (select 1 from article where article.round_id = poll_round.id and state = 'new' and scrape_attempts = 0))`

const READY = `scraped_at is not null and clustered_at is null
   and (round_id is null or round_id not in (${OPEN_ROUNDS}))`

/**
 * Languages with articles that their lane may take.
 * @param settledBefore rounds that started earlier no longer hold back their articles
 */
export async function listReadyLanguages(db: Queryable, settledBefore: Date): Promise<readonly string[]> {
  const rows = await db.query<{ language: string }>(
    `select distinct coalesce(language, 'und') as language from article where ${READY} order by 1`,
    [settledBefore],
  )
  return rows.map(({ language }) => language)
}

/** Locks the lane of a language until the end of the transaction and returns how many batches it has done. */
export async function lockLane(tx: Queryable, language: string): Promise<string> {
  await tx.query('insert into lane (language) values ($1) on conflict do nothing', [language])
  const [row] = await tx.query<{ sequence: string }>('select sequence from lane where language = $1 for update', [
    language,
  ])
  if (!row) throw new Error(`the lane of ${language} vanished`)
  return row.sequence
}

export async function advanceLane(tx: Queryable, language: string): Promise<string> {
  const [row] = await tx.query<{ sequence: string }>(
    'update lane set sequence = sequence + 1 where language = $1 returning sequence',
    [language],
  )
  if (!row) throw new Error(`the lane of ${language} vanished`)
  return row.sequence
}

const CLUSTER_ARTICLE = `
  article.id, article.canonical_url as url, publisher.name as publisher, owner_group.name as "ownerGroup",
  article.event_at as "publishedAt", version.title, version.text, coalesce(article.language, 'und') as language`

/** The lane reads first versions: an index that is rebuilt later must hold what the stories were made by. */
const ARTICLE_SOURCES = `
  article
  join publisher on publisher.id = article.publisher_id
  left join owner_group on owner_group.id = publisher.owner_group_id
  join version on version.article_id = article.id and version.number = 1`

/** The next articles of a lane, in the order that makes its result repeatable. */
export async function takeReady(
  tx: Queryable,
  language: string,
  settledBefore: Date,
  limit: number,
): Promise<readonly ClusterArticle[]> {
  return tx.query<ClusterArticle>(
    `select ${CLUSTER_ARTICLE} from ${ARTICLE_SOURCES}
      where coalesce(article.language, 'und') = $2 and ${READY}
      order by article.event_at, article.canonical_url limit $3`,
    [settledBefore, language, limit],
  )
}

export interface PlacedArticle extends ClusterArticle {
  readonly storyId: string
  readonly originalId: string | null
}

/** The articles of every story that is open at `from` or later, in the order in which they were placed. */
export async function listOpen(tx: Queryable, language: string, from: Date): Promise<readonly PlacedArticle[]> {
  return tx.query<PlacedArticle>(
    `select ${CLUSTER_ARTICLE}, story_article.story_id as "storyId", story_article.original_id as "originalId"
       from story_article join story on story.id = story_article.story_id
       join ${ARTICLE_SOURCES} on article.id = story_article.article_id
      where story.language = $1 and story.last_at >= $2
      order by story_article.position`,
    [language, from],
  )
}

/** The newest event time of a lane, or null while it is empty. */
export async function newestPlaced(tx: Queryable, language: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>('select max(last_at) as at from story where language = $1', [
    language,
  ])
  return row?.at ?? null
}

/** One decision of the lane, ready to be written. */
export interface Placement {
  readonly articleId: string
  readonly storyId: string
  readonly isNewStory: boolean
  readonly originalId: string | null
  readonly copyKind: string | null
  readonly containment: number | null
  readonly rule: string
  readonly decision: object
}

/** Writes placements in their order: new stories, ledger events, memberships, marks. */
export async function savePlacements(
  tx: Queryable,
  language: string,
  placements: readonly Placement[],
  settingsVersion: string,
  now: Date,
): Promise<void> {
  if (placements.length === 0) return
  const articleIds = placements.map(({ articleId }) => articleId)
  const created = placements.filter(({ isNewStory }) => isNewStory)
  await tx.query(
    `insert into story (id, language, lead_article_id, first_at, last_at, created_at)
     select s.id, $3, s.article_id, article.event_at, article.event_at, $4
       from unnest($1::text[], $2::bigint[]) as s (id, article_id) join article on article.id = s.article_id`,
    [created.map(({ storyId }) => storyId), created.map(({ articleId }) => articleId), language, now],
  )
  await tx.query(
    `with event as (
       insert into ledger (story_id, article_id, event, at, actor, reason, decision, settings_version)
       select p.story_id, p.article_id, p.event, $8, 'lane', p.rule, p.decision, $9
         from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[]) with ordinality
              as p (story_id, article_id, event, rule, decision, place) order by p.place
       returning id, story_id, article_id)
     insert into story_article (article_id, story_id, original_id, copy_kind, containment, ledger_id)
     select event.article_id, event.story_id, p.original_id, p.copy_kind, p.containment, event.id
       from event join unnest($2::bigint[], $6::bigint[], $7::text[], $10::real[]) with ordinality
            as p (article_id, original_id, copy_kind, containment, place) using (article_id)
      order by p.place`,
    [
      placements.map(({ storyId }) => storyId),
      articleIds,
      placements.map(({ isNewStory }) => (isNewStory ? 'created' : 'joined')),
      placements.map(({ rule }) => rule),
      placements.map(({ decision }) => JSON.stringify(decision)),
      placements.map(({ originalId }) => originalId),
      placements.map(({ copyKind }) => copyKind),
      now,
      settingsVersion,
      placements.map(({ containment }) => containment),
    ],
  )
  await tx.query('update article set clustered_at = $2 where id = any($1::bigint[])', [articleIds, now])
  await refreshStories(tx, [...new Set(placements.map(({ storyId }) => storyId))])
}

/** Moves all articles of one story into another; the old id keeps its row and names its successor. */
export async function mergeStory(
  tx: Queryable,
  merge: { from: string; into: string },
  settingsVersion: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into ledger (story_id, event, at, actor, reason, decision, settings_version)
     values ($1, 'merged', $3, 'lane', 'merge', jsonb_build_object('into', $2::text), $4)`,
    [merge.from, merge.into, now, settingsVersion],
  )
  await tx.query(
    `with event as (
       insert into ledger (story_id, article_id, event, at, actor, reason, decision, settings_version)
       select $2, article_id, 'joined', $3, 'lane', 'merge', jsonb_build_object('from', $1::text), $4
         from story_article where story_id = $1 order by position
       returning id, article_id)
     update story_article set story_id = $2, ledger_id = event.id from event where event.article_id = story_article.article_id`,
    [merge.from, merge.into, now, settingsVersion],
  )
  await tx.query('update story set merged_into = $2, merged_at = $3 where id = $1', [merge.from, merge.into, now])
  await refreshStories(tx, [merge.into])
}

/** Times and lead article of stories from their members: the lead is the earliest original. */
async function refreshStories(tx: Queryable, storyIds: readonly string[]): Promise<void> {
  await tx.query(
    `update story set first_at = m.first_at, last_at = m.last_at, lead_article_id = m.lead
       from (select story_article.story_id, min(article.event_at) as first_at, max(article.event_at) as last_at,
                    (array_agg(article.id order by (original_id is not null), article.event_at, article.canonical_url))[1] as lead
               from story_article join article on article.id = story_article.article_id
              where story_article.story_id = any($1::text[]) group by story_article.story_id) m
      where story.id = m.story_id`,
    [storyIds],
  )
}
