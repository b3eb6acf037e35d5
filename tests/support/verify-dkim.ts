import { createHash, createVerify, type KeyObject } from 'node:crypto'

/** Checks a DKIM signature of relaxed/relaxed and SHA-256 by the letter of RFC 6376 3.4 and 3.7, with the key given. */
export function verifyDkim(raw: string, key: KeyObject): boolean {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw
    .slice(0, end + 2)
    .split(/\r\n(?![ \t])/)
    .filter((field) => field !== '')
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const tag = (name: string) => new RegExp(`[:;]\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replaceAll(/\s+/g, '') ?? ''
  const bodyHash = createHash('sha256')
    .update(relaxedBody(raw.slice(end + 4)), 'latin1')
    .digest('base64')
  if (bodyHash !== tag('bh')) return false
  const left = fields.filter((field) => field !== signature)
  const signed = tag('h')
    .split(':')
    .flatMap((name) => {
      const at = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      return at < 0 ? [] : left.splice(at, 1)
    })
  const bare = relaxedField(signature.replace(/([;\s]b=)[^;]*/, '$1'))
  const said = `${signed.map((field) => `${relaxedField(field)}\r\n`).join('')}${bare}`
  return createVerify('sha256').update(said, 'latin1').verify(key, tag('b'), 'base64')
}

function relaxedField(field: string): string {
  const at = field.indexOf(':')
  const value = field
    .slice(at + 1)
    .replaceAll(/\r\n/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, at).toLowerCase().trim()}:${value}`
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''))
  return `${lines.join('\r\n').replace(/(?:\r\n)+$/, '')}\r\n`
}
