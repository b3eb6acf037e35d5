import type { ArticleToScrape, CapturedVersion, ScrapeFailure } from '../src/articles/article.ts'
import { canonicalUrl } from '../src/articles/canonical-url.ts'
import { captureVersion } from '../src/articles/capture-version.ts'
import { publicationTime, readPublication } from '../src/articles/event-time.ts'
import { extractArticle } from '../src/articles/extract/extract-article.ts'
import type { ExtractedArticle } from '../src/articles/extract/extracted-article.ts'
import {
  findArticleToScrape,
  giveUpScrape,
  postponeScrape,
  saveScraped,
  saveScrapeSlot,
  settleAddress,
} from '../src/articles/repository.ts'
import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, dispositionOf, LaterError, messageOf } from '../src/errors.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { Queue, Worker } from '../src/queue/job.ts'
import { scrapeArticle } from '../src/queue/jobs.ts'
import { wakeLanes } from '../src/stories/wake-lanes.ts'
import { decodeHtml } from '../src/text/charset.ts'
import { settledLanguage } from '../src/text/language.ts'

export interface ScrapeArticleNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly settleSeconds: number
}

const MAX_PAGE_BYTES = 8 * 1024 * 1024

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
  const { canonicalUrl: url, slotAt, id } = article
  await needs.pace.turn(url, slotAt, (slot) => saveScrapeSlot(needs.db, id, slot), signal)
  const page = await ask(article, needs, signal)
  if (page) await take(article, page, needs)
}

/** The page, or null when there is none and the reason is recorded. */
async function ask(
  article: ArticleToScrape,
  needs: ScrapeArticleNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | null> {
  try {
    return await needs.fetchPage(article.canonicalUrl, {
      accept: 'text/html, application/xhtml+xml;q=0.9',
      maxBytes: MAX_PAGE_BYTES,
      signal,
    })
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof LaterError || signal.aborted) throw error
    const failure = { code: error.code, reason: messageOf(error) }
    if (dispositionOf(error) === 'retry') await postponeOrGiveUp(article, failure, needs)
    else await giveUpScrape(needs.db, article.id, 'failed', failure)
    return null
  }
}

async function take(article: ArticleToScrape, page: FetchedPage, needs: ScrapeArticleNeeds): Promise<void> {
  if (page.status === 429 || page.status >= 500) {
    await postponeOrGiveUp(
      article,
      { code: `HTTP_${page.status}`, reason: `${page.url} answered ${page.status}` },
      needs,
    )
    return
  }
  const refusal = refusalOf(page)
  if (refusal) {
    await giveUpScrape(needs.db, article.id, 'not_article', refusal)
    return
  }
  const html = decodeHtml(page.body, page.contentType).text
  const extracted = extractArticle(html, {
    url: page.url,
    fetchedAt: needs.clock.now(),
    feedEntry: { title: article.title, summary: article.entrySummary },
  })
  if (extracted.text === '' || (extracted.state !== 'article' && extracted.state !== 'paywall')) {
    const reason = extracted.reason ?? 'no text of an article was found on the page'
    await giveUpScrape(needs.db, article.id, 'not_article', { code: extracted.state.toUpperCase(), reason })
    return
  }
  await keep(article, page, extracted, needs)
}

function refusalOf(page: FetchedPage): ScrapeFailure | null {
  if (page.status !== 200) return { code: `HTTP_${page.status}`, reason: `${page.url} answered ${page.status}` }
  const type = page.contentType?.split(';')[0]?.trim().toLowerCase()
  if (type && !['text/html', 'application/xhtml+xml'].includes(type)) {
    return { code: 'NOT_HTML', reason: `${page.url} is ${type}, not a page` }
  }
  return null
}

async function postponeOrGiveUp(
  article: ArticleToScrape,
  failure: ScrapeFailure,
  needs: ScrapeArticleNeeds,
): Promise<void> {
  const minutes = RETRY_AFTER_MINUTES[article.attempts]
  if (minutes === undefined) {
    await giveUpScrape(needs.db, article.id, 'failed', failure)
    return
  }
  await postponeScrape(needs.db, article.id, failure, new Date(needs.clock.now().getTime() + minutes * 60_000))
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

/**
 * The address that the page names as its own, if it lies on the origin that answered and is not the front page, which
 * careless templates name on every page; else the one that answered.
 */
function ownAddress(answered: string, named: string | null): string | null {
  const own = named === null ? null : canonicalUrl(named, answered)
  const asked = new URL(answered)
  if (own === null || new URL(own).origin !== asked.origin) return canonicalUrl(answered)
  return new URL(own).pathname === '/' && asked.pathname !== '/' ? canonicalUrl(answered) : own
}
