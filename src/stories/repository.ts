import type { Queryable } from '../db/database.ts'
import { saveIndexTerms } from './repository-features.ts'

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

/** Whether a lane may take an article of this language. */
export async function hasReady(db: Queryable, language: string, settledBefore: Date): Promise<boolean> {
  const [row] = await db.query<{ ready: boolean }>(
    `select exists (select from article where coalesce(language, 'und') = $2 and ${READY}) as ready`,
    [settledBefore, language],
  )
  return row?.ready === true
}

/** An article that its lane may take, at its event time. */
export interface ReadyArticle {
  readonly id: string
  readonly publishedAt: Date
}

/** The next articles of a lane, in the order that makes its result repeatable. All of them have a first version. */
export async function takeReady(
  tx: Queryable,
  language: string,
  settledBefore: Date,
  limit: number,
): Promise<readonly ReadyArticle[]> {
  return tx.query<ReadyArticle>(
    `select id, event_at as "publishedAt" from article
      where coalesce(language, 'und') = $2 and ${READY}
        and exists (select from version where article_id = article.id and number = 1)
      order by event_at, canonical_url limit $3`,
    [settledBefore, language, limit],
  )
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
  /** Which terms lead to an original. Its features must be stored. */
  readonly indexTerms: readonly number[]
}

/** By whom and when decisions of a lane are written down. */
export interface LaneSignature {
  readonly language: string
  /** The number under which the lane is held; the ledger refuses any other. */
  readonly fence: string
  readonly settingsVersion: string
  readonly now: Date
}

/** Writes placements in their order: new stories, ledger events, memberships, marks. Facts of the stories are not made. */
export async function savePlacements(
  tx: Queryable,
  placements: readonly Placement[],
  { language, fence, settingsVersion, now }: LaneSignature,
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
       insert into ledger (story_id, article_id, event, at, actor, reason, decision, settings_version, fence)
       select p.story_id, p.article_id, p.event, $8, 'lane', p.rule, p.decision, $9, $11
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
      fence,
    ],
  )
  await tx.query('update article set clustered_at = $2 where id = any($1::bigint[])', [articleIds, now])
  await saveIndexTerms(
    tx,
    placements.filter(({ originalId }) => originalId === null),
  )
  await refreshTimes(tx, [...new Set(placements.map(({ storyId }) => storyId))])
}

/** Moves all articles of one story into another; the old id keeps its row and names its successor. */
export async function mergeStory(
  tx: Queryable,
  merge: { from: string; into: string },
  { fence, settingsVersion, now }: LaneSignature,
): Promise<void> {
  await tx.query(
    `insert into ledger (story_id, event, at, actor, reason, decision, settings_version, fence)
     values ($1, 'merged', $3, 'lane', 'merge', jsonb_build_object('into', $2::text), $4, $5)`,
    [merge.from, merge.into, now, settingsVersion, fence],
  )
  await tx.query(
    `with event as (
       insert into ledger (story_id, article_id, event, at, actor, reason, decision, settings_version, fence)
       select $2, article_id, 'joined', $3, 'lane', 'merge', jsonb_build_object('from', $1::text), $4, $5
         from story_article where story_id = $1 order by position
       returning id, article_id)
     update story_article set story_id = $2, ledger_id = event.id from event where event.article_id = story_article.article_id`,
    [merge.from, merge.into, now, settingsVersion, fence],
  )
  await tx.query('update story set merged_into = $2, merged_at = $3 where id = $1', [merge.from, merge.into, now])
  await refreshTimes(tx, [merge.into])
}

/** When the members of stories were published; which of them leads is among their facts. */
export async function refreshTimes(tx: Queryable, storyIds: readonly string[]): Promise<void> {
  await tx.query(
    `update story set first_at = m.first_at, last_at = m.last_at
       from (select story_id, min(event_at) as first_at, max(event_at) as last_at
               from story_article join article on article.id = article_id
              where story_id = any($1::text[]) group by story_id) m
      where story.id = m.story_id`,
    [storyIds],
  )
}
