import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distinctiveFigures, distinctiveNames } from '../../../src/stories/distinctive-marks.ts'
import { numbersIn } from '../../../src/text/numbers.ts'

describe('distinctiveFigures', () => {
  test.each([
    [
      'en',
      'Shut from Monday, 4 May 2026, 05:30, to 9 p.m. on May 7: 1,250 metres, 3.4 million crowns',
      ['1250', '3.4'],
    ],
    ['en', 'from 9 to 27 March, in 2025 as in 1998', []],
    ['en', 'The 2,026 seats of hall 14', ['2026', '14']],
    ['de', 'Am 3. März 2026 um 18.30 Uhr kamen 412 Gäste', ['412']],
    ['es', 'El 12 de marzo de 2026 hubo 31 heridos', ['31']],
    ['ru', '5 марта 2026 года пострадали 12 человек', ['12']],
    ['zh', '2026年3月5日有12人受伤', ['12']],
    ['en', 'Filed 2026-03-05 and again 06/03/2026, nr 884', ['884']],
  ])('%s: %s', (language, text, expected) => {
    expect(distinctiveFigures(text, language)).toEqual(expected)
  })

  test.each(['e', '123', 'klingon', '日本'])('reads a text in the stated language %s as English', (language) => {
    expect(distinctiveFigures('On 4 May 12 boats came', language)).toEqual(['12'])
  })

  test('adds no figure to those of the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('4', ' ', 'May', ':', '30', ',', '2026', '.', 'to', '-')), (pieces) => {
        const text = pieces.join('')
        const all = numbersIn(text).join(' ')
        for (const figure of distinctiveFigures(text, 'en').flatMap((found) => found.split('.'))) {
          expect(all).toContain(figure)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('distinctiveNames', () => {
  test('leaves out weekdays, months and the words of the publisher', () => {
    const names = ['Monday', 'March', 'Roads Office', 'Office of Norland', 'Ida March', 'Tarvik']
    expect(distinctiveNames(names, 'Roads Office of Norland', 'en')).toEqual(['Ida March', 'Tarvik'])
  })

  test('knows the calendar of the article', () => {
    expect(distinctiveNames(['Mittwoch', 'März', 'Velden'], 'press.example', 'de')).toEqual(['Velden'])
  })
})
