import { describe, expect, test } from '@jest/globals'
import { slowedByPush } from '../../../../src/feeds/websub/slowed-by-push.ts'

const now = new Date('2026-03-02T12:00:00Z')
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
const most = 21_600
const pushed = { leaseUntil: hours(1), lastPushAt: hours(-1) }

describe('slowedByPush', () => {
  test('makes the interval four times as long while a hub pushes', () => {
    expect(slowedByPush(900, pushed, now, most)).toBe(3_600)
    expect(slowedByPush(900, { ...pushed, lastPushAt: hours(-7 * 24 + 1) }, now, most)).toBe(3_600)
  })

  test('stays within the greatest interval, and never makes one shorter', () => {
    expect(slowedByPush(7_200, pushed, now, most)).toBe(most)
    expect(slowedByPush(86_400, pushed, now, most)).toBe(86_400)
  })

  test.each([
    ['there is no hub', null],
    ['the hub never pushed', { ...pushed, lastPushAt: null }],
    ['the hub has been silent for a week', { ...pushed, lastPushAt: hours(-7 * 24) }],
    ['there is no lease', { ...pushed, leaseUntil: null }],
    ['the lease has run out', { ...pushed, leaseUntil: now }],
  ])('leaves the interval alone when %s', (_what, push) => {
    expect(slowedByPush(900, push, now, most)).toBe(900)
  })
})
