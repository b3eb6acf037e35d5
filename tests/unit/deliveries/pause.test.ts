import { describe, expect, test } from '@jest/globals'
import { dayAfterWeeks, pauseBounds, pauseEnd } from '../../../src/deliveries/pause.ts'

describe('a pause', () => {
  const late = new Date('2026-11-23T23:30:00Z')

  test('begins on the day of its zone, and ends as a day there begins', () => {
    expect(pauseBounds('UTC', late)).toEqual({ first: '2026-11-24', last: '2027-05-24' })
    expect(pauseBounds('Asia/Tokyo', late)).toEqual({ first: '2026-11-25', last: '2027-05-25' })
    expect(dayAfterWeeks(2, 'Asia/Tokyo', late)).toBe('2026-12-08')
    expect(pauseEnd('2026-12-08', 'Asia/Tokyo', late)).toEqual(new Date('2026-12-07T15:00:00Z'))
  })

  test('ends at one o’clock where the clocks skip midnight', () => {
    const now = new Date('2026-09-01T12:00:00Z')
    expect(pauseEnd('2026-09-06', 'America/Santiago', now)).toEqual(new Date('2026-09-06T04:00:00Z'))
  })

  test('has no end outside of its bounds', () => {
    const { first, last } = pauseBounds('UTC', late)
    expect([first, last].map((day) => pauseEnd(day, 'UTC', late))).not.toContain(null)
    expect(['2026-11-23', '2027-05-25'].map((day) => pauseEnd(day, 'UTC', late))).toEqual([null, null])
  })
})
