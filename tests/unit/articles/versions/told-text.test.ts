import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normalForm } from '../../../../src/articles/versions/normal-form.ts'
import { tellsTheSame, toldText, type WrittenText } from '../../../../src/articles/versions/told-text.ts'
import { churned, languages, proseOf } from './prose.ts'

const written = (text: string, more: Partial<WrittenText> = {}): WrittenText => ({
  title: 'Fog stops the last ferry',
  standfirst: null,
  text,
  ...more,
})
const isSame = (a: WrittenText, b: WrittenText, language = 'en'): boolean =>
  tellsTheSame(toldText(a, language), toldText(b, language))

describe('the normal form', () => {
  test('is one for quotation marks, dashes, spaces, soft hyphens and composed letters', () => {
    expect(normalForm('„Ca\u00adfe\u0301“\u00a0— it’s  so…\n')).toBe(normalForm('"Café" – it\'s so...'))
  })

  test('keeps the case', () => {
    expect(normalForm('Ostrel')).not.toBe(normalForm('ostrel'))
  })

  test('of a normal form is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalForm(normalForm(text))).toBe(normalForm(text))
      }),
    )
  })
})

describe.each(languages)('a version in %s', (language) => {
  test('is the same whatever the page counts, dates and teases around it', () => {
    fc.assert(
      fc.property(churned(language), churned(language), (a, b) => {
        expect(isSame(written(a.text), written(b.text), language)).toBe(true)
      }),
    )
  })

  test('is another when any word of its prose is', () => {
    const words = proseOf(language).flatMap((paragraph, at) =>
      [...new Intl.Segmenter(language, { granularity: 'word' }).segment(paragraph)]
        .filter(({ isWordLike }) => isWordLike)
        .map(({ index, segment }) => ({ at, index, segment })),
    )
    fc.assert(
      fc.property(fc.constantFrom(...words), churned(language), churned(language), (word, a, b) => {
        const changed = a.prose.map((paragraph, at) =>
          at === word.at
            ? `${paragraph.slice(0, word.index)}Quillo${paragraph.slice(word.index + word.segment.length)}`
            : paragraph,
        )
        const after = b.prose.reduce((text, paragraph, at) => text.replace(paragraph, () => changed[at] ?? ''), b.text)
        expect(isSame(written(a.text), written(after), language)).toBe(false)
      }),
    )
  })
})

describe('two versions are', () => {
  const prose = 'The last ferry was cancelled because of fog.\n\nNinety passengers spent the night in a gym.'

  test.each([
    ['one, when paragraphs were parted otherwise', prose, prose.replace('\n\n', ' ')],
    ['one, when only a teaser without a sentence end came', prose, `${prose}\n\nMill wheel turns again`],
    ['one, when a crosshead changed', `Beds in the gym\n\n${prose}`, `A night in school\n\n${prose}`],
    [
      'one, when a time at the end of a paragraph changed',
      `${prose} (Updated at 14:05)`,
      `${prose} (Updated at 15:10)`,
    ],
    [
      'one, when a byline was dated anew',
      `Ida Orme, 2 March 2026 14:05\n\n${prose}`,
      `Ida Orme, 2 March 2026 15:10\n\n${prose}`,
    ],
  ])('%s', (_what, a, b) => {
    expect(isSame(written(a), written(b))).toBe(true)
  })

  test.each([
    ['a sentence came', prose, `${prose}\n\nThe radar is broken.`],
    ['a paragraph moved', prose, prose.split('\n\n').reverse().join('\n\n')],
    ['a letter became a capital', prose, prose.replace('ferry', 'Ferry')],
    ['the figure of a list changed', `${prose}\n\nInjured: 12`, `${prose}\n\nInjured: 14`],
    ['a correction was noted in a few words', prose, `${prose}\n\nCorrection: name of the harbour`],
    ['a long paragraph without a stop changed', `${prose}\n\n${'la '.repeat(20)}`, `${prose}\n\n${'la '.repeat(21)}`],
  ])('two, when %s', (_what, a, b) => {
    expect(isSame(written(a), written(b))).toBe(false)
  })

  test('two, when title or standfirst changed, with or without a stop', () => {
    expect(isSame(written(prose), written(prose, { title: 'Fog stops the first ferry' }))).toBe(false)
    const standfirst = 'Harbour closed'
    expect(isSame(written(prose, { standfirst }), written(prose, { standfirst: 'Harbour open' }))).toBe(false)
    expect(isSame(written(prose, { standfirst }), written(prose))).toBe(false)
  })

  test('one, when the standfirst is only found beside the text that says it', () => {
    const standfirst = 'The last ferry was cancelled because of fog.'
    expect(isSame(written(prose, { standfirst }), written(prose))).toBe(true)
  })
})

test('a text of a megabyte is told within seconds', () => {
  const text = Array.from(
    { length: 12_000 },
    (_, n) => `The ferry number ${n} was cancelled because of fog, they said.`,
  )
  const started = performance.now()
  toldText(written(text.join('\n\n')), 'en')
  expect(performance.now() - started).toBeLessThan(10_000)
})
