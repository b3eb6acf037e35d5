import type { Queryable } from '../db/database.ts'
import type { EditionStory } from './edition.ts'
import type { Window } from './local-day.ts'
import type { FrozenEdition } from './repository.ts'
import { readStoredEdition } from './stored-edition.ts'

/** An edition as a line in a list. */
export interface EditionHead {
  readonly digest: string
  readonly localDate: string
  readonly zone: string
  readonly builtAt: Date
  readonly stories: number
  readonly feeds: number
  readonly feedsSeen: number
}

const HEAD = `digest.name as digest, edition.local_date as "localDate", digest.zone, edition.built_at as "builtAt",
  jsonb_array_length(edition.content -> 'stories') as stories,
  (edition.content #>> '{coverage,feeds}')::int as feeds, (edition.content #>> '{coverage,feedsSeen}')::int as "feedsSeen"`

/** Newest day first. */
export async function listEditions(db: Queryable, limit: number): Promise<readonly EditionHead[]> {
  return db.query<EditionHead>(
    `select ${HEAD} from edition join digest on digest.id = edition.digest_id
      order by edition.local_date desc, digest.name limit $1`,
    [limit],
  )
}

const EDITION = `edition.id, edition.local_date as "localDate", edition.built_at as "builtAt", edition.content,
  edition.content_hash as "contentHash"`

/** The edition of a digest, by the names that stand in its address. */
export async function findNamedEdition(
  db: Queryable,
  digest: string,
  localDate: string,
): Promise<FrozenEdition | null> {
  const [row] = await db.query<FrozenEdition>(
    `select ${EDITION}
       from edition join digest on digest.id = edition.digest_id where digest.name = $1 and edition.local_date = $2`,
    [digest, localDate],
  )
  return row ? { ...row, content: readStoredEdition(row.content) } : null
}

/** The editions of a digest, the newest day first. */
export async function listNewestEditions(
  db: Queryable,
  digestId: string,
  limit: number,
): Promise<readonly FrozenEdition[]> {
  const rows = await db.query<FrozenEdition>(
    `select ${EDITION} from edition where digest_id = $1 order by local_date desc limit $2`,
    [digestId, limit],
  )
  return rows.map((row) => ({ ...row, content: readStoredEdition(row.content) }))
}

/** The editions that tell something of a time, by digest in the order in which those were made, and then by date. */
export async function listEditionsOver(db: Queryable, { from, to }: Window): Promise<readonly FrozenEdition[]> {
  const rows = await db.query<FrozenEdition>(
    `select ${EDITION} from edition where window_from < $2 and window_to > $1 order by digest_id, local_date`,
    [from, to],
  )
  return rows.map((row) => ({ ...row, content: readStoredEdition(row.content) }))
}

export interface PrintedStory {
  readonly digest: string
  readonly localDate: string
  readonly builtAt: Date
  readonly story: EditionStory
}

/** The story as the newest edition has it that holds one of these ids; null when none does. */
export async function findNewestPrint(db: Queryable, storyIds: readonly string[]): Promise<PrintedStory | null> {
  const [row] = await db.query<PrintedStory>(
    `select digest.name as digest, edition.local_date as "localDate", edition.built_at as "builtAt", printed.story
       from edition_story join edition on edition.id = edition_story.edition_id
       join digest on digest.id = edition.digest_id
       cross join lateral (select story from jsonb_array_elements(edition.content -> 'stories') story
                            where story ->> 'storyId' = edition_story.story_id) printed
      where edition_story.story_id = any($1::text[])
      order by edition.built_at desc, edition.local_date desc, edition_story.rank limit 1`,
    [storyIds],
  )
  return row ?? null
}

/** A passage that proves a sentence: the first sentence of the newest edition's first story. */
export async function findProvenPassage(
  db: Queryable,
): Promise<{ articleId: string; version: number; start: number; end: number } | null> {
  const [row] = await db.query<{ articleId: string; version: number; start: number; end: number }>(
    `select version.article_id as "articleId", version.number as version, span_start as start, span_end as end
       from edition_sentence join version on version.id = edition_sentence.version_id
       join edition on edition.id = edition_sentence.edition_id
      order by edition.local_date desc, edition.id desc, rank, position limit 1`,
  )
  return row ?? null
}

/** Whether an edition was made of the time that an instant lies in. */
export async function isCoveredByEdition(db: Queryable, at: Date): Promise<boolean> {
  const rows = await db.query('select 1 from edition where window_from <= $1 and $1 < window_to limit 1', [at])
  return rows.length > 0
}
