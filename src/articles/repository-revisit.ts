import type { Queryable } from '../db/database.ts'
import type { CapturedVersion, ScrapeFailure } from './article.ts'
import type { PageToFetch } from './fetch-article-page.ts'
import type { RevisitPlan } from './next-revisit.ts'
import type { PageValidators } from './page-validators.ts'
import { insertVersions } from './repository.ts'
import type { PublisherRules } from './stored-rules.ts'
import type { ChangeClass } from './versions/change-class.ts'

/** An article whose page is to be looked at again, with its newest version. */
export interface ArticleToRevisit extends PageToFetch, PublisherRules {
  readonly id: string
  readonly language: string | null
  readonly scrapedAt: Date
  readonly goneAt: Date | null
  /** Steps of the plan that are behind it. */
  readonly done: number
  /** Failures of the present step. */
  readonly failures: number
  readonly number: number
  readonly title: string
  readonly standfirst: string | null
  readonly text: string
}

/** The article if its next revisit is due, or null when that was done or is not due yet. */
export async function findArticleToRevisit(db: Queryable, id: string, now: Date): Promise<ArticleToRevisit | null> {
  const [row] = await db.query<ArticleToRevisit>(
    `select article.id, canonical_url as "canonicalUrl", article.language, scraped_at as "scrapedAt", slot_at as "slotAt",
            gone_at as "goneAt", revisits as done, revisit_failures as failures, page_etag as etag,
            page_last_modified as "lastModified", publisher.robots_policy as "robotsPolicy",
            publisher.id as "publisherId", publisher.name as publisher, publisher.extraction_rules as "extractionRules",
            version.number, version.title, version.standfirst, version.text
       from article join publisher on publisher.id = article.publisher_id
       join lateral (select number, title, standfirst, text from version where article_id = article.id
                      order by number desc limit 1) version on true
      where article.id = $1 and revisit_at <= $2`,
    [id, now],
  )
  return row ?? null
}

/** Articles whose page is due to be looked at again, the longest due first. */
export async function listDueRevisits(db: Queryable, now: Date): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    'select id from article where revisit_at <= $1 order by revisit_at limit 1000',
    [now],
  )
  return rows.map(({ id }) => id)
}

/** The step of an article's plan that a run is about: what it writes counts only while no other run has ended that step. */
export type RevisitStep = Pick<ArticleToRevisit, 'id' | 'done' | 'failures'>

const STEP = 'id = $1 and revisit_at is not null and revisits = $2 and revisit_failures = $3'

/** Puts off a revisit that was not made: to the slot that the host's pace gave it, or to when it may be asked again. */
export async function putOffRevisit(
  db: Queryable,
  { id, done, failures }: RevisitStep,
  to: { readonly at: Date; readonly slot: Date | null },
): Promise<void> {
  await db.query(`update article set revisit_at = $4, slot_at = $5 where ${STEP}`, [id, done, failures, to.at, to.slot])
}

/** Has a step tried once more. */
export async function retryRevisit(
  db: Queryable,
  { id, done, failures }: RevisitStep,
  reason: string,
  at: Date,
): Promise<void> {
  await db.query(
    `update article set revisit_at = $4, slot_at = null, revisit_failures = revisit_failures + 1, revisit_reason = $5
      where ${STEP}`,
    [id, done, failures, at, reason],
  )
}

/** What a step came to. */
export interface EndedStep {
  readonly plan: RevisitPlan
  /** Why it brought no page of the article; null when it did. */
  readonly reason: string | null
  /** When the article was found to be taken down; null when it is there. */
  readonly goneAt: Date | null
  /** The page as read now; null leaves what is known of the page as last read. */
  readonly seen: SeenPage | null
}

/** What is kept of a page besides its text. */
export interface SeenPage extends PageValidators {
  /** What it states by isAccessibleForFree; null where it states nothing. */
  readonly isFree: boolean | null
}

/** Ends a step of the plan. False when another run has ended it. */
export async function endRevisit(
  db: Queryable,
  { id, done, failures }: RevisitStep,
  { plan, reason, goneAt, seen }: EndedStep,
): Promise<boolean> {
  const rows = await db.query(
    `update article set revisits = $4, revisit_at = $5, slot_at = null, revisit_failures = 0, revisit_reason = $6, gone_at = $7,
            page_etag = case when $8 then $9 else page_etag end,
            page_last_modified = case when $8 then $10 else page_last_modified end,
            is_free = case when $8 then $11 else is_free end
      where ${STEP} returning id`,
    [
      id,
      done,
      failures,
      plan.done,
      plan.at,
      reason,
      goneAt,
      seen !== null,
      seen?.etag ?? null,
      seen?.lastModified ?? null,
      seen?.isFree ?? null,
    ],
  )
  return rows.length > 0
}

/** A version behind the newest one. */
export interface NextVersion {
  readonly number: number
  readonly captured: CapturedVersion
  /** Why the text is not the whole article; null for one that is. */
  readonly obstacle: ScrapeFailure | null
  readonly changes: readonly ChangeClass[]
}

/** Stores a further version: the article's title, what stands before it and its words for searching follow it. */
export async function saveNextVersion(tx: Queryable, articleId: string, next: NextVersion, now: Date): Promise<void> {
  await insertVersions(tx, [{ articleId, ...next }], now)
  const { captured, obstacle } = next
  await tx.query('update article set title = $2, state_code = $3, state_reason = $4 where id = $1', [
    articleId,
    captured.title,
    obstacle?.code ?? null,
    obstacle?.reason ?? null,
  ])
}
