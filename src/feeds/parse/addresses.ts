const absolute = /^[a-z][a-z0-9+.-]*:/i
const addressAttribute =
  /(\s(?:href|src|poster|cite|action|background|longdesc|data|xlink:href)\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/gi
const baseAttribute = /<[a-z][^<>]*\sxml:base\s*=\s*["']([^"'<>]*)["']/i

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
  return html.replace(addressAttribute, (all, name: string, double?: string, single?: string, bare?: string) => {
    const written = double ?? single ?? bare ?? ''
    if (absolute.test(written.trimStart())) return all
    const address = resolveAddress(written.replaceAll('&amp;', '&'), from)
    return address === null ? all : `${name}"${address.replaceAll('&', '&amp;')}"`
  })
}
