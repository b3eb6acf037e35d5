import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { amountsIn } from '../../../src/text/amounts.ts'

const shown = (text: string, language = 'en'): string[] =>
  amountsIn(text, language).map(({ shown: words, unit }) => (unit === null ? words : `${words} ${unit}`))

describe('amountsIn', () => {
  test.each([
    ['At least twelve men and 1,200 women', ['at least 12', '1,200']],
    [
      '€41m, $1.2 million and a 41-million-crown loan',
      ['41 million euros', '1.2 million dollars', '41 million crowns'],
    ],
    ['between 40 and 50 dead, 2 to 3 million euros, 40-50 cars', ['40 to 50', '2 to 3 million euros', '40 to 50']],
    ['from 40 to 50 percent', ['40', '50 per cent']],
    ['by 212 votes to 198', ['212', '198']],
    ['one hundred and twelve, twenty-one, two hundred, $2 trillion', ['112', '21', '200', '2 trillion dollars']],
    ['a 14-kilometre tunnel of 3.5 km', ['14 kilometres', '3.5 kilometres']],
    ['at 22:30 a 12-year-old left', []],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  test.each([
    [
      'de',
      'mindestens zwölf, 1,2 Mrd. Euro, rund 3.000, einundzwanzig',
      ['at least 12', '1.2 billion euros', 'about 3,000', '21'],
    ],
    ['es', 'al menos doce, 1.200 millones de euros, treinta y dos', ['at least 12', '1.2 billion euros', '32']],
    [
      'fr',
      "au moins douze, 41 millions d'euros, 1 200 hectares, quatre-vingt-douze",
      ['at least 12', '41 million euros', '1,200 hectares', '92'],
    ],
  ])('%s: %s', (language, text, expected) => {
    expect(shown(text, language)).toEqual(expected)
  })

  test('says what values an amount leaves open and what rounding may hide', () => {
    const [about, least, rounded] = amountsIn('About 40 came, at least 3 left, 1.2 million stayed', 'en')
    expect(about).toMatchObject({ low: 32, high: 48, isExact: false })
    expect(least).toMatchObject({ low: 3, high: Infinity, isExact: false })
    expect(rounded).toMatchObject({ value: 1_200_000, rounding: 50_000, isExact: true })
  })

  test('a language without words for amounts gives none', () => {
    expect(amountsIn('40 osób', 'pl')).toEqual([])
  })

  test('whatever stands in a text, its amounts follow each other and stay inside', () => {
    const piece = fc.constantFrom(
      '40',
      '1,200',
      ' ',
      '-',
      ' to ',
      'about ',
      '€',
      'm',
      ' million',
      ' euros',
      'twelve',
      '.',
      'x',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        let at = 0
        for (const { start, end } of amountsIn(text, 'en')) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('a number that its neighbours make another one', () => {
  test.each([
    ['en', 'Half a million people marched.'],
    ['en', 'About a quarter of a million people marched.'],
    ['en', 'Two and a half million people marched.'],
    ['en', 'It will cost between 40 million and an open end.'],
    ['fr', 'Deux cents personnes ont défilé.'],
    ['fr', 'Deux cent mille personnes ont défilé.'],
    ['es', 'Dos y medio millones de euros.'],
  ])('is not read (%s: %s)', (language, text) => {
    expect(amountsIn(text, language)).toEqual([])
  })

  test('is read where both are', () => {
    expect(amountsIn('A hundred and one people marched.', 'en')).toMatchObject([{ value: 101 }])
  })

  test.each([
    ['It will cost between €2 million and €3 million.', 2e6, 3e6, 'euros'],
    ['It will cost between $40 and $50 million.', 40e6, 50e6, 'dollars'],
  ])('and a range may bear signs: %s', (text, low, high, unit) => {
    expect(amountsIn(text, 'en')).toMatchObject([{ low, high, unit, isExact: false, start: text.indexOf('between') }])
  })
})
