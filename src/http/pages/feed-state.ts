import type { FeedOverview, FeedPoll } from '../../feeds/repository-read.ts'

export type FeedWord = 'failing' | 'odd' | 'not read yet' | 'paused' | 'well'

/** The one word for how a feed does, and the sentences behind it. */
export function stateOfFeed(feed: FeedOverview): { readonly word: FeedWord; readonly reasons: readonly string[] } {
  const { state, stateReason, failures, lastSuccessAt, lastPoll } = feed
  if (state === 'paused') return { word: 'paused', reasons: stateReason === null ? [] : [stateReason] }
  if (failures > 0) {
    const times = failures === 1 ? 'failed once' : `failed ${failures} times in a row`
    return { word: 'failing', reasons: [lastPoll?.error ? `${times}: ${lastPoll.error}` : times] }
  }
  if (!lastSuccessAt) return { word: 'not read yet', reasons: [] }
  const oddities = lastPoll?.oddities ?? []
  return { word: oddities.length > 0 ? 'odd' : 'well', reasons: oddities }
}

/** `read, 12 entries, 3 new`, `unchanged`, `failed (404)` */
export function pollInWords({ outcome, httpStatus, entries, newEntries }: FeedPoll): string {
  if (outcome === 'failed') return httpStatus === null ? 'failed' : `failed (${httpStatus})`
  if (outcome === 'unchanged') return 'unchanged'
  return `read, ${entries ?? 0} ${entries === 1 ? 'entry' : 'entries'}, ${newEntries ?? 0} new`
}
