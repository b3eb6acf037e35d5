import { setTimeout as pause } from 'node:timers/promises'
import { listUnscraped } from './articles/repository-scrape.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import { listDaysWithoutEdition, listDigests } from './digests/repository.ts'
import { localDayOf } from './digests/local-day.ts'
import { listUnfinishedPolls, startRound } from './feeds/repository.ts'
import { hurryPushedFeeds } from './feeds/websub/repository.ts'
import { listDueSubscriptions } from './feeds/websub/repository-request.ts'
import type { Queue } from './queue/job.ts'
import { buildEdition, pollFeed, scrapeArticle, subscribeFeed } from './queue/jobs.ts'
import { wakeLanes } from './stories/wake-lanes.ts'

export interface SchedulerNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  readonly settleSeconds: number
  /** Until the next poll of a feed that has no interval yet. */
  readonly pollIntervalSeconds: number
  readonly editionGraceSeconds: number
  /** Where hubs reach the pages; null where they cannot. */
  readonly publicUrl: string | null
}

/** A job that has not left its mark for this long is taken for lost and asked for again. */
const LOST_AFTER_MS = 60_000

/**
 * One pass of the scheduler: heeds hubs, starts a round of polls when feeds are due, asks again for work whose mark is
 * missing, and orders editions whose day is over. Everything is read from Postgres, so two schedulers, or one after a crash,
 * do the same; jobs are keyed, so asking twice is harmless.
 */
export async function schedule(needs: SchedulerNeeds): Promise<void> {
  await heedHubs(needs)
  await startDuePolls(needs)
  await sweep(needs)
  await orderEditions(needs)
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

/** Asks again for polls, pages and lanes that lack their mark: a flushed queue or a killed worker costs time only. */
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
}

/** Orders the edition of every local day that ended more than the grace ago and has none. */
async function orderEditions({ db, queue, clock, editionGraceSeconds }: SchedulerNeeds): Promise<void> {
  const settled = new Date(clock.now().getTime() - editionGraceSeconds * 1000)
  for (const digest of await listDigests(db)) {
    const days = await listDaysWithoutEdition(db, digest, localDayOf(settled, digest.zone))
    await queue.enqueue(
      buildEdition,
      days.map((localDate) => ({ digestId: digest.id, localDate })),
    )
  }
}

/** Runs passes until stopped; a pass that fails is reported and the next one tries again. */
export async function runScheduler(
  needs: SchedulerNeeds,
  options: { everyMs: number; signal: AbortSignal; onPass: () => void; onError: (error: unknown) => void },
): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await schedule(needs)
      options.onPass()
    } catch (error) {
      options.onError(error)
    }
    // An abort ends the pause early; the loop's condition then ends the loop.
    await pause(options.everyMs, undefined, { signal: options.signal }).catch(() => undefined)
  }
}
