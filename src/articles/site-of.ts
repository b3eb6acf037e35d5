/**
 * The site whose pages share a template: the host without `www`. Null when `address` is no address. The registrable domain
 * would join blogs of strangers under one platform's name.
 */
export function siteOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const host = new URL(address).hostname.replace(/^www\./, '')
  return host === '' ? null : host
}
