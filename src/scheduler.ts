import { listDueRevisits } from './articles/repository-revisit.ts'
import { listUnscraped } from './articles/repository-scrape.ts'
import { type AlarmChanges, watchExtraction } from './articles/watch-extraction.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import { listEditionsToSend } from './deliveries/repository-plan.ts'
import { localDayOf } from './digests/local-day.ts'
import { listDigests } from './digests/repository-digest.ts'
import { listSlotsToBuild, planSlots } from './digests/repository-slot.ts'
import { dueDates } from './digests/schedule.ts'
import { listUnfinishedPolls, startRound } from './feeds/repository.ts'
import { hurryPushedFeeds } from './feeds/websub/repository.ts'
import { listDueSubscriptions } from './feeds/websub/repository-request.ts'
import { systemPause } from './pause.ts'
import type { Queue } from './queue/job.ts'
import {
  buildEdition,
  linkStories,
  pollFeed,
  proposeSplits,
  revisitArticle,
  scrapeArticle,
  sendEdition,
  subscribeFeed,
} from './queue/jobs.ts'
import { hasUnlinked } from './stories/repository-links.ts'
import { isSplitPassDue } from './stories/repository-split.ts'
import { wakeLanes } from './stories/wake-lanes.ts'

export interface SchedulerNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly settleSeconds: number
  /** Until the next poll of a feed that has no interval yet. */
  readonly pollIntervalSeconds: number
  /** Where hubs reach the pages; null where they cannot. */
  readonly publicUrl: string | null
  /** Milliseconds during which a mail is tried; an edition that ended longer ago is not mailed. */
  readonly mailDeadlineMs: number
}

/** Between two judgements of what pages give: each reads two weeks of articles. */
const WATCH_EVERY_MS = 600_000
/** A job that has not left its mark for this long is taken for lost and asked for again. */
const LOST_AFTER_MS = 60_000

/**
 * One pass of the scheduler: heeds hubs, starts a round of polls when feeds are due, asks again for work whose mark is
 * missing, has pages looked at again and large stories searched, and orders editions that are due, and their mails.
 * Everything is read from Postgres, so two schedulers, or one after a crash, do the same; jobs are keyed, so asking twice
 * is harmless.
 */
export async function schedule(needs: SchedulerNeeds): Promise<void> {
  await heedHubs(needs)
  await startDuePolls(needs)
  await sweep(needs)
  await askForRevisits(needs)
  await askForSplits(needs)
  await orderEditions(needs)
  await orderMails(needs)
}

/** Makes feeds due that their hubs have pushed, and asks hubs for the subscriptions and leases that are due. */
export async function heedHubs({ db, queue, clock, publicUrl }: SchedulerNeeds): Promise<void> {
  if (publicUrl === null) return
  const now = clock.now()
  await hurryPushedFeeds(db, now)
  const feedIds = await listDueSubscriptions(db, now)
  await queue.enqueue(
    subscribeFeed,
    feedIds.map((feedId) => ({ feedId })),
  )
}

/** Polls every feed that is due, as one round; returns how many those were. */
export async function startDuePolls({ db, queue, clock, pollIntervalSeconds }: SchedulerNeeds): Promise<number> {
  const round = await db.transaction((tx) => startRound(tx, clock.now(), pollIntervalSeconds))
  if (!round) return 0
  await queue.enqueue(
    pollFeed,
    round.pollIds.map((pollId) => ({ pollId })),
  )
  return round.pollIds.length
}

/** Asks again for polls, pages, lanes and links that lack their mark: a flushed queue or a killed worker costs time only. */
export async function sweep(needs: SchedulerNeeds): Promise<void> {
  const { db, queue, clock } = needs
  const lost = new Date(clock.now().getTime() - LOST_AFTER_MS)
  const polls = await listUnfinishedPolls(db, lost)
  await queue.enqueue(
    pollFeed,
    polls.map((pollId) => ({ pollId })),
  )
  const articles = await listUnscraped(db, lost)
  await queue.enqueue(
    scrapeArticle,
    articles.map((articleId) => ({ articleId })),
  )
  await wakeLanes(needs)
  if (await hasUnlinked(db)) await queue.enqueue(linkStories, [{}])
}

/** Has the pages looked at again whose plan says so. */
async function askForRevisits({ db, queue, clock }: SchedulerNeeds): Promise<void> {
  const articles = await listDueRevisits(db, clock.now())
  await queue.enqueue(
    revisitArticle,
    articles.map((articleId) => ({ articleId })),
  )
}

/** Has large stories searched for parts, once a day. */
async function askForSplits({ db, queue, clock }: SchedulerNeeds): Promise<void> {
  if (await isSplitPassDue(db, clock.now())) await queue.enqueue(proposeSplits, [{}])
}

/** Plans when editions are due, and orders those that are, or that wait for feeds or a desk no longer. */
async function orderEditions({ db, queue, clock }: SchedulerNeeds): Promise<void> {
  const now = clock.now()
  for (const digest of await listDigests(db)) {
    const dates = dueDates(digest, localDayOf(digest.createdAt, digest.zone), now)
    await db.transaction((tx) => planSlots(tx, digest, dates, now))
  }
  const slots = await listSlotsToBuild(db, now)
  await queue.enqueue(
    buildEdition,
    slots.map(({ digestId, localDate }) => ({ digestId, localDate })),
  )
}

/** Orders the mails of editions that have none yet, and of those whose deliveries are due or were left by a sender. */
async function orderMails({ db, queue, clock, mailDeadlineMs }: SchedulerNeeds): Promise<void> {
  const now = clock.now()
  const editions = await listEditionsToSend(db, now, {
    freshAfter: new Date(now.getTime() - mailDeadlineMs),
    lostBefore: new Date(now.getTime() - LOST_AFTER_MS),
  })
  await queue.enqueue(
    sendEdition,
    editions.map((editionId) => ({ editionId })),
  )
}

export interface SchedulerOptions {
  readonly everyMs: number
  readonly signal: AbortSignal
  readonly onPass: () => void
  /** What is to be told of publishers whose pages have changed; each alarm once. */
  readonly onAlarms: (changes: AlarmChanges) => void
  readonly onError: (error: unknown) => void
}

/**
 * Runs passes until stopped, and now and then judges what pages give; a pass that fails is reported and the next one tries
 * again.
 */
export async function runScheduler(needs: SchedulerNeeds, options: SchedulerOptions): Promise<void> {
  let watchAt = Number.NEGATIVE_INFINITY
  while (!options.signal.aborted) {
    try {
      await schedule(needs)
      options.onPass()
      const now = needs.clock.now()
      if (now.getTime() >= watchAt) {
        watchAt = now.getTime() + WATCH_EVERY_MS
        options.onAlarms(await watchExtraction(needs.db, now))
      }
    } catch (error) {
      options.onError(error)
    }
    await systemPause(options.everyMs, options.signal)
  }
}
