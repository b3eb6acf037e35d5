import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import fc from 'fast-check'
import type { EditionContent, EditionStory } from '../../../src/digests/edition.ts'
import { viewOf } from '../../../src/digests/edition-view.ts'
import type { RenderOptions } from '../../../src/digests/edition-words.ts'
import { renderHtml as htmlOf } from '../../../src/digests/render-html.tsx'
import { renderText as textOf } from '../../../src/digests/render-text.ts'
import { columns } from '../../../src/digests/wrap-text.ts'
import { golden } from '../../fixtures/editions/golden.ts'
import { harbourDay } from '../../fixtures/editions/harbour-day.ts'
import { anyCharacter, filledWith } from '../../fixtures/editions/hostile-edition.ts'

const renderHtml = (content: EditionContent, options?: RenderOptions) => htmlOf(viewOf(content, null), options)
const renderText = (content: EditionContent, options?: RenderOptions) => textOf(viewOf(content, null), options)
const contentHash = '3f2ab4c91d20aa17'.repeat(4)
const text = renderText(harbourDay, { contentHash })

/** What is read: letters, figures and signs that carry meaning, without case. */
const wordsOf = (shown: string): string[] => shown.toLowerCase().match(/[\p{L}\p{N}%&+<>]+/gu) ?? []

/** The words of the mail as they are read; a cell and a block end a word. */
function wordsOfHtml(html: string): string[] {
  const $ = load(html.replaceAll(/<(?=\/?(?:td|p|h\d|br|div)\b)/g, ' <'))
  $('head,div[style^="display:none"]').remove()
  return wordsOf($('body').text())
}

/** The words of the plain text without what only it has: addresses and the numbers of stories. */
const wordsOfText = (plain: string): string[] =>
  wordsOf(plain.replaceAll(/^ +https?:\S+$/gm, '').replaceAll(/^ {0,2}\d+\. /gm, ''))

const tooWide = (plain: string): string[] =>
  plain.split('\n').filter((line) => columns(line) > 72 && !/^ *https?:\/\/\S+$/.test(line))

describe('renderText', () => {
  test('is what it was', () => {
    expect(text).toBe(golden('harbour-day.txt', text))
  })

  test('says the same words as the mail, in the same order', () => {
    expect(wordsOfText(text)).toEqual(wordsOfHtml(renderHtml(harbourDay, { contentHash })))
    const quiet = { ...harbourDay, stories: [] }
    expect(wordsOfText(renderText(quiet))).toEqual(wordsOfHtml(renderHtml(quiet)))
  })

  test('says the same as the mail where a story has too many sources and copies to list them all', () => {
    const [ferry] = harbourDay.stories as [EditionStory]
    const copies = ferry.sources.flatMap((source) => source.copies)
    const sources = Array.from({ length: 3 }, () => ferry.sources)
      .flat()
      .map((source, i) => ({ ...source, number: i + 1, articleId: `a${i}`, copies: [...copies, ...copies] }))
    const crowded = { ...harbourDay, stories: [{ ...ferry, sources }] }
    const plain = renderText(crowded)
    expect(plain).toContain(
      '-  4 more: 9 Meridian Agency, 10 North Broadcasting, 11 Evening Ledger,\n   12 Ministry of Transport',
    )
    expect(plain).toContain('-  2 more copies: Valley Times, Harbour Post\n')
    expect(wordsOfText(plain)).toEqual(wordsOfHtml(renderHtml(crowded)))
    expect(tooWide(plain)).toEqual([])
  })

  test('names every address of the web once, and no other', () => {
    const shown = text.match(/https?:\/\/\S+/g) ?? []
    const places = harbourDay.stories.flatMap(({ sources }) => sources.flatMap((source) => [source, ...source.copies]))
    const expected = places.map(({ url }) => url).filter((url) => url.startsWith('https:'))
    expect([...shown].sort()).toEqual(expected.sort())
    expect(text).not.toContain('javascript:')
  })

  test('a line of prose does not break within a mark', () => {
    expect(text).not.toMatch(/\[[^\]\n]*\n/)
  })

  test('whatever publishers write, lines stay within 72 columns and hold no controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 150 }), (said) => {
        const plain = renderText(filledWith(said, 'https://quay.example/a'))
        expect(tooWide(plain)).toEqual([])
        expect(plain.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 30 },
    )
  })

  test('a day without stories says so', () => {
    expect(renderText({ ...harbourDay, stories: [] })).toContain(
      '2031\nNothing passed the bar on this day.\nNo other story came near.\nSeen 40 of 42 feeds.',
    )
  })
})
