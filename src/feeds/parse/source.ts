import { childrenNamed, firstText } from './element-fields.ts'
import { addressOf, linksOf, pageAddress } from './links.ts'
import { firstConstruct, plainOf } from './text-construct.ts'
import type { XmlDocument, XmlElement } from './xml-element.ts'

/** The element in which an entry names the feed or the publisher that it was taken from. */
export const sourceElement = (entry: XmlElement): XmlElement | null =>
  childrenNamed(entry, 'source', 'atom:source', 'news:publication')[0] ?? null

/** RSS writes a name and a feed's address, Atom a small feed (RFC 4287, 4.2.11), a news sitemap a name alone. */
export function readSource(
  source: XmlElement | null,
  document: XmlDocument,
): { sourceName: string | null; sourceUrl: string | null } {
  if (!source) return { sourceName: null, sourceUrl: null }
  const title = firstConstruct(source, ['title', 'atom:title'], document)
  const written = firstText(source, 'news:name') ?? source.text.replace(/\s+/g, ' ').trim()
  return {
    sourceName: title ? plainOf(title) : written || null,
    sourceUrl: addressOf(source, 'url') ?? pageAddress(source) ?? selfAddress(source),
  }
}

function selfAddress(source: XmlElement): string | null {
  const self = linksOf(source, 'self')[0]
  return self ? addressOf(self, 'href') : null
}
