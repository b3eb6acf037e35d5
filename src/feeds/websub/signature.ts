import { createHmac, timingSafeEqual } from 'node:crypto'

/** The methods of WebSub 7.1.1. SHA-1 stays among them: most hubs sign with it, and its weakness is none of HMAC's. */
const FORM = /^(sha1|sha256|sha384|sha512)=([0-9a-f]+)$/i

/**
 * Whether `X-Hub-Signature` is the HMAC of the body under the secret (WebSub 7.1). It takes the same time whichever digit is
 * wrong, so that a signature cannot be guessed digit by digit.
 * @param body as it came, before anything reads it
 */
export function isSigned(body: Uint8Array, header: string | null, secret: string): boolean {
  const [, method, digits] = FORM.exec(header?.trim() ?? '') ?? []
  if (method === undefined || digits === undefined) return false
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest()
  const given = Buffer.from(digits, 'hex')
  return digits.length === expected.length * 2 && timingSafeEqual(given, expected)
}
