/** What decides how often a feed is polled. All times in seconds. */
export interface FeedRhythm {
  /** Set by an operator: wins over everything but a Retry-After. */
  readonly own: number | null
  /** Median between its newest entries; null when they have no times. */
  readonly betweenEntries: number | null
  /** Since its newest entry. */
  readonly silence: number | null
  /** What its TTL and cache headers ask for. */
  readonly floor: number | null
  /** Share of the entries of its last reading that were known already; null before the second reading. */
  readonly knownShare: number | null
}

/** The bounds of adapted intervals in seconds, and the interval of feeds of which nothing is known. */
export interface IntervalBounds {
  readonly least: number
  readonly most: number
  readonly usual: number
}

/** Half the time between two entries: an entry waits a quarter of that time on average before it is seen. */
const POLLS_PER_ENTRY = 2
/** The longer a feed says nothing, the less a poll is likely to find: one more look after each tenth of the silence. */
const LOOKS_PER_SILENCE = 10
/** With fewer known entries than this, the next ones may fall out of the feed before they are seen. */
const SAFE_KNOWN_SHARE = 1 / 3

/** Back-off ends here: no failure stops a feed for good. */
export const LONGEST_BACK_OFF_SECONDS = 86_400
/** Feeds that fell into step, as after an outage, drift apart again. */
const JITTER = 0.1

/** Seconds between two polls of a feed that works. */
export function adaptedInterval(rhythm: FeedRhythm, { least, most, usual }: IntervalBounds): number {
  if (rhythm.own !== null) return rhythm.own
  const wished =
    rhythm.betweenEntries === null
      ? usual
      : Math.max(rhythm.betweenEntries / POLLS_PER_ENTRY, (rhythm.silence ?? 0) / LOOKS_PER_SILENCE)
  const hurried = rhythm.knownShare !== null && rhythm.knownShare < SAFE_KNOWN_SHARE ? wished / 2 : wished
  return Math.round(Math.min(Math.max(hurried, rhythm.floor ?? 0, least), most))
}

/** Seconds to the next poll of a feed that fails: linear in the weight of its failures in a row, a day at most. */
export const backOff = (interval: number, failureScore: number): number =>
  Math.max(interval, Math.min(Math.round(interval * (1 + failureScore)), LONGEST_BACK_OFF_SECONDS))

/** `seconds` give or take a tenth. @param random from 0 up to 1 */
export const jittered = (seconds: number, random: number): number =>
  Math.round(seconds * (1 - JITTER + 2 * JITTER * random))

/** Entries whose times are asked for a rhythm, newest first, and fewer than which have none. */
const MOST_TIMES = 20
const LEAST_TIMES = 4
const OLDEST_MS = 28 * 86_400_000

/**
 * Median seconds between the newest entries of a feed; null when too few have a time within four weeks. The median, since
 * nights and weekends are gaps of another kind, which `silence` answers for.
 */
export function betweenEntries(times: readonly Date[], now: Date): number | null {
  const recent = [...new Set(times.map((time) => time.getTime()))]
    .filter((time) => time <= now.getTime() && time > now.getTime() - OLDEST_MS)
    .sort((a, b) => b - a)
    .slice(0, MOST_TIMES)
  if (recent.length < LEAST_TIMES) return null
  const gaps = recent
    .slice(1)
    .map((time, index) => (recent[index] ?? time) - time)
    .sort((a, b) => a - b)
  return Math.round((gaps[Math.floor(gaps.length / 2)] ?? 0) / 1_000)
}
