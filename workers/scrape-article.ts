import type { ArticleToScrape, CapturedVersion, ScrapeFailure } from '../src/articles/article.ts'
import { captureVersion } from '../src/articles/capture-version.ts'
import { publicationTime, readPublication } from '../src/articles/event-time.ts'
import type { ExtractedArticle } from '../src/articles/extract/extracted-article.ts'
import { findForbidden } from '../src/articles/find-forbidden.ts'
import { ownAddress } from '../src/articles/own-address.ts'
import { readPageAnswer } from '../src/articles/page-answer.ts'
import type { ReadPage } from '../src/articles/read-page.ts'
import { saveScraped, settleAddress } from '../src/articles/repository.ts'
import {
  findArticleToScrape,
  giveUpScrape,
  postponeScrape,
  putOffScrape,
  saveScrapeSlot,
} from '../src/articles/repository-scrape.ts'
import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, dispositionOf, LaterError, messageOf } from '../src/errors.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import { heedRetryAfter } from '../src/fetch/heed-retry-after.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import { isFetchFailure } from '../src/fetch/is-fetch-failure.ts'
import type { Robots } from '../src/fetch/robots.ts'
import type { Queue, Worker } from '../src/queue/job.ts'
import { scrapeArticle } from '../src/queue/jobs.ts'
import { wakeLanes } from '../src/stories/wake-lanes.ts'
import { settledLanguage } from '../src/text/language.ts'

export interface ScrapeArticleNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly robots: Robots
  readonly readPage: ReadPage
  readonly settleSeconds: number
}

const MAX_PAGE_BYTES = 8 * 1024 * 1024

/** Minutes to the next attempt after the first, second … failure that may pass; then the page is given up. */
const RETRY_AFTER_MINUTES = [1, 5, 30, 120]
/** A job that must wait for longer than this is left to the sweep, which finds the article by its time. */
const LONGEST_DELAY_MS = 60_000

/**
 * Fetches one article's page and stores its text as version 1, or why there is none.
 *
 * Idempotent: only an article in state `new` is fetched, and its state changes in the transaction that writes the
 * version. A second run finds it done and only wakes the lane again.
 */
export const scrapeArticleWorker: Worker<{ articleId: string }, ScrapeArticleNeeds> = {
  job: scrapeArticle,
  async run({ articleId }, needs, signal) {
    const article = await findArticleToScrape(needs.db, articleId)
    if (article) await scrape(article, needs, signal)
    await wakeLanes(needs)
  },
}

async function scrape(article: ArticleToScrape, needs: ScrapeArticleNeeds, signal: AbortSignal): Promise<void> {
  try {
    const answer = await ask(article, needs, signal)
    if (answer instanceof AppError) await fail(article, answer, needs)
    else await take(article, answer, needs, signal)
  } catch (error) {
    await putOff(article, error, needs)
  }
}

