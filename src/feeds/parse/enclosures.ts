import { attributeOf, childrenNamed } from './element-fields.ts'
import type { Enclosure } from './feed-document.ts'
import { addressOf, linksOf } from './links.ts'
import type { XmlElement } from './xml-element.ts'

const mostEnclosures = 100

/** The files of an entry: RSS and Atom enclosures first, then Atom content kept elsewhere, then Media RSS; one address once. */
export function readEnclosures(entry: XmlElement): readonly Enclosure[] {
  const groups = childrenNamed(entry, 'media:group')
  const found = [
    ...childrenNamed(entry, 'enclosure').map((element) => enclosureOf(element, 'url') ?? enclosureOf(element, 'href')),
    ...linksOf(entry, 'enclosure').map((element) => enclosureOf(element, 'href')),
    ...childrenNamed(entry, 'content').map((element) => (isFile(element) ? enclosureOf(element, 'src') : null)),
    ...[entry, ...groups]
      .flatMap((holder) => childrenNamed(holder, 'media:content'))
      .map((element) => enclosureOf(element, 'url')),
  ]
  const byAddress = new Map<string, Enclosure>()
  for (const enclosure of found) {
    if (byAddress.size >= mostEnclosures) break
    if (enclosure && !byAddress.has(enclosure.url)) byAddress.set(enclosure.url, enclosure)
  }
  return [...byAddress.values()]
}

/** Atom content of another kind than text that was left at its own address (RFC 4287, 4.1.3.2). */
const isFile = (content: XmlElement): boolean =>
  /^(?!text\/)[^/]+\/(?!.*html)/i.test(content.attributes.get('type') ?? '')

function enclosureOf(element: XmlElement, attribute: string): Enclosure | null {
  const url = addressOf(element, attribute)
  if (url === null) return null
  return {
    url,
    type: attributeOf(element, 'type') ?? attributeOf(element, 'medium'),
    length: byteCount(attributeOf(element, 'length') ?? attributeOf(element, 'filesize')),
  }
}

/** Bytes when a whole number was written, else null. */
export const byteCount = (written: string | null): number | null =>
  written !== null && /^\d{1,15}$/.test(written) ? Number(written) : null
