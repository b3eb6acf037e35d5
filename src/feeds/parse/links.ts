import { resolveAddress } from './addresses.ts'
import { attributeOf, childrenNamed, firstText } from './element-fields.ts'
import type { XmlElement } from './xml-element.ts'

/** Relations of Atom links that lead to something other than the entry's page. */
const otherRelations = new Set(
  'self enclosure edit edit-media replies hub next prev previous first last license service icon payment via related'.split(
    ' ',
  ),
)

/** The links of an element, as Atom writes them, that have that relation. */
export function linksOf(element: XmlElement, relation: string): readonly XmlElement[] {
  return childrenNamed(element, 'link', 'atom:link').filter(
    (link) => relationOf(link) === relation && attributeOf(link, 'href') !== null,
  )
}

/** The address in an attribute of an element, absolute. */
export function addressOf(element: XmlElement, attribute: string): string | null {
  const written = attributeOf(element, attribute)
  return written === null ? null : resolveAddress(written, element.base)
}

/**
 * The address of the page of a feed or an entry: `<link>` as RSS or Atom write it, the entry's own `href` (CDF), a `guid`
 * or `id` that is an address, `rdf:about`, and last a link of any other relation that could be a page or the page that
 * Atom's content was left at.
 */
export function pageAddress(element: XmlElement): string | null {
  return (
    alternateLink(element) ??
    textLink(element) ??
    addressOf(element, 'href') ??
    permanentGuid(element) ??
    webAddress(attributeOf(element, 'rdf:about')) ??
    remainingLink(element) ??
    contentPage(element)
  )
}

function alternateLink(element: XmlElement): string | null {
  const links = linksOf(element, 'alternate')
  const page = links.find((link) => /html/i.test(link.attributes.get('type') ?? 'html')) ?? links[0]
  return page === undefined ? null : addressOf(page, 'href')
}

function textLink(element: XmlElement): string | null {
  for (const link of childrenNamed(element, 'link')) {
    const isPage = !link.attributes.has('href') && !otherRelations.has(relationOf(link))
    const address = !isPage ? null : resolveAddress(link.text, link.base)
    if (address !== null) return address
  }
  const line = childrenNamed(element, 'loc')[0]
  const location = line ? resolveAddress(line.text, line.base) : null
  return location ?? webAddress(firstText(element, 'url', 'feedburner:origlink'))
}

function permanentGuid(element: XmlElement): string | null {
  for (const guid of childrenNamed(element, 'guid', 'id')) {
    const permanence = guid.attributes.get('ispermalink')?.trim().toLowerCase()
    const written = permanence === 'false' ? null : guid.text.trim()
    // Without the word of the feed, a text that is no address is only a name.
    const address = permanence === 'true' && written ? resolveAddress(written, guid.base) : webAddress(written)
    if (address !== null) return address
  }
  return null
}

function remainingLink(element: XmlElement): string | null {
  const links = childrenNamed(element, 'link').filter((link) => !otherRelations.has(relationOf(link)))
  const via = linksOf(element, 'related').concat(linksOf(element, 'via'))
  for (const link of [...links, ...via]) {
    const address = addressOf(link, 'href')
    if (address !== null) return address
  }
  return null
}

function contentPage(element: XmlElement): string | null {
  const content = childrenNamed(element, 'content')[0]
  const isPage = content !== undefined && /^$|html/i.test(content.attributes.get('type') ?? '')
  return isPage ? addressOf(content, 'src') : null
}

const relationOf = (link: XmlElement): string => {
  const relation = attributeOf(link, 'rel')?.toLowerCase() ?? 'alternate'
  return relation.replace('http://www.iana.org/assignments/relation/', '')
}

const webAddress = (text: string | null): string | null =>
  text !== null && /^https?:\/\/\S+$/i.test(text) ? text : null
