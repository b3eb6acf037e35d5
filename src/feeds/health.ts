/** What a feed brought lately, as the store counts it. */
export interface FeedArrivals {
  /** Entries first seen since midnight UTC. */
  readonly today: number
  /** The same stretch of the day on the same weekday of past weeks; only days on which the feed was read. */
  readonly sameWeekday: readonly number[]
  /** Its newest new entry; null before the first. */
  readonly lastEntryAt: Date | null
  /** Longest time between two arrivals in the last four weeks, in milliseconds; null with fewer than `LEAST_ARRIVALS`. */
  readonly longestGapMs: number | null
}

/** Whether a feed brings as much as it does on this weekday. */
export interface FeedVolume {
  readonly today: number
  /** Median of the same weekday of past weeks, up to this time of day. */
  readonly expected: number
  readonly verdict: 'usual' | 'low' | 'high'
}

/** Arrivals in four weeks below which nothing is known of a feed's gaps. */
export const LEAST_ARRIVALS = 5
/** Weeks that are compared at most, and at least. */
export const WEEKS_COMPARED = 8
const LEAST_WEEKS = 3

/**
 * Today against the feed's own weekday history; null with fewer than three weeks of it. What lies more than three spreads
 * off the median is an anomaly; the spread is that of a Poisson count, or the median deviation where days differ more
 * (1.4826 times it estimates a standard deviation; Rousseeuw and Croux 1993).
 */
export function volumeOf({ today, sameWeekday }: FeedArrivals): FeedVolume | null {
  if (sameWeekday.length < LEAST_WEEKS) return null
  const expected = median(sameWeekday)
  const deviation = 1.4826 * median(sameWeekday.map((count) => Math.abs(count - expected)))
  const bound = 3 * Math.max(Math.sqrt(Math.max(expected, 1)), deviation)
  const verdict = today < expected - bound ? 'low' : today > expected + bound ? 'high' : 'usual'
  return { today, expected, verdict }
}

const DAY_MS = 86_400_000
/** A feed of which little is known is called silent after a month. */
const LONG_SILENCE_MS = 30 * DAY_MS

/** Since when a feed brings nothing although it ought to: for twice its longest gap, and a day at least; null while it does. */
export function silentSince({ lastEntryAt, longestGapMs }: FeedArrivals, now: Date): Date | null {
  if (lastEntryAt === null) return null
  const patience = longestGapMs === null ? LONG_SILENCE_MS : Math.max(DAY_MS, 2 * longestGapMs)
  return now.getTime() - lastEntryAt.getTime() > patience ? lastEntryAt : null
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
