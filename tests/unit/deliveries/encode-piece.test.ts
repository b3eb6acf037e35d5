import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { partsOf } from '../../../src/deliveries/mime-parts.ts'
import { encodePiece } from '../../../src/mail/encode-piece.ts'

const unit = fc.constantFrom('a', '=', ' ', '\n', '.', 'é', '漢', '🚢', '\t', 'settings token '.repeat(4))

test('pieces behind one another read as their texts do, wherever they are parted, in lines of 76 columns', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit, maxLength: 60 }), { minLength: 1, maxLength: 6 }), (texts) => {
      const pieces = [...texts, '\n'].map((text) => ({ text }))
      const encoded = pieces.map((piece) => encodePiece(piece).text).join('')
      expect(encoded.split('\r\n').filter((line) => line.length > 76 || /[^\t -~]/.test(line))).toEqual([])
      expect(encoded.endsWith('=\r\n')).toBe(false)
      const raw = `Content-Transfer-Encoding: quoted-printable\n\n${encoded}`
      expect(Buffer.from(partsOf(raw)[0]?.body ?? '', 'latin1').toString('utf8')).toBe(
        pieces.map(({ text }) => text).join(''),
      )
    }),
    { numRuns: 200 },
  )
})
