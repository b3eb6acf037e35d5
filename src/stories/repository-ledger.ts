import type { Queryable } from '../db/database.ts'
import type { StoryDecision } from './cluster-article.ts'

export type LedgerEventName = 'created' | 'joined' | 'left' | 'merged' | 'split'

/** What was written down with an event: what the lane decided by, or by which decision of an analyst it came. */
export type LedgerDecision = Partial<StoryDecision> & {
  readonly into?: string
  readonly from?: string
  readonly decisionId?: string
  readonly isUndo?: boolean
}

/** An event as it was written, with the settings that the lane decided by; null for what people decided. */
export interface LedgerEntry {
  readonly id: string
  readonly storyId: string
  readonly articleId: string | null
  readonly title: string | null
  readonly publisher: string | null
  readonly event: LedgerEventName
  readonly at: Date
  readonly actor: string
  readonly reason: string
  readonly decision: LedgerDecision
  readonly settingsVersion: string | null
}

const ENTRY = `
  select ledger.id, ledger.story_id as "storyId", ledger.article_id as "articleId", article.title,
         publisher.name as publisher, ledger.event, ledger.at, ledger.actor, ledger.reason, ledger.decision,
         ledger.settings_version as "settingsVersion"
    from ledger left join article on article.id = ledger.article_id
    left join publisher on publisher.id = article.publisher_id`

/** A page of what happened to a story under all of its ids, oldest first; `after` is the last event of the page before. */
export async function pageLedger(
  db: Queryable,
  storyIds: readonly string[],
  after: string,
  limit: number,
): Promise<readonly LedgerEntry[]> {
  return db.query<LedgerEntry>(
    `${ENTRY} where ledger.story_id = any($1::text[]) and ledger.id > $2 order by ledger.id limit $3`,
    [storyIds, after, limit],
  )
}

/** All that happened to an article, in whatever story, oldest first. */
export async function listEntries(db: Queryable, articleId: string): Promise<readonly LedgerEntry[]> {
  return db.query<LedgerEntry>(`${ENTRY} where ledger.article_id = $1 order by ledger.id`, [articleId])
}

/** The last event that says what a story was at a time: it had articles, or it was merged away. */
export interface StoryState {
  readonly event: 'created' | 'joined' | 'merged'
  readonly at: Date
  readonly actor: string
  readonly reason: string
  readonly into: string | null
}

export async function findStateAt(db: Queryable, storyId: string, at: Date): Promise<StoryState | null> {
  const [row] = await db.query<StoryState>(
    `select event, at, actor, reason, decision ->> 'into' as into from ledger
      where story_id = $1 and at <= $2 and event in ('created', 'joined', 'merged') order by id desc limit 1`,
    [storyId, at],
  )
  return row ?? null
}

/** By id, the story that answered for each at a time. One query, whatever the merges. */
export async function loadSuccessorsAt(
  db: Queryable,
  storyIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  const mergedInto = (story: string) => `
    left join lateral (
      select case event when 'merged' then decision ->> 'into' end as story from ledger
       where story_id = ${story} and at <= $2 and event in ('created', 'joined', 'merged') order by id desc limit 1) next on true`
  const rows = await db.query<{ id: string; successor: string }>(
    `with recursive line (id, story, next) as (
       select asked.id, asked.id, next.story from unnest($1::text[]) as asked (id) ${mergedInto('asked.id')}
       union select line.id, line.next, next.story from line ${mergedInto('line.next')} where line.next is not null)
     select id, story as successor from line where next is null`,
    [storyIds, at],
  )
  return new Map(rows.map(({ id, successor }) => [id, successor]))
}

/** When a story got its first article; null for an id that no story has. */
export async function findBeginning(db: Queryable, storyId: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    `select min(at) as at from ledger where story_id = $1 and event in ('created', 'joined')`,
    [storyId],
  )
  return row?.at ?? null
}
