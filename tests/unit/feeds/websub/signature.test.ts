import { createHmac } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isSigned } from '../../../../src/feeds/websub/signature.ts'

const secret = 'a-secret-of-the-courier'
const body = Buffer.from('<rss>Fähre verspätet</rss>')
const sign = (method: string, bytes: Uint8Array = body, key = secret) =>
  `${method}=${createHmac(method, key).update(bytes).digest('hex')}`

describe('isSigned', () => {
  test('knows the example of RFC 2202 for HMAC-SHA-1 and that of RFC 4231 for HMAC-SHA-256', () => {
    const question = Buffer.from('what do ya want for nothing?')
    expect(isSigned(question, 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', 'Jefe')).toBe(true)
    expect(isSigned(question, 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'Jefe')).toBe(
      true,
    )
  })

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('believes %s, in small letters and in large', (method) => {
    expect(isSigned(body, sign(method), secret)).toBe(true)
    expect(isSigned(body, ` ${sign(method).toUpperCase()} `, secret)).toBe(true)
  })

  test('believes nothing with a bit of the body, of the secret or of the signature changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (bytes, place) => {
        const header = sign('sha256', bytes)
        expect(isSigned(bytes, header, secret)).toBe(true)
        const changed = bytes.map((byte, index) => (index === place % bytes.length ? byte ^ 1 : byte))
        expect(isSigned(changed, header, secret)).toBe(false)
        expect(isSigned(bytes, header, `${secret}x`)).toBe(false)
        const digit = 'sha256='.length + (place % 64)
        const other = header[digit] === '0' ? '1' : '0'
        expect(isSigned(bytes, header.slice(0, digit) + other + header.slice(digit + 1), secret)).toBe(false)
      }),
    )
  })

  test.each([
    ['nothing', null],
    ['an empty header', ''],
    ['a signature without a method', sign('sha256').slice('sha256='.length)],
    ['a method that is not registered', sign('md5')],
    ['another method than was used', sign('sha1').replace('sha1', 'sha256')],
    ['a signature that is cut', sign('sha256').slice(0, -2)],
    ['a signature that is cut amid a byte', sign('sha256').slice(0, -1)],
    ['a signature with more behind it', `${sign('sha256')}00`],
    ['a method alone', 'sha256='],
    ['no hexadecimal digits', `sha256=${'z'.repeat(64)}`],
  ])('does not believe %s', (_what, header) => {
    expect(isSigned(body, header, secret)).toBe(false)
  })
})
