import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import type { DkimKey } from '../../src/mail/sign-mail.ts'

/** A key of DKIM that nobody else has. */
export function aDkimKey(): DkimKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { domain: 'news.example', selector: 'autumn', privateKey: pem }
}

/**
 * What mailauth says of the only signature of a mail: `pass`, or why it does not. It is asked, rather than this code, so that
 * what signs does not check itself; the DNS answers with the public half of `key`, and only where the key is to be found.
 */
export async function verifyDkim(raw: string, key: DkimKey): Promise<string> {
  const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  const resolver = (name: string, type: string) =>
    type === 'TXT' && name === `${key.selector}._domainkey.${key.domain}`
      ? Promise.resolve([[`v=DKIM1; k=rsa; p=${publicKey}`]])
      : Promise.reject(new Error(`nobody should ask for ${type} of ${name}`))
  const { results } = await dkimVerify(Buffer.from(raw, 'latin1'), { resolver })
  const [only, ...others] = results
  if (!only || others.length > 0) return `${results.length} signatures`
  const { result, comment } = only.status
  return result === 'pass' ? result : `${result}: ${comment}`
}
