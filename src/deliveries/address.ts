import { createHash } from 'node:crypto'

/**
 * An address as it is stored: without white space around it, its domain in lower case (RFC 5321 2.4: only the part before
 * the @ may tell cases apart). Null when it is none that a mail can be sent to: one @, no controls, white space, quotes or
 * brackets, a domain with a dot, 254 characters at most (RFC 5321 errata 1690).
 */
export function readAddress(typed: string): string | null {
  const [, local = '', domain = ''] = ADDRESS.exec(typed.trim()) ?? []
  if (local === '' || local.length > 64 || local.length + domain.length > 253) return null
  return `${local}@${domain.toLowerCase()}`
}

const ADDRESS =
  /^([^\s\p{Cc}@"<>(),:;[\]\\]+)@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63})$/u

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What the list of suppressed addresses keeps of one: SHA-256 of it in lower case, in hexadecimal. */
export const addressHash = (address: string): string => createHash('sha256').update(address.toLowerCase()).digest('hex')

/** `reader@desk.example` as `r…r@desk.example`, for pages that others may see. */
export function shownMailAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = [...address.slice(0, at)]
  return `${local[0] ?? ''}…${local.length > 2 ? (local.at(-1) ?? '') : ''}${address.slice(at)}`
}
