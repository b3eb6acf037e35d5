import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { numbersIn } from '../../../src/text/numbers.ts'

describe('numbersIn', () => {
  test.each([
    ['1,200 homes, 1.200 homes, 1 200, 1’200', ['1200', '1', '200']],
    ['up 3,50 per cent or 3.5', ['3.5']],
    ['1,234,567.80 crowns', ['1234567.8']],
    ['on 2026-03-05 at 07:30', ['2026', '3', '5', '7', '30']],
    ['0.125 and 0,125', ['0.125']],
    ['٤٥ and ۴۵ and 45', ['45']],
    ['no figure', []],
  ])('%s', (text, expected) => {
    expect(numbersIn(text)).toEqual(expected)
  })

  test('a whole number is found however its thousands are parted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 999_999_999 }),
        fc.constantFrom(',', '.', "'", '\u00a0'),
        (value, mark) => {
          const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/gu, mark)
          expect(numbersIn(`about ${grouped} people`)).toEqual([String(value)])
        },
      ),
    )
  })
})
