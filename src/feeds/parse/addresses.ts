import { replaceByPieces } from './pieces.ts'

const absolute = /^[a-z][a-z0-9+.-]*:/i
const addressAttribute =
  /(\s(?:href|src|poster|cite|action|background|longdesc|data|xlink:href)\s*=\s*)(?!["']?[a-z][a-z0-9+.-]*:)(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/gi
const baseAttribute = /<[a-z][^<>]*?\sxml:base\s*=\s*["']([^"'<>]*)["']/i
/** A page names few addresses more often than once; a hostile text may name one a million times. */
const mostRemembered = 1_000

/** The address made absolute, as written when it already is; null when it is blank or cannot be read. */
export function resolveAddress(written: string, base: string): string | null {
  const address = written.trim()
  if (absolute.test(address)) return address
  if (address === '') return null
  try {
    return new URL(address, base).href
  } catch {
    return null
  }
}

/** Makes the addresses in the tags of an HTML fragment absolute. Linear in its length. */
export function resolveHtml(html: string, base: string): string {
  if (!html.includes('<')) return html
  const inner = html.includes('xml:base') ? baseAttribute.exec(html)?.[1] : undefined
  const from = inner === undefined ? base : (resolveAddress(inner, base) ?? base)
  const known = new Map<string, string | null>()
  const resolve = (written: string): string | null => {
    let address = known.get(written)
    if (address !== undefined) return address
    address = resolveAddress(written.replaceAll('&amp;', '&'), from)?.replaceAll('&', '&amp;') ?? null
    if (known.size < mostRemembered) known.set(written, address)
    return address
  }
  const replace = (all: string, name: string, double?: string, single?: string, bare?: string): string => {
    const written = double ?? single ?? bare ?? ''
    if (absolute.test(written.trimStart())) return all
    const address = resolve(written)
    return address === null ? all : `${name}"${address}"`
  }
  return replaceByPieces(html, '<', (piece) => piece.replace(addressAttribute, replace))
}
