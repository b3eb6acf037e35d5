import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { adaptedInterval, backOff, betweenEntries, type FeedRhythm, jittered } from '../../../src/feeds/next-poll.ts'

const bounds = { least: 300, most: 21_600, usual: 900 }
const now = new Date('2026-03-02T12:00:00Z')
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

const rhythm = (facts: Partial<FeedRhythm> = {}): FeedRhythm => ({
  own: null,
  betweenEntries: null,
  silence: null,
  floor: null,
  knownShare: null,
  ...facts,
})

describe('adaptedInterval', () => {
  test.each<[string, Partial<FeedRhythm>, number]>([
    ['of a feed of which nothing is known is the usual one', {}, 900],
    ['is half the time between two entries', { betweenEntries: 3_600, silence: 60 }, 1_800],
    ['grows with the silence', { betweenEntries: 3_600, silence: 100_000 }, 10_000],
    ['is never less than the least', { betweenEntries: 20, silence: 0 }, 300],
    ['is never more than the most', { betweenEntries: 900_000, silence: 900_000 }, 21_600],
    ['is halved where most entries were new', { betweenEntries: 3_600, knownShare: 0.3 }, 900],
    ['is not halved where a third was known', { betweenEntries: 3_600, knownShare: 0.34 }, 1_800],
    ['keeps what the publisher asks for', { betweenEntries: 600, floor: 3_600 }, 3_600],
    ['keeps it up to the most', { floor: 86_400 }, 21_600],
    ['of an operator wins over all that', { own: 60, floor: 3_600, betweenEntries: 9_000 }, 60],
  ])('%s', (_what, facts, expected) => {
    expect(adaptedInterval(rhythm(facts), bounds)).toBe(expected)
  })

  test('lies within the bounds and is whole, whatever the feed does', () => {
    const seconds = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }))
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(seconds, seconds, seconds, share, (between, silence, floor, knownShare) => {
        const interval = adaptedInterval(rhythm({ betweenEntries: between, silence, floor, knownShare }), bounds)
        expect(Number.isInteger(interval)).toBe(true)
        expect(interval).toBeGreaterThanOrEqual(bounds.least)
        expect(interval).toBeLessThanOrEqual(bounds.most)
      }),
    )
  })
})

describe('backOff', () => {
  test.each([
    [900, 0.25, 1_125],
    [900, 1, 1_800],
    [900, 3.5, 4_050],
    [21_600, 30, 86_400],
    [86_400, 5, 86_400],
  ])('of %i s after failures that weigh %d is %i s', (interval, score, expected) => {
    expect(backOff(interval, score)).toBe(expected)
  })
})

test('jitter is a tenth to both sides', () => {
  expect([0, 0.5, 1].map((random) => jittered(1_000, random))).toEqual([900, 1_000, 1_100])
})

describe('betweenEntries', () => {
  test('is the median, which a night does not change', () => {
    const times = [5, 15, 25, 35, 45, 600, 610].map(minutesAgo)
    expect(betweenEntries(times, now)).toBe(600)
  })

  test.each([
    ['three times', [5, 15, 25]],
    ['one time often', [5, 5, 5, 5, 5]],
    ['times of the future', [-5, -15, -25, -35]],
    ['times older than four weeks', [41_000, 41_010, 41_020, 41_030]],
  ])('tells nothing of %s', (_what, minutes) => {
    expect(betweenEntries(minutes.map(minutesAgo), now)).toBeNull()
  })

  test('looks at the newest twenty', () => {
    const recent = Array.from({ length: 20 }, (_none, i) => i * 2)
    const older = Array.from({ length: 50 }, (_none, i) => 100 + i * 300)
    expect(betweenEntries([...older, ...recent].map(minutesAgo), now)).toBe(120)
  })
})
