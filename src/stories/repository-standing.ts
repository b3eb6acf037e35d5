import type { Queryable } from '../db/database.ts'
import { lineageAt } from './as-of-lineage.ts'
import { openSince } from './open-since.ts'
import type { ClusterSettings } from './settings.ts'

/** A moment of a lane, just before an event of the ledger. */
export interface LedgerMoment {
  readonly ledgerId: string
  readonly language: string
  readonly at: Date
}

/** An article of a story that was open at a moment, and where it stood then. */
export interface StandingArticle {
  readonly articleId: string
  readonly publishedAt: Date
  readonly storyId: string
  readonly originalId: string | null
}

/** Ids a query: each is found by an index, whatever the server believes of the size of its tables. */
const STEP = 2_000

const PLACED = `ledger.id < $1 and ledger.article_id is not null and ledger.event in ('created', 'joined')`

/**
 * The articles of every story that was open at a moment, where they stood then, in the order in which the lane placed
 * them: what its index held. O(articles of those stories).
 * @param settings when a story is closed
 * @param onStep called between two queries; what it throws ends the reading
 */
export async function listStanding(
  db: Queryable,
  moment: LedgerMoment,
  settings: ClusterSettings,
  onStep: () => void = () => undefined,
): Promise<readonly StandingArticle[]> {
  const newest = await newestBefore(db, moment)
  if (!newest) return []
  const open = await listOpenStories(db, moment, new Date(openSince(newest.getTime(), settings)))
  const candidates = new Set<string>()
  for (const ids of inSteps([...open])) {
    onStep()
    for (const articleId of await listEverIn(db, ids, moment)) candidates.add(articleId)
  }
  const stood: StoodAt[] = []
  for (const ids of inSteps([...candidates])) {
    onStep()
    for (const one of await listStoodAt(db, ids, moment)) if (open.has(one.storyId)) stood.push(one)
  }
  return stood.sort((a, b) => Number(a.position) - Number(b.position))
}

/** No article is placed before it was seen, nor has it a time after that: newer ones need no look. */
async function newestBefore(db: Queryable, { ledgerId, language, at }: LedgerMoment): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }>(
    `select event_at as at from article
      where event_at <= $3 and exists (
        select from ledger join story on story.id = ledger.story_id
         where ledger.article_id = article.id and story.language = $2 and ${PLACED})
      order by event_at desc limit 1`,
    [ledgerId, language, at],
  )
  return row?.at ?? null
}

async function listOpenStories(
  db: Queryable,
  { ledgerId, language, at }: LedgerMoment,
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ storyId: string }>(
    `select distinct last.story_id as "storyId" from (
       select distinct on (ledger.article_id) ledger.story_id
         from article join ledger on ledger.article_id = article.id
        where article.event_at between $3 and $4 and ${PLACED} order by ledger.article_id, ledger.id desc) last
       join story on story.id = last.story_id where story.language = $2`,
    [ledgerId, language, since, at],
  )
  return new Set(rows.map(({ storyId }) => storyId))
}

async function listEverIn(
  db: Queryable,
  storyIds: readonly string[],
  { ledgerId }: LedgerMoment,
): Promise<readonly string[]> {
  const rows = await db.query<{ articleId: string }>(
    `select distinct article_id as "articleId" from ledger where story_id = any($2::text[]) and ${PLACED}`,
    [ledgerId, storyIds],
  )
  return rows.map(({ articleId }) => articleId)
}

interface StoodAt extends StandingArticle {
  readonly position: string
}

async function listStoodAt(
  db: Queryable,
  articleIds: readonly string[],
  { ledgerId, at }: LedgerMoment,
): Promise<readonly StoodAt[]> {
  return db.query<StoodAt>(
    `select distinct on (ledger.article_id) ledger.article_id as "articleId", article.event_at as "publishedAt",
            ledger.story_id as "storyId", lineage.original_id as "originalId", member.position
       from ledger join story_article member on member.article_id = ledger.article_id
       join article on article.id = ledger.article_id
       ${lineageAt('$3')}
      where ledger.article_id = any($2::bigint[]) and ${PLACED} order by ledger.article_id, ledger.id desc`,
    [ledgerId, articleIds, at],
  )
}

function* inSteps(ids: readonly string[]): Generator<readonly string[], void> {
  for (let from = 0; from < ids.length; from += STEP) yield ids.slice(from, from + STEP)
}
