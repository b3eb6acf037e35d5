import { attributeOf, childrenNamed, firstText } from './element-fields.ts'
import type { Enclosure } from './feed-document.ts'
import { addressOf } from './links.ts'
import type { XmlElement } from './xml-element.ts'
import { resolveAddress } from './addresses.ts'

/**
 * The picture that stands for an entry: a thumbnail of Media RSS, a podcast's cover, an RSS `<image>`, the picture of a
 * sitemap, or else the first picture among the entry's files.
 */
export function readImage(entry: XmlElement, enclosures: readonly Enclosure[]): string | null {
  const groups = childrenNamed(entry, 'media:group')
  const contents = [entry, ...groups].flatMap((holder) => childrenNamed(holder, 'media:content'))
  for (const holder of [entry, ...groups, ...contents]) {
    for (const thumbnail of childrenNamed(holder, 'media:thumbnail')) {
      const address = addressOf(thumbnail, 'url')
      if (address !== null) return address
    }
  }
  return namedImage(entry) ?? enclosures.find(({ type }) => /^image\b/i.test(type ?? ''))?.url ?? null
}

function namedImage(entry: XmlElement): string | null {
  for (const image of childrenNamed(entry, 'itunes:image', 'googleplay:image', 'image', 'image:image')) {
    const attribute = attributeOf(image, 'href') ?? attributeOf(image, 'url') ?? attributeOf(image, 'rdf:resource')
    const address = resolveAddress(attribute ?? firstText(image, 'url', 'image:loc') ?? image.text, image.base)
    if (address !== null) return address
  }
  return null
}
