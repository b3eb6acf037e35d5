import type { Clock } from '../src/clock.ts'
import type { Database, Queryable } from '../src/db/database.ts'
import { AppError } from '../src/errors.ts'
import { FEED_TYPES, MAX_FEED_BYTES } from '../src/feeds/feed-request.ts'
import type { FailedOutcome, PollOrder, PollOutcome } from '../src/feeds/feed.ts'
import { freshEntries } from '../src/feeds/fresh-entries.ts'
import type { IntervalBounds } from '../src/feeds/next-poll.ts'
import type { FeedDocument } from '../src/feeds/parse/feed-document.ts'
import type { ParseFeed } from '../src/feeds/parse/parse-feed.ts'
import { planNextPoll } from '../src/feeds/plan-next-poll.ts'
import { failedFetch, readAnswer, type Reading, validatorsToSend } from '../src/feeds/read-answer.ts'
import { readOutcome } from '../src/feeds/read-outcome.ts'
import { findPollOrder, finishPoll, savePollSlot } from '../src/feeds/repository-poll.ts'
import { followSitemaps } from '../src/feeds/sitemap-index.ts'
import { storeReading } from '../src/feeds/store-reading.ts'
import { hubsOfLinkHeader } from '../src/feeds/websub/link-header.ts'
import { findPush, noteHub } from '../src/feeds/websub/repository.ts'
import { slowedByPush } from '../src/feeds/websub/slowed-by-push.ts'
import type { FetchedPage, FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import { heedRetryAfter } from '../src/fetch/heed-retry-after.ts'
import { isFetchFailure } from '../src/fetch/is-fetch-failure.ts'
import type { Queue, Worker } from '../src/queue/job.ts'
import { pollFeed, scrapeArticle } from '../src/queue/jobs.ts'
import { wakeLanes } from '../src/stories/wake-lanes.ts'

export interface PollFeedNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly random: () => number
  /** An unguessable name, for the callback of a hub. */
  readonly newToken: () => string
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly parseFeed: ParseFeed
  readonly intervals: IntervalBounds
  readonly settleSeconds: number
}

/**
 * Fetches one feed, stores its entries and the articles they name, plans its next poll, and asks for the new articles' pages.
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

async function poll(order: PollOrder, needs: PollFeedNeeds, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await ask(order, needs, signal)
  if (answer.kind === 'document') return store(order, answer, needs)
  await needs.db.transaction((tx) => finish(tx, order, answer, needs))
  return []
}

/** What the feed answers. Failures of the network and of the document are outcomes; those of the store are not. */
async function ask(order: PollOrder, needs: PollFeedNeeds, signal: AbortSignal): Promise<Reading | PollOutcome> {
  const keep = (slot: Date) => savePollSlot(needs.db, order.pollId, slot)
  const turn = { url: order.url, held: order.slotAt, keep, signal }
  const page = await needs.pace.take(turn, () => fetchFeed(order, needs, signal))
  if ('kind' in page) return page
  const answer = await readAnswer(order, page, needs.clock.now(), (bytes, context) =>
    needs.parseFeed(bytes, context, signal),
  )
  return answer.kind === 'document' ? followSitemaps(answer, (url) => readSitemap(url, needs, signal)) : answer
}

async function fetchFeed(
  order: PollOrder,
  needs: PollFeedNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | FailedOutcome> {
  const validators = validatorsToSend(order, needs.clock.now())
  try {
    const asked = { accept: FEED_TYPES, ...validators, maxBytes: MAX_FEED_BYTES, signal }
    const page = await needs.fetchPage(order.url, asked)
    await heedRetryAfter(page, needs.pace, needs.clock)
    return page
  } catch (error) {
    if (!isFetchFailure(error) || signal.aborted) throw error
    return failedFetch(error)
  }
}

async function readSitemap(url: string, needs: PollFeedNeeds, signal: AbortSignal): Promise<FeedDocument> {
  const keep = () => Promise.resolve() // a sitemap that must wait is left to the next poll
  const page = await needs.pace.take({ url, held: null, keep, signal }, () =>
    needs.fetchPage(url, { accept: FEED_TYPES, maxBytes: MAX_FEED_BYTES, signal }),
  )
  signal.throwIfAborted()
  if (page.status !== 200) {
    throw new AppError(`HTTP_${page.status}`, `${page.url} answered ${page.status}`, { disposition: 'retry' })
  }
  const context = { contentType: page.contentType, url: page.url, now: needs.clock.now() }
  return needs.parseFeed(page.body, context, signal)
}

async function store(order: PollOrder, reading: Reading, needs: PollFeedNeeds): Promise<readonly string[]> {
  const { page, document, at } = reading
  const fresh = freshEntries(document, at)
  return needs.db.transaction(async (tx) => {
    const stored = await storeReading(tx, order, document, fresh.entries, page.url, at)
    const named = hubsOfLinkHeader(page.headers['link'] ?? null)
    const hubs = { hubs: [...named.hubs, ...document.hubs], selfUrl: named.self ?? document.selfUrl, feedUrl: page.url }
    await noteHub(tx, order.feedId, hubs, at, needs.newToken)
    await finish(tx, order, readOutcome(order, reading, fresh, stored), needs)
    return stored.newArticleIds
  })
}

async function finish(
  tx: Queryable,
  order: PollOrder,
  outcome: PollOutcome,
  { clock, random, intervals }: PollFeedNeeds,
): Promise<void> {
  const now = clock.now()
  const push = await findPush(tx, order.feedId)
  const slowed = (seconds: number) => slowedByPush(seconds, push, now, intervals.most)
  const next = planNextPoll(order, outcome, { now, random: random(), bounds: intervals, slowed })
  await finishPoll(tx, order, outcome, next, now)
}
