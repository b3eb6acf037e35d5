import { describe, expect, test } from '@jest/globals'
import { clockStartingAt, systemClock } from '../../src/clock.ts'

describe('clockStartingAt', () => {
  test('starts where it is told and runs on at the pace of the clock below', () => {
    let below = new Date('2026-06-30T23:00:00Z')
    const clock = clockStartingAt(new Date('2026-03-02T08:00:00Z'), { now: () => below })
    expect(clock.now()).toEqual(new Date('2026-03-02T08:00:00Z'))
    below = new Date('2026-06-30T23:00:01.500Z')
    expect(clock.now()).toEqual(new Date('2026-03-02T08:00:01.500Z'))
  })

  test('may start in the future', () => {
    const clock = clockStartingAt(new Date('2030-01-01T00:00:00Z'), { now: () => new Date('2026-01-01T00:00:00Z') })
    expect(clock.now()).toEqual(new Date('2030-01-01T00:00:00Z'))
  })
})

test('systemClock gives the present, and a new object each time', () => {
  const before = Date.now()
  const now = systemClock.now()
  expect(now.getTime()).toBeGreaterThanOrEqual(before)
  expect(now.getTime()).toBeLessThanOrEqual(Date.now())
  expect(systemClock.now()).not.toBe(now)
})
