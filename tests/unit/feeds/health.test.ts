import { describe, expect, test } from '@jest/globals'
import { type FeedArrivals, silentSince, volumeOf } from '../../../src/feeds/health.ts'

const now = new Date('2026-03-02T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)
const hours = (count: number): number => count * 3_600_000

const arrivals = (facts: Partial<FeedArrivals>): FeedArrivals => ({
  today: 0,
  sameWeekday: [],
  lastEntryAt: null,
  longestGapMs: null,
  ...facts,
})

describe('volumeOf', () => {
  test.each([
    ['as always', 40, [38, 44, 41, 39], 40, 'usual'],
    ['less by chance', 30, [38, 44, 41, 39], 40, 'usual'],
    ['next to nothing', 2, [38, 44, 41, 39], 40, 'low'],
    ['far too much', 90, [38, 44, 41, 39], 40, 'high'],
    ['little of a feed that swings', 12, [10, 80, 45, 20, 60], 45, 'usual'],
    ['nothing of a feed that brings little', 0, [3, 4, 5], 4, 'usual'],
    ['nothing of one that brings a dozen', 0, [11, 12, 13], 12, 'low'],
    ['a burst of one that brings nothing', 9, [0, 0, 0], 0, 'high'],
  ] as const)('%s', (_what, today, sameWeekday, expected, verdict) => {
    expect(volumeOf(arrivals({ today, sameWeekday }))).toEqual({ today, expected, verdict })
  })

  test('says nothing with two weeks of history', () => {
    expect(volumeOf(arrivals({ today: 0, sameWeekday: [40, 40] }))).toBeNull()
  })
})

describe('silentSince', () => {
  test.each([
    ['within its longest gap', 20, hours(12), false],
    ['for less than a day, though its gaps are short', 23, hours(1), false],
    ['for more than a day and twice its longest gap', 25, hours(12), true],
    ['for less than twice a long gap', 100, hours(60), false],
    ['for weeks, with too few arrivals to know', 24 * 20, null, false],
    ['for more than a month', 24 * 31, null, true],
  ])('%s', (_what, silence, longestGapMs, isSilent) => {
    const lastEntryAt = hoursAgo(silence)
    expect(silentSince(arrivals({ lastEntryAt, longestGapMs }), now)).toEqual(isSilent ? lastEntryAt : null)
  })

  test('is unknown before the first entry', () => {
    expect(silentSince(arrivals({}), now)).toBeNull()
  })
})
