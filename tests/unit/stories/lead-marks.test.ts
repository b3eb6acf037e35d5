import { describe, expect, test } from '@jest/globals'
import { leadMarksOf } from '../../../src/stories/lead-marks.ts'
import { hashTexts } from '../../../src/text/hash.ts'

const hashes = (...texts: readonly string[]): Int32Array => hashTexts([...texts]).sort()
const padding = 'Nothing of note was said. '.repeat(30)

describe('leadMarksOf', () => {
  test('reads figures of title and opening, neither times nor dates', () => {
    const { leadFigures } = leadMarksOf('Ferry with 212 aboard', 'On 4 May 2026 at 05:30 some 31 crew left.', 'en')
    expect(leadFigures).toEqual(hashes('212', '31'))
  })

  test('reads no figure behind the opening, but days and years anywhere', () => {
    const marks = leadMarksOf('A title', `${padding} On 4 May 2026 there were 212.`, 'en')
    expect(marks).toEqual({ leadFigures: hashes(), days: hashes('5-4'), years: hashes('2026') })
  })

  test.each([
    ['es', 'Abre el 4 de mayo de 2026', ['5-4'], ['2026']],
    ['de', 'Vom 3. bis zum 9. März', ['3-9'], []],
    ['zh', '2026年5月4日有12人受伤', ['5-4'], ['2026']],
    ['en', 'From 1998 to 2026, of 2,026 seats and 1999.5 points', [], ['1998', '2026']],
    ['en', 'In 1899 and in 2100', [], []],
  ])('%s: %s', (language, text, days, years) => {
    expect(leadMarksOf('', text, language)).toMatchObject({ days: hashes(...days), years: hashes(...years) })
  })

  test('gives sorted sets without repeats', () => {
    const { leadFigures, days, years } = leadMarksOf(
      '',
      '31 or 212 or 31 on 9 May or 4 May or 9 May in 2026 and 2025 and 2026',
      'en',
    )
    for (const marks of [leadFigures, days, years]) {
      expect(marks).toHaveLength(2)
      expect(marks).toEqual(marks.toSorted())
    }
  })
})
