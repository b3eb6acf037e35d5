import { parseDate } from '../../text/dates.ts'
import { resolveAddress, resolveHtml } from './addresses.ts'
import { distinct } from './element-fields.ts'
import type { Enclosure, FeedDocument, FeedEntry } from './feed-document.ts'
import { findJsonItems, isList, isObject, type JsonObject } from './json-items.ts'
import { readJsonText, type JsonText, type JsonValue } from './json-text.ts'
import { describeShortage, mostEntries } from './shortage.ts'
import { escapeHtml, plainText } from './text-construct.ts'

/** Where a JSON feed came from and which dates are possible. */
export interface JsonContext {
  readonly feedUrl: string
  readonly notAfter: Date
}

interface Defaults extends JsonContext {
  /** Those of the feed, who wrote every item that names nobody (JSON Feed 1.1). */
  readonly authors: readonly string[]
}

const longestPrelude = 2_000
const objectStart = /\{\s*"/y
/** Anything but the tags of a warning that a broken page puts first. */
const markup = /<(?!\/?(?:b|br|i|p|div|font)\b)[a-z!?]/i

/**
 * Reads JSON Feed 1.0 and 1.1 (jsonfeed.org), also when the text is damaged or something stands before it; null when it is
 * JSON of another kind or none.
 */
export function readJsonFeed(text: string, context: JsonContext): Omit<FeedDocument, 'encoding'> | null {
  const before = preludeOf(text)
  if (before === null || markup.test(before) || !/"items"|jsonfeed\.org\/version/.test(text)) return null
  const inside = text.slice(before.length)
  const json = readJsonText(inside)
  const found = findJsonItems(inside, json)
  if (!found) return null
  const { feed, items } = found
  const authors = authorsOf(feed)
  return {
    format: 'json',
    title: stringOf(feed.get('title')),
    titleHtml: null,
    link: addressIn(feed.get('home_page_url'), context),
    language: stringOf(feed.get('language')),
    ttlMinutes: null,
    hubs: distinct(objectsIn(feed.get('hubs')).map((hub) => stringOf(hub.get('url')))),
    selfUrl: addressIn(feed.get('feed_url'), context),
    entries: items.slice(0, mostEntries).map((item) => readItem(item, { ...context, authors })),
    sitemaps: [],
    oddities: [
      ...describeDamage(before, json),
      ...describeShortage(found.expected, Math.min(items.length, mostEntries)),
    ],
  }
}

/** What stands before the first object of JSON: mostly nothing. */
function preludeOf(text: string): string | null {
  objectStart.lastIndex = text.slice(0, longestPrelude).indexOf('{')
  return objectStart.lastIndex >= 0 && objectStart.test(text) ? text.slice(0, text.indexOf('{')) : null
}

function describeDamage(before: string, json: JsonText): readonly string[] {
  const { guesses, isCut, isTooDeep } = json
  return [
    ...(before.trim() === '' ? [] : [`${before.trim().length} characters before the JSON were passed over`]),
    ...(guesses === 0 ? [] : [`the JSON is damaged: ${guesses} places were read by guess`]),
    ...(isCut ? ['the JSON ends before its last bracket'] : []),
    ...(isTooDeep ? ['brackets are nested deeper than 100: what stands in them was left out'] : []),
  ]
}

function readItem(item: JsonObject, context: Defaults): FeedEntry {
  const html = stringOf(item.get('content_html'))
  const text = stringOf(item.get('content_text'))
  const summary = stringOf(item.get('summary'))
  const title = stringOf(item.get('title'))
  const id = item.get('id')
  const authors = authorsOf(item)
  return {
    guid: typeof id === 'number' ? String(id) : stringOf(id),
    title: title === null ? null : plainText(title),
    titleHtml: null,
    url: addressIn(item.get('url'), context) ?? addressIn(item.get('external_url'), context),
    summary: summary === null ? null : escapeHtml(summary),
    contentHtml: html !== null ? resolveHtml(html, context.feedUrl) : text !== null ? escapeHtml(text) : null,
    authors: authors.length > 0 ? authors : context.authors,
    published: dateIn(item.get('date_published'), context),
    publishedRaw: stringOf(item.get('date_published')),
    updated: dateIn(item.get('date_modified'), context),
    categories: distinct(listOf(item.get('tags')).map(stringOf)),
    enclosures: objectsIn(item.get('attachments')).flatMap((attachment) => enclosureOf(attachment, context)),
    imageUrl: addressIn(item.get('image'), context) ?? addressIn(item.get('banner_image'), context),
    sourceName: null,
    sourceUrl: null,
    language: stringOf(item.get('language')),
  }
}

function enclosureOf(attachment: JsonObject, context: JsonContext): readonly Enclosure[] {
  const url = addressIn(attachment.get('url'), context)
  const size = attachment.get('size_in_bytes')
  if (url === null) return []
  return [{ url, type: stringOf(attachment.get('mime_type')), length: typeof size === 'number' ? size : null }]
}

/** JSON Feed 1.0 has one `author`, 1.1 a list of `authors`. */
const authorsOf = (holder: JsonObject): readonly string[] =>
  distinct(
    [...objectsIn(holder.get('authors')), ...objectsIn([holder.get('author') ?? null])].map((author) =>
      stringOf(author.get('name')),
    ),
  )

function dateIn(value: JsonValue | undefined, { notAfter }: JsonContext): string | null {
  const written = stringOf(value)
  const date = written === null ? null : parseDate(written, { notAfter })
  if (!date) return null
  return date.precision === 'day' ? `${date.iso}T00:00:00Z` : date.iso
}

const addressIn = (value: JsonValue | undefined, { feedUrl }: JsonContext): string | null =>
  resolveAddress(stringOf(value) ?? '', feedUrl)

const stringOf = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : [])

const objectsIn = (value: JsonValue | undefined): readonly JsonObject[] => listOf(value).filter(isObject)
