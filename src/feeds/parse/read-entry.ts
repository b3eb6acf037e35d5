import { parseDate } from '../../text/dates.ts'
import { readAuthors } from './authors.ts'
import { attributeOf, childrenNamed, distinct, firstText } from './element-fields.ts'
import { readEnclosures } from './enclosures.ts'
import { readImage } from './entry-image.ts'
import type { FeedEntry } from './feed-document.ts'
import { pageAddress } from './links.ts'
import { readSource, sourceElement } from './source.ts'
import {
  firstConstruct,
  hasContent,
  htmlOf,
  plainOf,
  plainText,
  readTextConstruct,
  taggedOf,
} from './text-construct.ts'
import type { XmlDocument, XmlElement } from './xml-element.ts'

/** What the entries of one feed are read with. */
export interface EntryContext {
  readonly document: XmlDocument
  /** Dates after it are refused. */
  readonly notAfter: Date
  /** Whether the feed's language writes the day before the month; null when that is unknown. */
  readonly dayFirst: boolean | null
  /** Of the feed, where they speak for every entry that names nobody (Atom, RFC 4287, 4.2.1). */
  readonly authors: readonly string[]
}

const titles = ['title', 'dc:title', 'dcterms:title', 'news:title', 'media:title', 'itunes:title']
const summaries = [
  'description',
  'summary',
  'abstract',
  'dc:description',
  'dcterms:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
  'itunes:subtitle',
]
const bodies = ['content:encoded', 'content', 'xhtml:body', 'body', 'fullitem', 'content:items']
const publications = [
  'pubdate',
  'published',
  'issued',
  'news:publication_date',
  'dcterms:issued',
  'dc:date',
  'dcterms:available',
  'atom:published',
  'created',
  'dcterms:created',
  'date',
]
const updates = ['updated', 'modified', 'dcterms:modified', 'atom:updated', 'lastmod']
const fullTexts = new Set(['description', 'summary', 'dc:description', 'itunes:summary'])
const longestList = 1_000
const categoryElements = [
  'category',
  'dc:subject',
  'dcterms:subject',
  'media:category',
  'itunes:category',
  'atom:category',
]
const keywordLists = ['itunes:keywords', 'media:keywords', 'news:keywords', 'keywords']

/** Reads one `<item>`, `<entry>` or `<url>` of any of the formats: their fields have the same few meanings. */
export function readEntry(entry: XmlElement, context: EntryContext): FeedEntry {
  const element = withNews(entry)
  const title = firstConstruct(element, titles, context.document)
  const published = readDate(element, publications, context)
  const updated = readDate(element, updates, context)
  const enclosures = readEnclosures(element)
  const source = sourceElement(element)
  return {
    guid: firstText(element, 'guid', 'id', 'dc:identifier') ?? attributeOf(element, 'rdf:about'),
    title: title && plainOf(title),
    titleHtml: title && taggedOf(title),
    url: pageAddress(element),
    ...readTexts(element, context.document),
    authors: authorsFor(element, source, context),
    published: published.iso,
    publishedRaw: published.raw,
    updated: updated.iso ?? instantOf(attributeOf(element, 'lastmod'), context),
    categories: readCategories(element),
    enclosures,
    imageUrl: readImage(element, enclosures),
    ...readSource(source, context.document),
    language: languageOf(element),
  }
}

/** A news sitemap keeps the fields of an entry one level down. */
function withNews(entry: XmlElement): XmlElement {
  const news = childrenNamed(entry, 'news:news')
  if (news.length === 0) return entry
  return { ...entry, children: [...entry.children, ...news.flatMap((element) => element.children)], index: null }
}

function languageOf(element: XmlElement): string | null {
  const publication = childrenNamed(element, 'news:publication')[0]
  const named = publication ? firstText(publication, 'news:language') : null
  return (named ?? firstText(element, 'language', 'dc:language') ?? element.language) || null
}

/** Some feeds have no body but two texts that differ: the one that comes first sums up, the other is then the body. */
function readTexts(element: XmlElement, document: XmlDocument): { summary: string | null; contentHtml: string | null } {
  const summary = firstConstruct(element, summaries, document)
  const body = firstConstruct(element, bodies, document)
  const texts = body ? [] : element.children.filter((child) => fullTexts.has(child.name) && hasContent(child))
  if (texts.length < 2) return { summary: summary && htmlOf(summary), contentHtml: body && htmlOf(body) }
  const [first, second] = distinct(texts.map((text) => htmlOf(readTextConstruct(text, document))))
  return { summary: first ?? null, contentHtml: second ?? null }
}

function readDate(element: XmlElement, names: readonly string[], context: EntryContext) {
  let raw: string | null = null
  for (const field of childrenNamed(element, ...names)) {
    const written = field.text.trim()
    if (written === '') continue
    raw ??= written
    const iso = instantOf(written, context)
    if (iso !== null) return { iso, raw: written }
  }
  return { iso: null, raw }
}

/** ISO 8601; a date without a clock counts from midnight UTC. */
export function instantOf(written: string | null, { notAfter, dayFirst }: EntryContext): string | null {
  if (written === null) return null
  const date = parseDate(written, { notAfter, fragments: true, ...(dayFirst === null ? {} : { dayFirst }) })
  if (!date) return null
  return date.precision === 'day' ? `${date.iso}T00:00:00Z` : date.iso
}

/** Its own authors, or else those of the feed that it was taken from, or else those of this feed. */
function authorsFor(element: XmlElement, source: XmlElement | null, { authors }: EntryContext): readonly string[] {
  const own = readAuthors(element)
  if (own.length > 0) return own
  const theirs = source ? readAuthors(source) : []
  return theirs.length > 0 ? theirs : authors
}

/** Of this entry and of the Media RSS group in it. */
function readCategories(element: XmlElement): readonly string[] {
  const holders = [element, ...childrenNamed(element, 'media:group')]
  const named = holders.flatMap((holder) => childrenNamed(holder, ...categoryElements)).slice(0, longestList)
  const lists = holders.flatMap((holder) => childrenNamed(holder, ...keywordLists)).slice(0, longestList)
  const words = lists.flatMap((list) => list.text.split(',', longestList))
  return distinct([...named.flatMap(categoryNames), ...words]).slice(0, longestList)
}

/** iTunes nests a narrower category in its wider one. */
function categoryNames(category: XmlElement): readonly (string | null)[] {
  const name =
    attributeOf(category, 'term') ??
    attributeOf(category, 'text') ??
    (category.text.trim() || attributeOf(category, 'label'))
  return [
    name === null ? null : plainText(name),
    ...childrenNamed(category, 'itunes:category').map((inner) => attributeOf(inner, 'text')),
  ]
}
