import { createHash } from 'node:crypto'
import { canonicalUrl } from '../src/articles/canonical-url.ts'
import { insertArticles } from '../src/articles/repository.ts'
import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import { AppError, LaterError, messageOf } from '../src/errors.ts'
import type { NewEntry, PollOrder, PollOutcome } from '../src/feeds/feed.ts'
import type { FeedDocument, FeedEntry } from '../src/feeds/parse/feed-document.ts'
import { parseFeed } from '../src/feeds/parse/parse-feed.ts'
import { findPollOrder, finishPoll, insertEntries, savePollSlot } from '../src/feeds/repository.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { Queue, Worker } from '../src/queue/job.ts'
import { pollFeed, scrapeArticle } from '../src/queue/jobs.ts'
import { wakeLanes } from '../src/stories/wake-lanes.ts'

export interface PollFeedNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly settleSeconds: number
}

const MAX_FEED_BYTES = 20 * 1024 * 1024

/**
 * Fetches one feed, stores its entries and the articles they name, and asks for the new articles' pages.
 *
 * Idempotent: a poll has one outcome, written in one transaction with its entries; entries and articles are unique by
 * key. A second run finds the outcome in place and does nothing. A crash after the commit loses only jobs, which the
 * sweep finds again by their missing marks.
 */
export const pollFeedWorker: Worker<{ pollId: string }, PollFeedNeeds> = {
  job: pollFeed,
  async run({ pollId }, needs, signal) {
    const order = await findPollOrder(needs.db, pollId)
    if (!order) return

    const newArticleIds = await poll(order, needs, signal)
    await needs.queue.enqueue(
      scrapeArticle,
      newArticleIds.map((articleId) => ({ articleId })),
    )
    // The last poll of a round may bring nothing new and still be what its lane was waiting for.
    await wakeLanes(needs)
  },
}

/** An answer that is a feed, read. */
interface Reading {
  readonly kind: 'document'
  readonly page: FetchedPage
  readonly bodyHash: string
  readonly document: FeedDocument
  readonly at: Date
}

async function poll(order: PollOrder, needs: PollFeedNeeds, signal: AbortSignal): Promise<readonly string[]> {
  await needs.pace.turn(order.url, order.slotAt, (slot) => savePollSlot(needs.db, order.pollId, slot), signal)
  const answer = await ask(order, needs, signal)
  if (answer.kind === 'document') return store(order, answer, needs)
  await needs.db.transaction((tx) => finishPoll(tx, order, answer, needs.clock.now()))
  return []
}

/** What the feed answers. Failures of the network and of the document are outcomes; those of the store are not. */
async function ask(order: PollOrder, needs: PollFeedNeeds, signal: AbortSignal): Promise<Reading | PollOutcome> {
  try {
    const page = await needs.fetchPage(order.url, {
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
      etag: order.etag,
      lastModified: order.lastModified,
      maxBytes: MAX_FEED_BYTES,
      signal,
    })
    return await read(order, page, needs.clock.now())
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof LaterError || signal.aborted) throw error
    return { kind: 'failed', httpStatus: null, code: error.code, reason: messageOf(error) }
  }
}

async function read(order: PollOrder, page: FetchedPage, now: Date): Promise<Reading | PollOutcome> {
  const { status } = page
  if (status === 304) return { kind: 'unchanged', httpStatus: status }
  if (status !== 200) {
    return { kind: 'failed', httpStatus: status, code: `HTTP_${status}`, reason: `${order.url} answered ${status}` }
  }
  const bodyHash = createHash('sha256').update(page.body).digest('hex')
  if (bodyHash === order.bodyHash) return { kind: 'unchanged', httpStatus: status }
  const document = await parseFeed(page.body, { contentType: page.contentType, url: page.url, now })
  return { kind: 'document', page, bodyHash, document, at: now }
}

async function store(order: PollOrder, reading: Reading, needs: PollFeedNeeds): Promise<readonly string[]> {
  const { page, document, at } = reading
  const addressed = document.entries.flatMap((entry) => {
    const url = entry.url === null ? null : canonicalUrl(entry.url, page.url)
    return url === null ? [] : [{ entry, url }]
  })
  return needs.db.transaction(async (tx) => {
    const articles = await insertArticles(
      tx,
      addressed.map(({ entry, url }) => newArticle(entry, url, document, order)),
      at,
    )
    const entries = addressed.flatMap(({ entry, url }) => {
      const article = articles.get(url)
      return article ? [newEntry(entry, url, article.id)] : []
    })
    const newEntries = await insertEntries(tx, order.feedId, entries, at)
    const lost = document.entries.length - addressed.length
    await finishPoll(tx, order, readOutcome(reading, newEntries, lost), at)
    return [...articles.values()].filter(({ isNew }) => isNew).map(({ id }) => id)
  })
}

function readOutcome({ page, document, bodyHash }: Reading, newEntries: number, lost: number): PollOutcome {
  return {
    kind: 'read',
    httpStatus: page.status,
    title: document.title,
    etag: page.etag,
    lastModified: page.lastModified,
    bodyHash,
    entries: document.entries.length,
    newEntries,
    oddities: lost === 0 ? document.oddities : [...document.oddities, `${lost} entries have no address to an article`],
  }
}

function newArticle(entry: FeedEntry, url: string, document: FeedDocument, order: PollOrder) {
  return {
    url,
    publisherId: order.publisherId,
    roundId: order.roundId,
    title: entry.title,
    publishedAt: entry.published === null ? null : new Date(entry.published),
    language: entry.language ?? document.language,
  }
}

function newEntry(entry: FeedEntry, url: string, articleId: string): NewEntry {
  return {
    guid: entry.guid ?? url,
    articleId,
    url: entry.url ?? url,
    title: entry.title,
    summary: entry.summary,
    publishedRaw: entry.publishedRaw,
  }
}
