import { describe, expect, test } from '@jest/globals'
import { peakOf, reportTimes, velocityOf } from '../../../src/stories/velocity.ts'
import { clock } from './fact-members.ts'

const article = (publisher: string, at: string, more = {}) => ({
  publisher,
  ownerGroup: null,
  isCopy: false,
  eventAt: clock(at),
  ...more,
})

describe('velocity', () => {
  test('counts when each independent voice first reported: no copies, no second article, one for an owner', () => {
    const times = reportTimes([
      article('Courier', '09:00'),
      article('Courier', '08:00'),
      article('Gazette', '08:10', { isCopy: true }),
      article('Post', '08:20', { ownerGroup: 'Tidal' }),
      article('Mail', '08:05', { ownerGroup: 'Tidal' }),
    ])
    expect(times).toEqual([clock('08:00'), clock('08:05')])
  })

  test('is reports an hour as of the given clock, with windows open at their beginning', () => {
    const times = ['02:00', '08:00', '08:01', '09:00', '09:30'].map(clock)
    expect(velocityOf(times, clock('09:00'))).toEqual({ lastHour: 2, lastSixHours: 3 / 6, lastDay: 4 / 24 })
    expect(velocityOf([], clock('09:00'))).toEqual({ lastHour: 0, lastSixHours: 0, lastDay: 0 })
  })

  test('peaks in the first of the hours with most reports', () => {
    expect(peakOf(['06:00', '07:00', '07:30', '07:59', '09:00', '09:10', '09:20'].map(clock))).toEqual({
      reports: 3,
      from: clock('07:00'),
    })
    expect(peakOf([])).toBeNull()
  })
})
