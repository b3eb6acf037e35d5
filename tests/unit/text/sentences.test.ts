import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sentencesIn } from '../../../src/text/sentences.ts'

const split = (text: string, language: string | null = 'en'): string[] =>
  sentencesIn(text, language).map(({ start, end }) => text.slice(start, end))

describe('English', () => {
  test.each([
    ['titles', 'Gov. Lind met Sen. Orr. They agreed.', ['Gov. Lind met Sen. Orr.', 'They agreed.']],
    ['initials', 'The writer J. P. Hale died. He was 90.', ['The writer J. P. Hale died.', 'He was 90.']],
    ['dates', 'It opened on Jan. 5. Trains ran.', ['It opened on Jan. 5.', 'Trains ran.']],
    [
      'a country before a name',
      'The U.S. Coast Guard left. It was late.',
      ['The U.S. Coast Guard left.', 'It was late.'],
    ],
    [
      'a country before an opener',
      'She flew to the U.S. The visit was short.',
      ['She flew to the U.S.', 'The visit was short.'],
    ],
    ['companies', 'He runs Arden Inc. The firm is old.', ['He runs Arden Inc.', 'The firm is old.']],
    [
      'a speaker behind a question',
      '"Is it safe?" Mara Lund asked. "It is."',
      ['"Is it safe?" Mara Lund asked.', '"It is."'],
    ],
    ['a speaker in lower case', '“Go!” he said. Nobody went.', ['“Go!” he said.', 'Nobody went.']],
    ['a quotation that ends the sentence', '“We are ready.” The crowd left.', ['“We are ready.”', 'The crowd left.']],
    ['decimals', 'It cost 3.5 million. Too much.', ['It cost 3.5 million.', 'Too much.']],
    ['a number sign', 'No. 22 was shut. No. 23 was open.', ['No. 22 was shut.', 'No. 23 was open.']],
    ['"no" as a word', 'The answer was no. Talks go on.', ['The answer was no.', 'Talks go on.']],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected)
  })

  test('a paragraph ends a sentence and is counted', () => {
    const text = 'A heading without a stop\nThe text. More.\n\n  Last.'
    expect(split(text)).toEqual(['A heading without a stop', 'The text.', 'More.', 'Last.'])
    expect(sentencesIn(text, 'en').map(({ paragraph }) => paragraph)).toEqual([0, 1, 1, 2])
  })
})

describe('other languages', () => {
  test('German ordinals and abbreviations', () => {
    const text = 'Am 3. Mai kam Dr. Meier. Das kostete 3 Mio. Euro. Danach ging er.'
    expect(split(text, 'de')).toEqual(['Am 3. Mai kam Dr. Meier.', 'Das kostete 3 Mio. Euro.', 'Danach ging er.'])
  })

  test('Spanish abbreviations and inverted marks', () => {
    const text = 'El Sr. Paz viajó a EE. UU. ayer. ¿Vendrá? Sí.'
    expect(split(text, 'es')).toEqual(['El Sr. Paz viajó a EE. UU. ayer.', '¿Vendrá?', 'Sí.'])
  })

  test('French titles', () => {
    expect(split('M. Dupont est parti. Il reviendra.', 'fr')).toEqual(['M. Dupont est parti.', 'Il reviendra.'])
  })

  test('languages without a list go by the segmenter', () => {
    expect(split('今日は晴れ。明日は雨。', 'ja')).toEqual(['今日は晴れ。', '明日は雨。'])
  })
})

describe('any text', () => {
  const text = fc
    .array(fc.constantFrom('Mr.', 'U.S.', 'word', 'Word', '.', '?!', '"', '”', ' ', '\n', '…', '7', '😀'))
    .map((parts) => parts.join(''))

  test('spans are in order, apart, and together hold all that is not white space', () => {
    fc.assert(
      fc.property(text, (value) => {
        const spans = sentencesIn(value, 'en')
        spans.forEach((span, i) => {
          expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0)
          expect(span.end).toBeGreaterThan(span.start)
        })
        const shown = spans.map(({ start, end }) => value.slice(start, end)).join('')
        expect(shown.replace(/\s/g, '')).toBe(value.replace(/\s/g, ''))
      }),
    )
  })

  test('a long run of stops takes no longer than its length asks', () => {
    expect(sentencesIn('.'.repeat(200_000), 'en')).toHaveLength(1)
  })
})
