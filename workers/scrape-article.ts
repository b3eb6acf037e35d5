import type { ArticleToScrape, ScrapeFailure } from '../src/articles/article.ts'
import { captureExtracted } from '../src/articles/capture-version.ts'
import { publicationTime, readPublication } from '../src/articles/event-time.ts'
import type { ExtractedArticle } from '../src/articles/extract/extracted-article.ts'
import { fetchArticlePage, longWaitOf } from '../src/articles/fetch-article-page.ts'
import { firstRevisit } from '../src/articles/next-revisit.ts'
import { ownAddress } from '../src/articles/own-address.ts'
import { hasText, obstacleOf } from '../src/articles/readable.ts'
import { readPageAnswer } from '../src/articles/page-answer.ts'
import { validatorsOf } from '../src/articles/page-validators.ts'
import { readArticlePage, type ReadArticleNeeds } from '../src/articles/read-article-page.ts'
import { learnSitePage } from '../src/articles/repository-memory.ts'
import { saveScraped, settleAddress } from '../src/articles/repository.ts'
import {
  findArticleToScrape,
  giveUpScrape,
  postponeScrape,
  putOffScrape,
  saveScrapeSlot,
} from '../src/articles/repository-scrape.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, dispositionOf, messageOf } from '../src/errors.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { Robots } from '../src/fetch/robots.ts'
import type { Queue, Worker } from '../src/queue/job.ts'
import { scrapeArticle } from '../src/queue/jobs.ts'
import { takeFeatures } from '../src/stories/repository-features.ts'
import { defaultSettings } from '../src/stories/settings.ts'
import { wakeLanes } from '../src/stories/wake-lanes.ts'

export interface ScrapeArticleNeeds extends ReadArticleNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly robots: Robots
  readonly settleSeconds: number
}

/** Minutes to the next attempt after the first, second … failure that may pass; then the page is given up. */
const RETRY_AFTER_MINUTES = [1, 5, 30, 120]

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
    const keepSlot = (slot: Date) => saveScrapeSlot(needs.db, article.id, slot)
    const answer = await fetchArticlePage(article, keepSlot, needs, signal)
    if (answer instanceof AppError) await fail(article, answer, needs)
    else await take(article, answer, needs, signal)
  } catch (error) {
    await putOff(article, error, needs)
  }
}

async function fail(article: ArticleToScrape, error: AppError, needs: ScrapeArticleNeeds): Promise<void> {
  const failure = { code: error.code, reason: messageOf(error) }
  if (dispositionOf(error) === 'retry') await postponeOrGiveUp(article, failure, null, needs)
  else await giveUpScrape(needs.db, article.id, 'failed', failure)
}

async function putOff(article: ArticleToScrape, error: unknown, { db, clock }: ScrapeArticleNeeds): Promise<void> {
  const wait = longWaitOf(error, clock.now())
  if (wait === null) throw error
  await putOffScrape(db, article.id, { code: wait.code, reason: messageOf(wait) }, wait.notBefore)
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
  const extracted = await readArticlePage(article, page, needs, signal)
  if (extracted instanceof AppError) {
    await fail(article, extracted, needs)
    return
  }
  if (!hasText(extracted)) {
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
  const captured = captureExtracted(article, extracted)
  const isFree = extracted.isAccessibleForFree
  const published = publicationTime(readPublication(extracted.publishedAt), article.publishedAt)
  const address = ownAddress(page.url, extracted.canonicalUrl) ?? article.canonicalUrl
  const now = needs.clock.now()
  const revisit = { at: firstRevisit(now), ...validatorsOf(page, address) }
  const scraped = await needs.db.transaction(async (tx) => {
    const owner = await settleAddress(tx, article.id, article.canonicalUrl, address)
    await saveScraped(tx, owner, { captured, obstacle: obstacleOf(extracted), published, isFree, revisit }, now)
    await learnSitePage(tx, page.url, extracted.learnt, now)
    return owner
  })
  // Made here, where scrapers work side by side, and not in the lane, which is one a language; it makes what is missing.
  await takeFeatures(needs.db, [scraped], defaultSettings, now)
}
