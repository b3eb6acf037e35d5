import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type DiffParagraph, diffLines, diffTexts } from '../../../../src/articles/versions/diff-texts.ts'
import { normalForm } from '../../../../src/articles/versions/normal-form.ts'
import { proseOf, languages } from './prose.ts'

/** `[-gone-]{+come+}` */
const shown = (runs: DiffParagraph): string =>
  runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('')

const sideOf = (paragraphs: readonly DiffParagraph[], side: 'added' | 'removed'): string =>
  paragraphs
    .map((runs) =>
      runs
        .filter(({ kind }) => kind === 'same' || kind === side)
        .map(({ text }) => text)
        .join(''),
    )
    .filter((text) => text !== '')
    .join('\n\n')

const formOf = (text: string): string[] =>
  text
    .split('\n\n')
    .map(normalForm)
    .filter((paragraph) => paragraph !== '')

describe('the changes of a text', () => {
  test('are words within an edited paragraph, and whole paragraphs that came or went', () => {
    const before = 'Fog came.\n\nThe last ferry from Ostrel was cancelled on Monday.\n\nNinety waited.'
    const after = 'The first boat from Ostrel was cancelled on Monday.\n\nNinety waited.\n\nThey slept in a gym.'
    expect(diffTexts(before, after, 'en').map(shown)).toEqual([
      '[-Fog came.-]',
      'The [-last ferry-]{+first boat+} from Ostrel was cancelled on Monday.',
      'Ninety waited.',
      '{+They slept in a gym.+}',
    ])
  })

  test.each([
    [
      'ja',
      '濃い霧のため最終便は欠航となった。',
      '深い霧のため最終便は欠航となった。',
      '[-濃い-]{+深い+}霧のため最終便は欠航となった。',
    ],
    ['zh', '大约九十名乘客在学校过夜。', '大约八十名乘客在学校过夜。', '大约[-九十-]{+八十+}名乘客在学校过夜。'],
    ['not a tag', 'Ten boats wait.', 'Six boats wait.', '[-Ten-]{+Six+} boats wait.'],
  ])('are words in %s too', (language, before, after, expected) => {
    expect(shown(diffLines(before, after, language))).toBe(expected)
  })

  test('are none where only quotation marks, dashes and spaces are others', () => {
    const runs = diffTexts('„Fog“ – he\u00a0said.', '"Fog" - he said.', 'en')
    expect(runs).toEqual([[{ kind: 'same', text: '"Fog" - he said.' }]])
  })

  test('give back either version', () => {
    const paragraph = fc.oneof(
      fc.constantFrom(...languages.flatMap(proseOf)),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\n', ' ')),
      fc.array(fc.constantFrom('fog', 'ferry', 'the', 'gym', ', '), { maxLength: 12 }).map((words) => words.join(' ')),
    )
    const text = fc.array(paragraph, { maxLength: 8 }).map((paragraphs) => paragraphs.join('\n\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const paragraphs = diffTexts(before, after, 'en')
        expect(formOf(sideOf(paragraphs, 'removed'))).toEqual(formOf(before))
        expect(formOf(sideOf(paragraphs, 'added'))).toEqual(formOf(after))
        expect(paragraphs.flat().every((run) => run.text !== '')).toBe(true)
      }),
    )
  })
})

describe('texts of 400 KB', () => {
  const word = (n: number): string => `w${((n * 7_919) % 10_007).toString(36)}`
  const many = (words: number, from: number): string =>
    Array.from({ length: words }, (_, n) => word(from + n)).join(' ')
  const parts = (count: number, words: number, from: number): string =>
    Array.from({ length: count }, (_, n) => many(words, from + n * words)).join('\n\n')

  test.each([
    ['in one paragraph without a word in common', many(80_000, 0), many(80_000, 3)],
    ['in thousands of paragraphs without one in common', parts(8_000, 10, 0), parts(8_000, 10, 5)],
    ['in paragraphs that were all edited', parts(1_000, 80, 0), parts(1_000, 80, 0).replaceAll('w1', 'v1')],
    ['of one word a paragraph', parts(80_000, 1, 0), parts(80_000, 1, 4)],
  ])('%s are compared within seconds', (_what, before, after) => {
    const started = performance.now()
    const paragraphs = diffTexts(before, after, 'en')
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(sideOf(paragraphs, 'added').length).toBeGreaterThan(300_000)
  })
})
