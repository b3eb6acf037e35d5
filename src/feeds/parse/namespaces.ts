import type { XmlTag } from './xml-tag.ts'

/** Prefixes in force: from the prefix as written (`''` for none) to the one that this project uses, `''` for the feed's own. */
export interface Prefixes {
  readonly meanings: ReadonlyMap<string, string>
  /** Names already made canonical with these prefixes; a feed uses a few dozen. */
  readonly canonical: Map<string, string>
}

/** Beginnings of namespace addresses, in lower case and without their scheme, and the prefix that stands for each here. */
const prefixOfAddress: readonly (readonly [string, string])[] = [
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/', 'module'],
  ['purl.org/rss/1.0', 'rss'],
  ['my.netscape.com/', 'rss'],
  ['channel.netscape.com/', 'rss'],
  ['purl.org/net/rss1.1', 'rss'],
  ['backend.userland.com/', 'rss'],
  ['blogs.law.harvard.edu/', 'rss'],
  ['cyber.law.harvard.edu/rss/creativecommons', 'cc'],
  ['cyber.law.harvard.edu/', 'rss'],
  ['www.rssboard.org/media-rss', 'media'],
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/pie/', 'atom'],
  ['www.sitemaps.org/schemas/sitemap', 'sitemap'],
  ['www.google.com/schemas/sitemap-news', 'news'],
  ['www.google.com/schemas/sitemap-image', 'image'],
  ['www.google.com/schemas/sitemap/', 'sitemap'],
  ['www.google.com/schemas/play-podcasts', 'googleplay'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/dc/', 'dc'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast', 'itunes'],
  ['rssnamespace.org/feedburner', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
  ['www.w3.org/1999/xlink', 'xlink'],
  ['www.w3.org/2000/svg', 'svg'],
  ['www.w3.org/1998/math', 'math'],
  ['urn:wirefold:opml', 'wirefold'],
]

/** Prefixes that are understood without a declaration, as publishers forget it. */
const usualPrefixes = new Set(prefixOfAddress.map(([, prefix]) => prefix).concat('atom10', 'a10'))
const atomPrefixes = new Set(['atom', 'atom10', 'a10'])

/** Each element that declares a prefix copies those around it. */
const mostPrefixes = 50
const mostNames = 1_000

/** Nothing is declared. */
export const undeclared = (): Prefixes => ({ meanings: new Map(), canonical: new Map() })

/** The prefixes in force inside `tag`; the same map when it declares none. */
export function prefixesInside(tag: XmlTag, outer: Prefixes): Prefixes {
  let inner: Map<string, string> | null = null
  for (const [name, value] of tag.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    const prefix = name.slice(6).toLowerCase()
    const meaning = prefixOf(value, prefix)
    // Some publishers declare the same prefixes on every entry.
    if (outer.meanings.get(prefix) === meaning) continue
    inner ??= new Map(outer.meanings)
    if (inner.size < mostPrefixes) inner.set(prefix, meaning)
  }
  return inner ? { meanings: inner, canonical: new Map() } : outer
}

/**
 * `title`, `dc:creator`, `content:encoded` in lower case, whatever prefix the document chose. The feed's own vocabulary
 * (RSS, Atom, sitemap, none) has no prefix; Atom inside RSS is `atom:`, in an Atom document it is the feed's own.
 */
export function canonicalName(written: string, prefixes: Prefixes, isAtom: boolean): string {
  const key = isAtom ? `${written} ` : written
  const known = prefixes.canonical.get(key)
  if (known !== undefined) return known
  const name = makeCanonical(written, prefixes.meanings, isAtom)
  if (prefixes.canonical.size < mostNames) prefixes.canonical.set(key, name)
  return name
}

function makeCanonical(written: string, meanings: ReadonlyMap<string, string>, isAtom: boolean): string {
  const colon = written.indexOf(':')
  const prefix = colon < 0 ? '' : written.slice(0, colon).toLowerCase()
  const local = (colon < 0 ? written : written.slice(colon + 1)).toLowerCase()
  const meant = meanings.get(prefix) ?? (prefix === '' || usualPrefixes.has(prefix) ? prefix : `?${prefix}`)
  if (meant === '' || meant === 'rss' || meant === 'sitemap') return local
  if (atomPrefixes.has(meant)) return isAtom ? local : `atom:${local}`
  return `${meant}:${local}`
}

/** An unknown default namespace is taken for the feed's own; an unknown prefix keeps its elements apart. */
function prefixOf(address: string, prefix: string): string {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
  const known = prefixOfAddress.find(([start]) => plain.startsWith(start))
  if (known) return known[1]
  if (prefix === '') return ''
  return usualPrefixes.has(prefix) && prefix !== 'rss' ? prefix : `?${prefix}`
}
