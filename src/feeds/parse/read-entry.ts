import { parseDate } from '../../text/dates.ts'
import { attributeOf, childrenNamed, distinct, firstText } from './element-fields.ts'
import { readEnclosures } from './enclosures.ts'
import type { FeedEntry } from './feed-document.ts'
import { pageAddress } from './links.ts'
import { htmlOf, plainOf, readTextConstruct, taggedOf, type TextConstruct } from './text-construct.ts'
import type { XmlDocument, XmlElement } from './xml-tree.ts'

/** What the entries of one feed are read with. */
export interface EntryContext {
  readonly document: XmlDocument
  /** Dates after it are refused. */
  readonly notAfter: Date
  /** Whether the feed's language writes the day before the month; null when that is unknown. */
  readonly dayFirst: boolean | null
}

const titles = ['title', 'dc:title', 'news:title', 'media:title', 'itunes:title']
const summaries = [
  'description',
  'summary',
  'abstract',
  'dc:description',
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
]
const updates = ['updated', 'modified', 'dcterms:modified', 'atom:updated', 'lastmod']
const authors = ['author', 'dc:creator', 'dc:author', 'atom:author', 'itunes:author']
const fullTexts = new Set(['description', 'summary', 'dc:description', 'itunes:summary'])
const longestName = 300
const keywordLists = ['itunes:keywords', 'media:keywords', 'news:keywords', 'keywords']

/** Reads one `<item>`, `<entry>` or `<url>` of any of the formats: their fields have the same few meanings. */
export function readEntry(entry: XmlElement, context: EntryContext): FeedEntry {
  const element = withNews(entry)
  const title = firstConstruct(element, titles, context.document)
  const published = readDate(element, publications, context)
  const updated = readDate(element, updates, context)
  return {
    guid: firstText(element, 'guid', 'id', 'dc:identifier') ?? attributeOf(element, 'rdf:about'),
    title: title && plainOf(title),
    titleHtml: title && taggedOf(title),
    url: pageAddress(element),
    ...readTexts(element, context.document),
    authors: distinct(childrenNamed(element, ...authors).map(authorOf)),
    published: published.iso,
    publishedRaw: published.raw,
    updated: updated.iso ?? instantOf(attributeOf(element, 'lastmod'), context),
    categories: readCategories(element),
    enclosures: readEnclosures(element),
    sourceName: sourceOf(element),
    language: languageOf(element),
  }
}

/** The first of those fields that says anything; Media RSS may hold its fields in a group. */
export function firstConstruct(
  element: XmlElement,
  names: readonly string[],
  document: XmlDocument,
): TextConstruct | null {
  const holders = [element, ...childrenNamed(element, 'media:group')]
  for (const field of holders.flatMap((holder) => childrenNamed(holder, ...names))) {
    if (!hasContent(field)) continue
    const construct = readTextConstruct(field, document)
    if (construct.text.trim() !== '') return construct
  }
  return null
}

/** A news sitemap keeps the fields of an entry one level down. */
function withNews(entry: XmlElement): XmlElement {
  const news = childrenNamed(entry, 'news:news')
  if (news.length === 0) return entry
  return { ...entry, children: [...entry.children, ...news.flatMap((element) => element.children)] }
}

function languageOf(element: XmlElement): string | null {
  const publication = childrenNamed(element, 'news:publication')[0]
  const named = publication ? firstText(publication, 'news:language') : null
  return named ?? firstText(element, 'language', 'dc:language') ?? element.language
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

const hasContent = (field: XmlElement): boolean => field.text.trim() !== '' || field.children.length > 0

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

function instantOf(written: string | null, { notAfter, dayFirst }: EntryContext): string | null {
  if (written === null) return null
  const date = parseDate(written, { notAfter, fragments: true, ...(dayFirst === null ? {} : { dayFirst }) })
  if (!date) return null
  return date.precision === 'day' ? `${date.iso}T00:00:00Z` : date.iso
}

/** An Atom person, or RSS's `mail (Name)` and `Name <mail>`: the name, or the address when there is no name. */
function authorOf(element: XmlElement): string | null {
  const person = firstText(element, 'name', 'atom:name') ?? firstText(element, 'email', 'atom:email', 'uri')
  const written = person ?? element.text.trim()
  if (written.length > longestName) return null
  const named = /^\S+@\S+\s+\((.+)\)$/.exec(written)?.[1] ?? /^([^<>]+?)\s*<[^<>]*@[^<>]*>$/.exec(written)?.[1]
  return (named ?? written).replace(/\s+/g, ' ')
}

function readCategories(element: XmlElement): readonly string[] {
  const named = childrenNamed(element, 'category', 'dc:subject', 'media:category', 'itunes:category', 'atom:category')
  const words = childrenNamed(element, ...keywordLists).flatMap((list) => list.text.split(','))
  return distinct([...named.flatMap(categoryNames), ...words])
}

/** iTunes nests a narrower category in its wider one. */
function categoryNames(category: XmlElement): readonly (string | null)[] {
  const name =
    attributeOf(category, 'term') ??
    attributeOf(category, 'text') ??
    (category.text.trim() || attributeOf(category, 'label'))
  return [name, ...childrenNamed(category, 'itunes:category').map((inner) => attributeOf(inner, 'text'))]
}

function sourceOf(element: XmlElement): string | null {
  const source = childrenNamed(element, 'source', 'atom:source', 'news:publication', 'dc:source')[0]
  if (!source) return null
  return firstText(source, 'title', 'atom:title', 'news:name') ?? (source.text.trim() || null)
}
