import { captureExtracted } from '../src/articles/capture-version.ts'
import { fetchArticlePage, longWaitOf } from '../src/articles/fetch-article-page.ts'
import { nextRevisit } from '../src/articles/next-revisit.ts'
import { ownAddress } from '../src/articles/own-address.ts'
import { validatorsOf } from '../src/articles/page-validators.ts'
import { readArticlePage, type ReadArticleNeeds } from '../src/articles/read-article-page.ts'
import { findAddresses, insertAddresses } from '../src/articles/repository.ts'
import {
  type ArticleToRevisit,
  endRevisit,
  findArticleToRevisit,
  putOffRevisit,
  retryRevisit,
  saveNextVersion,
  type SeenPage,
} from '../src/articles/repository-revisit.ts'
import { nothing, outcomeOfAnswer, outcomeOfPage, type RevisitOutcome } from '../src/articles/revisit-outcome.ts'
import { withoutStanding } from '../src/articles/without-standing.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, dispositionOf, messageOf } from '../src/errors.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { Robots } from '../src/fetch/robots.ts'
import type { Worker } from '../src/queue/job.ts'
import { revisitArticle } from '../src/queue/jobs.ts'
import { refreshFactsAround } from '../src/stories/repository-facts.ts'

export interface RevisitArticleNeeds extends ReadArticleNeeds {
  readonly db: Database
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly robots: Robots
}

/** What came of a look, and what is known of the page from then on. */
interface Look {
  readonly outcome: RevisitOutcome
  /** Null leaves what is known of the page as last read. */
  readonly seen: SeenPage | null
  /** An address that the article was found under and was not known by. */
  readonly newAddress: string | null
}

/** A look that failed, or found the article gone, is made once more after so long, or when the publisher asks for it. */
const RETRY_MINUTES = 10

/**
 * Looks at one article's page again and stores its text as a further version when it tells something else. Whatever goes
 * wrong, the stored versions stay, and the plan goes on.
 *
 * Idempotent: only an article whose revisit is due is looked at, and the step of its plan ends in the transaction that
 * writes the version, unless another run has ended it. A second run finds nothing due.
 */
export const revisitArticleWorker: Worker<{ articleId: string }, RevisitArticleNeeds> = {
  job: revisitArticle,
  async run({ articleId }, needs, signal) {
    const article = await findArticleToRevisit(needs.db, articleId, needs.clock.now())
    if (article) await revisit(article, needs, signal)
  },
}

async function revisit(article: ArticleToRevisit, needs: RevisitArticleNeeds, signal: AbortSignal): Promise<void> {
  try {
    const look = await lookAgain(article, needs, signal)
    if (isWorthARetry(article, look.outcome)) await tryOnceMore(article, look.outcome, needs)
    else await endStep(article, look, needs)
  } catch (error) {
    const wait = longWaitOf(error, needs.clock.now())
    if (wait === null) throw error
    await putOffRevisit(needs.db, article, { at: wait.notBefore, slot: null })
  }
}

async function lookAgain(article: ArticleToRevisit, needs: RevisitArticleNeeds, signal: AbortSignal): Promise<Look> {
  const keepSlot = (slot: Date) => putOffRevisit(needs.db, article, { at: slot, slot })
  const page = await fetchArticlePage(article, keepSlot, needs, signal)
  if (page instanceof AppError) return unread(nothing(messageOf(page), dispositionOf(page) === 'retry'))
  const outcome = outcomeOfAnswer(article.canonicalUrl, page, needs.clock.now())
  return outcome === null ? read(article, page, needs, signal) : unread(outcome)
}

const unread = (outcome: RevisitOutcome): Look => ({ outcome, seen: null, newAddress: null })

async function read(
  article: ArticleToRevisit,
  page: FetchedPage,
  needs: RevisitArticleNeeds,
  signal: AbortSignal,
): Promise<Look> {
  const extracted = await readArticlePage(article, page, needs, signal)
  if (extracted instanceof AppError) return unread(nothing(messageOf(extracted)))
  const url = ownAddress(page.url, extracted.canonicalUrl) ?? article.canonicalUrl
  const articleId = (await findAddresses(needs.db, [url])).get(url) ?? null
  const known = { ...article, text: withoutStanding(article.text, extracted.leftOut) }
  const outcome = outcomeOfPage(known, extracted, captureExtracted(article, extracted), { url, articleId })
  if (outcome.kind !== 'same' && outcome.kind !== 'changed') return unread(outcome)
  const seen = { ...validatorsOf(page, article.canonicalUrl), isFree: extracted.isAccessibleForFree }
  return { outcome, seen, newAddress: articleId === null ? url : null }
}

function isWorthARetry(article: ArticleToRevisit, outcome: RevisitOutcome): boolean {
  if (article.failures > 0) return false
  return outcome.kind === 'gone' ? article.goneAt === null : outcome.kind === 'nothing' && outcome.mayPass
}

async function tryOnceMore(
  article: ArticleToRevisit,
  outcome: RevisitOutcome,
  { db, clock }: RevisitArticleNeeds,
): Promise<void> {
  const earliest = outcome.kind === 'nothing' ? (outcome.retryAt?.getTime() ?? 0) : 0
  const at = new Date(Math.max(clock.now().getTime() + RETRY_MINUTES * 60_000, earliest))
  await retryRevisit(db, article, reasonOf(outcome) ?? '', at)
}

async function endStep(
  article: ArticleToRevisit,
  { outcome, seen, newAddress }: Look,
  { db, clock }: RevisitArticleNeeds,
): Promise<void> {
  const now = clock.now()
  const plan = nextRevisit(article.scrapedAt, article.done, now)
  const step = { plan, reason: reasonOf(outcome), goneAt: goneAtOf(article, outcome, now), seen }
  await db.transaction(async (tx) => {
    if (!(await endRevisit(tx, article, step))) return
    if (newAddress !== null) await insertAddresses(tx, [{ url: newAddress, articleId: article.id }])
    if (outcome.kind !== 'changed') return
    await saveNextVersion(tx, article.id, outcome.next, now)
    await refreshFactsAround(tx, article.id, now)
  })
}

const reasonOf = (outcome: RevisitOutcome): string | null => ('reason' in outcome ? outcome.reason : null)

function goneAtOf(article: ArticleToRevisit, outcome: RevisitOutcome, now: Date): Date | null {
  if (outcome.kind === 'gone') return article.goneAt ?? now
  return outcome.kind === 'nothing' ? article.goneAt : null
}
