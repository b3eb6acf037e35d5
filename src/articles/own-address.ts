import { canonicalUrl } from './canonical-url.ts'

/**
 * The address that a page names as its own, if it lies on the origin that answered and is not the front page, which
 * careless templates name on every page; else the one that answered. Null when neither can be an article's.
 */
export function ownAddress(answered: string, named: string | null): string | null {
  const own = named === null ? null : canonicalUrl(named, answered)
  const asked = new URL(answered)
  if (own === null || new URL(own).origin !== asked.origin) return canonicalUrl(answered)
  return new URL(own).pathname === '/' && asked.pathname !== '/' ? canonicalUrl(answered) : own
}
