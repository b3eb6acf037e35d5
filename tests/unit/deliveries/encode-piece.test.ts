import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { encodePiece } from '../../../src/mail/encode-piece.ts'

const unit = fc.constantFrom('a', '=', ' ', '\n', '.', 'é', '漢', '🚢', '\t', 'settings token '.repeat(4))

/** Quoted-printable as RFC 2045 6.7 has it read. */
const decoded = (text: string): string => {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes.replaceAll('\r\n', '\n'), 'latin1').toString('utf8')
}

test('pieces behind one another read as their texts do, wherever they are parted, in lines of 76 columns', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit, maxLength: 60 }), { minLength: 1, maxLength: 6 }), (texts) => {
      const pieces = [...texts, '\n'].map((text) => ({ text }))
      const encoded = pieces.map((piece) => encodePiece(piece).text).join('')
      expect(encoded.split('\r\n').filter((line) => line.length > 76 || /[^\t -~]/.test(line))).toEqual([])
      expect(encoded.endsWith('=\r\n')).toBe(false)
      expect(decoded(encoded)).toBe(pieces.map(({ text }) => text).join(''))
    }),
    { numRuns: 200 },
  )
})
