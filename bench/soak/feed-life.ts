import type { PlannedFeed } from './farm-plan.ts'
import { randomFrom } from '../random.ts'

/** What a feed has published. Times in milliseconds since 1970. */
export interface Published {
  /** Of the article, over all feeds. */
  readonly number: number
  readonly bornAt: number
}

/** Article numbers of one feed: more than it can publish. */
const NUMBERS_PER_FEED = 100_000
/** Entries of the time before the start lie so far apart. */
const EARLIER_APART_MS = 1_800_000

export interface FeedLife {
  /** The entries that stand in the feed at a time, newest first. */
  at(now: number): readonly Published[]
  bornAt(number: number): number
}

/** A feed that publishes from `startedAt` on, at times that its seed decides. */
export function feedLife(feed: PlannedFeed, startedAt: number): FeedLife {
  const random = randomFrom(feed.seed)
  const births = Array.from(
    { length: feed.firstEntries },
    (_, index) => startedAt - (feed.firstEntries - index) * EARLIER_APART_MS - feed.index * 1_000,
  )
  const liveUntil = (now: number) => {
    for (let last = Math.max(births.at(-1) ?? 0, startedAt); last <= now;) {
      last += Math.max(200, -Math.log(1 - random()) * feed.everyMs)
      births.push(last)
    }
  }
  return {
    at(now) {
      liveUntil(now)
      const published = births.flatMap((bornAt, index) =>
        bornAt <= now ? [{ number: feed.index * NUMBERS_PER_FEED + index, bornAt }] : [],
      )
      return published.slice(-feed.window).reverse()
    },
    bornAt: (number) => births[number % NUMBERS_PER_FEED] ?? startedAt,
  }
}

/** The feed that an article was first published in. */
export const feedOfArticle = (number: number): number => Math.floor(number / NUMBERS_PER_FEED)
