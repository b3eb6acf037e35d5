import { AppError } from '../errors.ts'
import { attributeOf, childrenOf, distinct } from './parse/element-fields.ts'
import { whatCameInstead } from './parse/what-came-instead.ts'
import type { XmlElement } from './parse/xml-element.ts'
import { readXmlTree } from './parse/xml-tree.ts'

/** A feed in a list of subscriptions. */
export interface OpmlOutline {
  readonly title: string | null
  /** The feed's address as written; blank when the list has an outline for a feed and no address in it. */
  readonly xmlUrl: string
  /** The address of the publisher's site as written. */
  readonly htmlUrl: string | null
  /** The publisher's name. This and the next three are Wirefold's own attributes, which OPML has no words for. */
  readonly publisher: string | null
  readonly ownerGroup: string | null
  /** Seconds between two polls, as written. */
  readonly interval: string | null
  /** Why it is paused; null while it is polled. */
  readonly pausedBecause: string | null
  /** The folders around the feed, outermost first, then its `category` (OPML 2.0). */
  readonly tags: readonly string[]
}

/**
 * Reads the feeds of an OPML list, damaged or not; folders become tags, and a feed that is listed twice is given once with
 * the tags of both. Linear in the length of the text.
 *
 * @throws AppError OPML_UNREADABLE (discard) when the text is no OPML
 */
export function parseOpml(text: string): readonly OpmlOutline[] {
  const { root } = readXmlTree(text, '')
  const tops = outlinesIn(root)
  if (tops === null) {
    throw new AppError(
      'OPML_UNREADABLE',
      `expected an OPML list (<opml> with <outline xmlUrl="…">), got ${whatCameInstead(text)}`,
      {
        disposition: 'discard',
      },
    )
  }
  return mergeFeeds(collectFeeds(tops))
}

/**
 * Writes an OPML 2.0 list: a folder for each feed's first tag, all its tags in `category`. A tag that `category` cannot hold,
 * since it has a comma or a slash, is a folder that names the feed again. `parseOpml` reads the same feeds back.
 */
export function writeOpml(outlines: readonly OpmlOutline[], title = 'Wirefold feeds'): string {
  const folders = byFolder(outlines)
  const body = [...folders].map(([folder, feeds]) => {
    const lines = feeds.map(outlineTag).join('\n')
    return folder === '' ? lines : `<outline text="${escapeAttribute(folder)}">\n${lines}\n</outline>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0" xmlns:wirefold="urn:wirefold:opml">\n<head><title>${escapeAttribute(title)}</title></head>\n<body>`,
    ...body,
    '</body>\n</opml>\n',
  ].join('\n')
}

function byFolder(outlines: readonly OpmlOutline[]): ReadonlyMap<string, readonly OpmlOutline[]> {
  const folders = new Map<string, OpmlOutline[]>()
  for (const outline of outlines) {
    for (const folder of foldersOf(outline)) {
      const feeds = folders.get(folder)
      if (feeds) feeds.push(outline)
      else folders.set(folder, [outline])
    }
  }
  return folders
}

const foldersOf = ({ tags: [first = '', ...others] }: OpmlOutline): readonly string[] => [
  first,
  ...others.filter((tag) => !fitsCategory(tag)),
]

const fitsCategory = (tag: string): boolean => !/[,/]/.test(tag)

/** The outermost outlines, wherever the list keeps them; null when there is neither a list nor an outline. */
function outlinesIn(root: XmlElement): readonly XmlElement[] | null {
  const list = childrenOf(root, 'opml')[0]
  const bodies = [...childrenOf(list ?? root, 'body'), ...(list ? [list] : []), root]
  const holder = bodies.find((element) => childrenOf(element, 'outline').length > 0)
  if (holder) return childrenOf(holder, 'outline')
  return list ? [] : null
}

/** In the order of the list, without recursion. */
function collectFeeds(tops: readonly XmlElement[]): readonly OpmlOutline[] {
  const feeds: OpmlOutline[] = []
  const pending = tops.map((element) => ({ element, folders: [] as readonly string[] })).reverse()
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { element, folders } = next
    const feed = feedOf(element, folders)
    if (feed) feeds.push(feed)
    const title = titleOf(element)
    const inner = feed || title === null ? folders : [...folders, title]
    for (const child of childrenOf(element, 'outline').toReversed()) pending.push({ element: child, folders: inner })
  }
  return feeds
}

function feedOf(outline: XmlElement, folders: readonly string[]): OpmlOutline | null {
  const isFeed = /^(?:rss|atom|feed)$/i.test(attributeOf(outline, 'type') ?? '')
  const xmlUrl = attributeOf(outline, 'xmlurl') ?? (isFeed ? (attributeOf(outline, 'url') ?? '') : null)
  if (xmlUrl === null) return null
  const categories = (attributeOf(outline, 'category') ?? '').split(/[,/]/)
  const title = titleOf(outline)
  return {
    title: title === xmlUrl ? null : title,
    xmlUrl,
    htmlUrl: attributeOf(outline, 'htmlurl'),
    publisher: attributeOf(outline, 'wirefold:publisher'),
    ownerGroup: attributeOf(outline, 'wirefold:ownergroup'),
    interval: attributeOf(outline, 'wirefold:interval'),
    pausedBecause: attributeOf(outline, 'wirefold:paused'),
    tags: distinct([...folders, ...categories]),
  }
}

const titleOf = (outline: XmlElement): string | null => attributeOf(outline, 'title') ?? attributeOf(outline, 'text')

function mergeFeeds(feeds: readonly OpmlOutline[]): readonly OpmlOutline[] {
  const byAddress = new Map<string, OpmlOutline>()
  for (const feed of feeds) {
    const key = feed.xmlUrl === '' ? `without address: ${feed.title ?? ''}` : feed.xmlUrl
    const known = byAddress.get(key)
    byAddress.set(key, known ? { ...known, tags: distinct([...known.tags, ...feed.tags]) } : feed)
  }
  return [...byAddress.values()]
}

function outlineTag(outline: OpmlOutline): string {
  const { title, xmlUrl, htmlUrl, publisher, ownerGroup, interval, pausedBecause, tags } = outline
  const attributes: readonly (readonly [string, string | null])[] = [
    ['type', 'rss'],
    ['text', title ?? xmlUrl],
    ['title', title],
    ['xmlUrl', xmlUrl],
    ['htmlUrl', htmlUrl],
    ['category', tags.filter(fitsCategory).join(',') || null],
    ['wirefold:publisher', publisher],
    ['wirefold:ownerGroup', ownerGroup],
    ['wirefold:interval', interval],
    ['wirefold:paused', pausedBecause],
  ]
  const written = attributes.flatMap(([name, value]) => (value === null ? [] : [`${name}="${escapeAttribute(value)}"`]))
  return `<outline ${written.join(' ')}/>`
}

/** Line ends are written as references: an attribute's own become blanks (XML 1.0, 3.3.3). */
const escapeAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\p{Cc}+/gu, ' ')
