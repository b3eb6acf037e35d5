import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Block } from '../../../../src/articles/extract/block.ts'
import { creditLineTest, isPublicationNote } from '../../../../src/articles/extract/credit-lines.ts'
import { LinkStart } from '../../../../src/articles/extract/link-start.ts'
import { repeatedQuotes } from '../../../../src/articles/extract/repeated-quotes.ts'

const block = (text: string, tag = 'p'): Block => ({
  text,
  size: text.length,
  linkShare: 0,
  tag,
  owner: 0,
  isSentence: true,
  isBold: false,
  beginsAsTeaser: false,
  nodes: [],
})

describe('repeatedQuotes', () => {
  const quote = 'Nobody here has seen the river as low as it was in this dry October'
  const paragraph = block(`The miller shook his head. “${quote},” he said on Friday.`)

  test('finds a sentence of another block, whatever marks stand around it', () => {
    const large = block(`»${quote}.«`)
    expect(repeatedQuotes([large, paragraph])).toEqual(new Set([large]))
  })

  test('leaves subheadings and short phrases', () => {
    expect(repeatedQuotes([block(quote, 'h2'), block('this dry October'), paragraph]).size).toBe(0)
  })

  test('never names a block that no longer block contains', () => {
    const texts = fc.array(fc.array(fc.constantFrom('river', 'mill', 'wheel', '“low”', 'dry'), { maxLength: 30 }))
    fc.assert(
      fc.property(texts, (lists) => {
        const blocks = lists.map((words) => block(words.join(' ')))
        for (const one of repeatedQuotes(blocks)) {
          const words = one.text.replace(/^“|”$/g, '')
          expect(blocks.some(({ text }) => text.length > one.text.length && text.includes(words))).toBe(true)
        }
      }),
    )
  })
})

describe('credit lines', () => {
  const isCreditLine = creditLineTest({ siteName: 'Radio Tarn', authors: ['Orla Finn', 'harbour desk'] })

  test.each(['By Orla Finn, Radio Tarn', 'Orla Finn and Harbour desk', 'Von Orla Finn / Radio Tarn'])('%s', (line) => {
    expect(isCreditLine(line)).toBe(true)
  })

  test.each(['Orla Finn is the new mayor', 'By the river', ''])('%s is none', (line) => {
    expect(isCreditLine(line)).toBe(false)
  })

  test('a note of publication names the site and a moment', () => {
    expect(isPublicationNote('Sent by Radio Tarn on 4 May at 18:00.', 'Radio Tarn')).toBe(true)
    expect(isPublicationNote('Radio Tarn did not want to say more.', 'Radio Tarn')).toBe(false)
    expect(isPublicationNote('The lock was built in 1907.', null)).toBe(false)
  })
})

describe('LinkStart', () => {
  const begins = (...parts: readonly [string, boolean][]): boolean => {
    const start = new LinkStart()
    for (const [text, isLinked] of parts) start.add(text, isLinked)
    return start.isTeaser()
  }

  test.each<[string, boolean, [string, boolean][]]>([
    ['a headline alone', true, [['Mill wheel turns again', true]]],
    [
      'a headline and a summary',
      true,
      [
        ['Mill wheel turns again', true],
        [' It had stood still.', false],
      ],
    ],
    [
      'a date before it',
      true,
      [
        ['04.05.2026, 10:30 ', false],
        ['Mill wheel turns again', true],
      ],
    ],
    ['a headline in a script without spaces', true, [['水車が再び回り始めました', true]]],
    [
      'a word before it',
      false,
      [
        ['See ', false],
        ['Mill wheel turns again', true],
      ],
    ],
    [
      'a sentence that goes on',
      false,
      [
        ['The river board of Tarn', true],
        [' said so.', false],
      ],
    ],
    [
      'a link of one word',
      false,
      [
        ['Tarn', true],
        [' Mill wheel turns again', false],
      ],
    ],
  ])('%s: %s', (_, expected, parts) => {
    expect(begins(...parts)).toBe(expected)
  })
})
