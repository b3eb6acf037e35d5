import { describe, expect, test } from '@jest/globals'
import { leaseOf, waitAfter } from '../../../../src/feeds/websub/lease.ts'

const day = 86_400

describe('leaseOf', () => {
  test.each([
    ['ten days', '864000', 10 * day, 9 * day],
    ['two days', '172800', 2 * day, 138_240],
    ['an hour', '3600', 3_600, 2_880],
    ['less than an hour', '5', 3_600, 2_880],
    ['nothing', '0', 3_600, 2_880],
    ['a month', '2592000', 30 * day, 29 * day],
    ['a lifetime', '999999999999', 30 * day, 29 * day],
    ['what cannot be read', '-1', 10 * day, 9 * day],
    ['words', 'ten days', 10 * day, 9 * day],
    ['a number beyond numbers', '9'.repeat(400), 10 * day, 9 * day],
    ['no word of it', undefined, 10 * day, 9 * day],
  ])('of %s is bounded, and renewed before it ends', (_what, granted, seconds, renewedAfter) => {
    expect(leaseOf(granted)).toEqual({ seconds, renewedAfter })
  })
})

test('waits grow from ten minutes to a day, and never end', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1_000_000].map((attempts) => waitAfter(attempts) / 60)
  expect(minutes).toEqual([10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440, 1_440])
})
