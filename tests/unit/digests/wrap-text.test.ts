import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { columns, wrapText } from '../../../src/digests/wrap-text.ts'
import { anyCharacter } from '../../fixtures/editions/hostile-edition.ts'

const anyText = fc.string({ unit: anyCharacter, maxLength: 400 })
const prose = fc.array(fc.stringMatching(/^[a-zé漢🚢]{1,9}$/u), { maxLength: 60 })

describe('wrapText', () => {
  test('breaks at white space, the first line may begin unlike the others', () => {
    expect(wrapText('the harbour closes\nat noon', 12)).toEqual(['the harbour', 'closes at', 'noon'])
    expect(wrapText('the harbour closes', 16, '1. ', '   ')).toEqual(['1. the harbour', '   closes'])
    expect(wrapText('the harbour closes', 14, '  ')).toEqual(['  the harbour', '  closes'])
  })

  test('nothing to say is no line', () => {
    expect(wrapText('', 72)).toEqual([])
    expect(wrapText(' \n', 72, '1. ')).toEqual([])
  })

  test('a no-break space holds its words together and is written as a space', () => {
    expect(wrapText('fares still open [1\u00a04]', 20)).toEqual(['fares still open', '[1 4]'])
  })

  test('addresses stand whole, other long words are cut', () => {
    const address = `https://quay.example/${'a'.repeat(40)}`
    expect(wrapText(`see ${address} now`, 20)).toEqual(['see', address, 'now'])
    expect(wrapText('x'.repeat(25), 10, '- ', '  ')).toEqual(['- xxxxxxxx', '  xxxxxxxx', '  xxxxxxxx', '  x'])
  })

  test('wide letters take two columns, marks none', () => {
    expect(columns('港は閉じる')).toBe(10)
    expect(columns('e\u0301tat')).toBe(4)
    expect(wrapText('港は閉じる', 4)).toEqual(['港は', '閉じ', 'る'])
  })

  test('control characters cannot reach a terminal', () => {
    expect(wrapText('ferry\u001b[31m red\u0007\u009b', 72)).toEqual(['ferry [31m red'])
  })

  test('no line is wider than asked, and no word is lost', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 20, max: 80 }), (parts, width) => {
        const lines = wrapText(parts.join(' '), width, '- ', '  ')
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width)
        expect(lines.map((line) => line.slice(2)).join(' ')).toBe(parts.join(' '))
      }),
    )
  })

  test('any text gives lines within the width that hold no controls', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of wrapText(text, 30)) {
          expect(columns(line)).toBeLessThanOrEqual(30)
          expect(line).not.toMatch(/\p{Cc}/u)
        }
      }),
    )
  })
})