/** The page, or why there is none. What fails of the store is thrown, and so is what must wait. */
async function ask(
  article: ArticleToScrape,
  needs: ScrapeArticleNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | AppError> {
  const { id, canonicalUrl: url, slotAt: held } = article
  const forbidden = await findForbidden(article, url, needs.robots, signal)
  if (forbidden) return forbidden
  const keep = (slot: Date) => saveScrapeSlot(needs.db, id, slot)
  return needs.pace.take({ url, held, keep, signal }, () => fetchArticle(article, needs, signal))
}

async function fetchArticle(
  article: ArticleToScrape,
  needs: ScrapeArticleNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | AppError> {
  try {
    const page = await needs.fetchPage(article.canonicalUrl, {
      accept: 'text/html, application/xhtml+xml;q=0.9',
      maxBytes: MAX_PAGE_BYTES,
      signal,
      async onRedirect(to, fetchSignal) {
        const forbidden = await findForbidden(article, to, needs.robots, fetchSignal)
        if (forbidden) throw forbidden
      },
    })
    await heedRetryAfter(page, needs.pace, needs.clock)
    return page
  } catch (error) {
    if (signal.aborted || !(isFetchFailure(error) || isForbidden(error))) throw error
    return error
  }
}

const isForbidden = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'ROBOTS_DISALLOWED'

async function fail(article: ArticleToScrape, error: AppError, needs: ScrapeArticleNeeds): Promise<void> {
  const failure = { code: error.code, reason: messageOf(error) }
  if (dispositionOf(error) === 'retry') await postponeOrGiveUp(article, failure, null, needs)
  else await giveUpScrape(needs.db, article.id, 'failed', failure)
}

/** A wait of hours is noted with the article instead of being kept in the queue; the pace's own slots are noted already. */
async function putOff(article: ArticleToScrape, error: unknown, { db, clock }: ScrapeArticleNeeds): Promise<void> {
  if (!(error instanceof LaterError) || error.code === 'HOST_PACE') throw error
  if (error.notBefore.getTime() - clock.now().getTime() <= LONGEST_DELAY_MS) throw error
  await putOffScrape(db, article.id, { code: error.code, reason: messageOf(error) }, error.notBefore)
}

async function take(
  article: ArticleToScrape,
  page: FetchedPage,
  needs: ScrapeArticleNeeds,
  signal: AbortSignal,
): Promise<void> {
  const answer = readPageAnswer(page, needs.clock.now())
  if (answer.kind === 'failed') {
    await postponeOrGiveUp(article, answer.failure, answer.retryAt, needs)
    return
  }
  if (answer.kind === 'not_article') {
    await giveUpScrape(needs.db, article.id, 'not_article', answer.failure)
    return
  }
  const context = {
    url: page.url,
    fetchedAt: needs.clock.now(),
    feedEntry: { title: article.title, summary: article.entrySummary },
  }
  const { body, contentType } = page
  const extracted = await needs.readPage({ body, contentType, context }, signal)
  if (extracted.text === '' || (extracted.state !== 'article' && extracted.state !== 'paywall')) {
    const reason = extracted.reason ?? 'no text of an article was found on the page'
    await giveUpScrape(needs.db, article.id, 'not_article', { code: extracted.state.toUpperCase(), reason })
    return
  }
  await keep(article, page, extracted, needs)
}

/** @param earliest the publisher asked not to be asked before */
async function postponeOrGiveUp(
  article: ArticleToScrape,
  failure: ScrapeFailure,
  earliest: Date | null,
  needs: ScrapeArticleNeeds,
): Promise<void> {
  const minutes = RETRY_AFTER_MINUTES[article.attempts]
  if (minutes === undefined) {
    await giveUpScrape(needs.db, article.id, 'failed', failure)
    return
  }
  const next = Math.max(needs.clock.now().getTime() + minutes * 60_000, earliest?.getTime() ?? 0)
  await postponeScrape(needs.db, article.id, failure, new Date(next))
}

async function keep(
  article: ArticleToScrape,
  page: FetchedPage,
  extracted: ExtractedArticle,
  needs: ScrapeArticleNeeds,
): Promise<void> {
  const captured = capturedVersion(article, extracted)
  const published = publicationTime(readPublication(extracted.publishedAt), article.publishedAt)
  const address = ownAddress(page.url, extracted.canonicalUrl)
  await needs.db.transaction(async (tx) => {
    const owner = await settleAddress(tx, article.id, article.canonicalUrl, address ?? article.canonicalUrl)
    await saveScraped(tx, owner, captured, published, needs.clock.now())
  })
}

function capturedVersion(article: ArticleToScrape, extracted: ExtractedArticle): CapturedVersion {
  return captureVersion({
    title: extracted.title ?? article.title ?? article.canonicalUrl,
    standfirst: extracted.standfirst,
    authors: extracted.authors,
    agencyCredit: extracted.agencyCredit,
    section: extracted.section,
    siteName: extracted.siteName,
    language: settledLanguage(extracted.language ?? article.language, extracted.text),
    text: extracted.text,
  })
}
