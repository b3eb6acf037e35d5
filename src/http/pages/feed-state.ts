import type { FeedOverview, FeedPoll } from '../../feeds/repository-read.ts'
import type { LocalTime } from '../local-time.ts'

/** The worst first. */
const words = ['failing', 'silent', 'odd', 'unusual', 'not read yet', 'paused', 'well'] as const
export type FeedWord = (typeof words)[number]

/** How a feed does. */
export interface FeedCondition {
  readonly word: FeedWord
  readonly reasons: readonly string[]
}

/** The one word for how a feed does, and the sentences behind it. */
export function stateOfFeed(feed: FeedOverview, time: LocalTime): FeedCondition {
  const { state, stateReason, failures, lastSuccessAt, lastPoll } = feed
  if (state === 'paused') return { word: 'paused', reasons: stateReason === null ? [] : [stateReason] }
  if (failures > 0) {
    const times = failures === 1 ? 'failed once' : `failed ${failures} times in a row`
    return { word: 'failing', reasons: [lastPoll?.error ? `${times}: ${lastPoll.error}` : times] }
  }
  if (!lastSuccessAt) return { word: 'not read yet', reasons: [] }
  return conditionOfContent(feed, time)
}

/** A feed that is read may still bring too little, or be damaged. */
function conditionOfContent({ health, lastPoll }: FeedOverview, time: LocalTime): FeedCondition {
  const oddities = lastPoll?.oddities ?? []
  if (health.silentSince) {
    const since = `nothing new since ${time.dayAndClock(health.silentSince)}, which is longer than usual`
    return { word: 'silent', reasons: [since, ...oddities] }
  }
  const { volume } = health
  const isUnusual = volume !== null && volume.verdict !== 'usual'
  const amounts = isUnusual ? [`${volume.today} new today, where ${volume.expected} are usual by this time`] : []
  if (oddities.length > 0) return { word: 'odd', reasons: [...oddities, ...amounts] }
  return isUnusual ? { word: 'unusual', reasons: amounts } : { word: 'well', reasons: [] }
}

/** The feeds with their conditions, the worst first. */
export function worstFirst(
  feeds: readonly FeedOverview[],
  time: LocalTime,
): readonly { readonly feed: FeedOverview; readonly condition: FeedCondition }[] {
  return feeds
    .map((feed) => ({ feed, condition: stateOfFeed(feed, time) }))
    .sort(
      (a, b) => words.indexOf(a.condition.word) - words.indexOf(b.condition.word) || b.feed.failures - a.feed.failures,
    )
}

/** `read, 12 entries, 3 new`, `unchanged`, `failed (404)` */
export function pollInWords({ outcome, httpStatus, entries, newEntries }: FeedPoll): string {
  if (outcome === 'failed') return httpStatus === null ? 'failed' : `failed (${httpStatus})`
  if (outcome === 'unchanged') return 'unchanged'
  return `read, ${entries ?? 0} ${entries === 1 ? 'entry' : 'entries'}, ${newEntries ?? 0} new`
}

/** `45 s`, `15 min`, `6 h` */
export function intervalInWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`
}
