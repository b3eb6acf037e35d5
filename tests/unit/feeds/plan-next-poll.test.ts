import { describe, expect, test } from '@jest/globals'
import type { FailedOutcome, PollOrder, ReadOutcome } from '../../../src/feeds/feed.ts'
import { planNextPoll } from '../../../src/feeds/plan-next-poll.ts'

const now = new Date('2026-03-02T12:00:00Z')
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000)
const context = {
  now,
  random: 0.5,
  bounds: { least: 300, most: 21_600, usual: 900 },
  slowed: (seconds: number) => seconds,
}

const order: PollOrder = {
  pollId: '1',
  roundId: '1',
  feedId: '1',
  publisherId: '1',
  publisher: 'Hollin Courier',
  homeUrl: null,
  url: 'https://courier.example/feed',
  slotAt: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  lastReadAt: null,
  lastEntryAt: null,
  ignoresValidators: false,
  failures: 0,
  failureScore: 0,
  intervalSeconds: null,
  adaptedSeconds: null,
  rhythmSeconds: null,
  floorSeconds: null,
  movedTo: null,
  movedTimes: 0,
}

const trail = { httpStatus: 200, redirectedTo: null, movedTo: null }
const read: ReadOutcome = {
  kind: 'read',
  ...trail,
  title: null,
  format: 'rss',
  encoding: 'utf-8',
  etag: null,
  lastModified: null,
  bodyHash: 'x',
  ignoresValidators: false,
  rhythmSeconds: 3_600,
  floorSeconds: null,
  entries: 10,
  newEntries: 10,
  oddities: [],
}
const failed: FailedOutcome = {
  kind: 'failed',
  fault: 'hard',
  httpStatus: 404,
  code: 'HTTP_404',
  reason: 'it answered 404',
  retryAt: null,
}

describe('after a reading', () => {
  test('the rhythm of the entries decides', () => {
    expect(planNextPoll(order, read, context)).toEqual({ adaptedSeconds: 1_800, at: later(1_800) })
  })

  test('the first one may be new as a whole, a later one may not', () => {
    const known = { ...order, lastReadAt: later(-900) }
    expect(planNextPoll(known, read, context).adaptedSeconds).toBe(900)
    expect(planNextPoll(known, { ...read, newEntries: 5 }, context).adaptedSeconds).toBe(1_800)
  })

  test('a hub that announces entries slows the polls down', () => {
    const slowed = { ...context, slowed: (seconds: number) => seconds * 4 }
    expect(planNextPoll(order, read, slowed)).toEqual({ adaptedSeconds: 7_200, at: later(7_200) })
  })
})

describe('after a 304', () => {
  test('what is known of the feed goes on counting, and its silence grows', () => {
    const known = { ...order, rhythmSeconds: 1_200, floorSeconds: 900, lastEntryAt: later(-3_000) }
    const unchanged = { kind: 'unchanged', ...trail, httpStatus: 304 } as const
    expect(planNextPoll(known, unchanged, context).adaptedSeconds).toBe(900)
    const silent = { ...known, lastEntryAt: later(-40_000) }
    expect(planNextPoll(silent, unchanged, context).adaptedSeconds).toBe(4_000)
  })
})

describe('after a failure', () => {
  test('polls come later and later by the weight of the failures, a day apart at most', () => {
    const waits = [0, 0.5, 1, 3, 500].map(
      (failureScore) => planNextPoll({ ...order, failureScore, adaptedSeconds: 600 }, failed, context).at,
    )
    expect(waits).toEqual([1_200, 1_500, 1_800, 3_000, 86_400].map(later))
  })

  test('a soft one weighs half and a temporary one a quarter', () => {
    const at = (fault: FailedOutcome['fault']) => planNextPoll(order, { ...failed, fault }, context).at
    expect([at('hard'), at('soft'), at('temporary')]).toEqual([later(1_800), later(1_350), later(1_125)])
  })

  test('a Retry-After is kept when it is later, and changes nothing when it is not', () => {
    expect(planNextPoll(order, { ...failed, retryAt: later(7_200) }, context).at).toEqual(later(7_200))
    expect(planNextPoll(order, { ...failed, retryAt: later(60) }, context).at).toEqual(later(1_800))
  })

  test('the interval itself stays, for when the feed is back', () => {
    expect(planNextPoll({ ...order, adaptedSeconds: 600 }, failed, context).adaptedSeconds).toBe(600)
    expect(planNextPoll({ ...order, intervalSeconds: 120 }, failed, context).adaptedSeconds).toBe(120)
    expect(planNextPoll(order, failed, context).adaptedSeconds).toBe(900)
  })
})
