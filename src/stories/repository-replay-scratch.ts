import type { Database, Queryable } from '../db/database.ts'
import { AppError, messageOf } from '../errors.ts'
import type { ReplayPlace } from './replay-state.ts'

/** What a replay decided, as the ledger tells it of the lane. */
export interface ReplayedEvent {
  readonly storyId: string
  readonly articleId: string | null
  readonly event: 'created' | 'joined' | 'merged'
  readonly actor: string
  readonly reason: string
  readonly decision: object
}

export interface ReplayedPlace extends ReplayPlace {
  readonly storyId: string
  readonly storedId: string
}

const NAME = /^replay_[0-9a-z]{26}$/

/** The name as SQL; anything but a scratch schema's own is refused, because it is dropped with all that it holds. */
function named(schema: string): string {
  if (!NAME.test(schema)) throw new Error(`${schema} is no scratch schema of a replay`)
  return schema
}

/**
 * Makes the schema of a replay with tables like those of the live stories, without their keys into live tables. Nothing in
 * it needs to outlive a crash of the server, so nothing is written to its log.
 */
export async function createScratch(db: Database, schema: string): Promise<void> {
  const name = named(schema)
  await db.transaction((tx) =>
    tx.query(`
      create schema ${name};
      create table ${name}.replay (
        from_at timestamptz not null, to_at timestamptz not null, settings_version text not null, settings jsonb not null,
        obeys_decisions boolean not null, began_at timestamptz not null);
      create unlogged table ${name}.story (id text primary key, language text not null, merged_into text);
      create unlogged table ${name}.story_article (
        article_id bigint primary key, position bigint not null, story_id text not null, original_id bigint, copy_kind text,
        containment real, is_replayed boolean not null, stored_story_id text not null);
      create unlogged table ${name}.ledger (
        id bigint generated always as identity primary key, story_id text not null, article_id bigint, event text not null,
        actor text not null, reason text not null, decision jsonb not null, settings_version text);
      create index on ${name}.ledger (article_id, id);
      comment on schema ${name} is 'What a replay of the stories gave: wirefold replay. Safe to drop.'`),
  )
}

export interface ReplayHeading {
  readonly from: Date
  readonly to: Date
  readonly version: string
  readonly settings: object
  readonly obeysDecisions: boolean
  readonly now: Date
}

export async function saveHeading(db: Queryable, schema: string, heading: ReplayHeading): Promise<void> {
  const { from, to, version, settings, obeysDecisions, now } = heading
  await db.query(`insert into ${named(schema)}.replay values ($1, $2, $3, $4, $5, $6)`, [
    from,
    to,
    version,
    JSON.stringify(settings),
    obeysDecisions,
    now,
  ])
}

export async function saveReplayedEvents(
  db: Queryable,
  schema: string,
  events: readonly ReplayedEvent[],
  settingsVersion: string,
): Promise<void> {
  if (events.length === 0) return
  await db.query(
    `insert into ${named(schema)}.ledger (story_id, article_id, event, actor, reason, decision, settings_version)
     select story_id, article_id, event, actor, reason, decision, case when actor = 'lane' then $7 end
       from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::jsonb[]) with ordinality
            as e (story_id, article_id, event, actor, reason, decision, place) order by place`,
    [
      events.map(({ storyId }) => storyId),
      events.map(({ articleId }) => articleId),
      events.map(({ event }) => event),
      events.map(({ actor }) => actor),
      events.map(({ reason }) => reason),
      events.map(({ decision }) => JSON.stringify(decision)),
      settingsVersion,
    ],
  )
}

/** @param firstPosition of the first of the places; the others follow it */
export async function savePlaces(
  db: Queryable,
  schema: string,
  places: readonly ReplayedPlace[],
  firstPosition: number,
): Promise<void> {
  await db.query(
    `insert into ${named(schema)}.story_article
            (article_id, position, story_id, original_id, copy_kind, containment, is_replayed, stored_story_id)
     select article_id, $8 + place - 1, story_id, original_id, copy_kind, containment, is_replayed, stored_id
       from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::real[], $6::boolean[], $7::text[]) with ordinality
            as p (article_id, story_id, original_id, copy_kind, containment, is_replayed, stored_id, place)`,
    [
      places.map(({ articleId }) => articleId),
      places.map(({ storyId }) => storyId),
      places.map(({ originalId }) => originalId),
      places.map(({ originalId, copyKind }) => (originalId === null ? null : copyKind)),
      places.map(({ originalId, containment }) => (originalId === null ? null : containment)),
      places.map(({ isReplayed }) => isReplayed),
      places.map(({ storedId }) => storedId),
      firstPosition,
    ],
  )
}

export async function saveStories(
  db: Queryable,
  schema: string,
  language: string,
  stories: readonly { readonly id: string; readonly mergedInto: string | null }[],
): Promise<void> {
  await db.query(
    `insert into ${named(schema)}.story (id, language, merged_into)
     select id, $3, merged_into from unnest($1::text[], $2::text[]) as s (id, merged_into)`,
    [stories.map(({ id }) => id), stories.map(({ mergedInto }) => mergedInto), language],
  )
}

/** The scores by which the replay placed articles; of copies and of those compared with nothing null. */
export async function listReplayedScores(
  db: Queryable,
  schema: string,
  articleIds: readonly string[],
): Promise<readonly { readonly articleId: string; readonly score: number | null }[]> {
  return db.query(
    `select distinct on (article_id) article_id as "articleId", (decision ->> 'score')::float8 as score
       from ${named(schema)}.ledger where article_id = any($1::bigint[]) and actor = 'lane' order by article_id, id`,
    [articleIds],
  )
}

/** @throws AppError REPLAY_SCRATCH_LEFT (retry) when it could not be dropped */
export async function dropScratch(db: Queryable, schema: string): Promise<void> {
  const sql = `drop schema if exists ${named(schema)} cascade`
  try {
    await db.query(sql)
  } catch (error) {
    throw new AppError('REPLAY_SCRATCH_LEFT', `the scratch schema is left behind: ${sql}; (${messageOf(error)})`, {
      disposition: 'retry',
      details: { schema },
      cause: error,
    })
  }
}
