import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readWeekdays, weekdaysInWords } from '../../../src/digests/weekdays.ts'

describe('readWeekdays', () => {
  test.each([
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['Sat, sun', [6, 7]],
    ['wed', [3]],
    ['thu,mon,thu', [1, 4]],
    ['mon-wed,sat', [1, 2, 3, 6]],
  ])('%s', (typed, days) => {
    expect(readWeekdays(typed)).toEqual(days)
  })

  test.each(['', 'monday', 'fri-mon', 'mon-', '-fri', 'mon-wed-fri', '1', 'mon;tue'])('%j is none', (typed) => {
    expect(readWeekdays(typed)).toBeNull()
  })
})

test('what is shown is read as the same days', () => {
  const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  fc.assert(
    fc.property(someDays, (days) => {
      expect(readWeekdays(weekdaysInWords(days))).toEqual([...days].sort((a, b) => a - b))
    }),
  )
  expect(weekdaysInWords([5, 1, 2, 3, 4])).toBe('mon-fri')
  expect(weekdaysInWords([1, 2])).toBe('mon,tue')
})
