import { parseDate } from '../../text/dates.ts'
import { resolveAddress, resolveHtml } from './addresses.ts'
import { distinct } from './element-fields.ts'
import type { Enclosure, FeedDocument, FeedEntry } from './feed-document.ts'
import { escapeHtml, plainText } from './text-construct.ts'

type Json = Readonly<Record<string, unknown>>

/** Where a JSON feed came from and which dates are possible. */
export interface JsonContext {
  readonly feedUrl: string
  readonly notAfter: Date
}

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org); null when the text is JSON of another kind or none. */
export function readJsonFeed(text: string, context: JsonContext): Omit<FeedDocument, 'encoding' | 'oddities'> | null {
  const feed = parseObject(text)
  if (!feed || !Array.isArray(feed['items'])) return null
  const items = feed['items'].filter(isObject)
  const hubs = arrayOf(feed['hubs']).map((hub) => stringOf(hub['url']))
  return {
    format: 'json',
    title: stringOf(feed['title']),
    titleHtml: null,
    link: addressIn(feed['home_page_url'], context),
    language: stringOf(feed['language']),
    ttlMinutes: null,
    hubs: distinct(hubs),
    selfUrl: addressIn(feed['feed_url'], context),
    entries: items.map((item) => readItem(item, context)),
  }
}

function readItem(item: Json, context: JsonContext): FeedEntry {
  const html = stringOf(item['content_html'])
  const text = stringOf(item['content_text'])
  const summary = stringOf(item['summary'])
  const title = stringOf(item['title'])
  return {
    guid: typeof item['id'] === 'number' ? String(item['id']) : stringOf(item['id']),
    title: title === null ? null : plainText(title),
    titleHtml: null,
    url: addressIn(item['url'], context) ?? addressIn(item['external_url'], context),
    summary: summary === null ? null : escapeHtml(summary),
    contentHtml: html !== null ? resolveHtml(html, context.feedUrl) : text !== null ? escapeHtml(text) : null,
    authors: distinct(
      [...arrayOf(item['authors']), ...arrayOf([item['author']])].map((author) => stringOf(author['name'])),
    ),
    published: dateIn(item['date_published'], context),
    publishedRaw: stringOf(item['date_published']),
    updated: dateIn(item['date_modified'], context),
    categories: distinct(listOf(item['tags']).map(stringOf)),
    enclosures: arrayOf(item['attachments']).flatMap((attachment) => enclosureOf(attachment, context)),
    sourceName: null,
    language: stringOf(item['language']),
  }
}

function enclosureOf(attachment: Json, context: JsonContext): readonly Enclosure[] {
  const url = addressIn(attachment['url'], context)
  const size = attachment['size_in_bytes']
  if (url === null) return []
  return [{ url, type: stringOf(attachment['mime_type']), length: typeof size === 'number' ? size : null }]
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function dateIn(value: unknown, { notAfter }: JsonContext): string | null {
  const written = stringOf(value)
  const date = written === null ? null : parseDate(written, { notAfter })
  if (!date) return null
  return date.precision === 'day' ? `${date.iso}T00:00:00Z` : date.iso
}

const addressIn = (value: unknown, { feedUrl }: JsonContext): string | null =>
  resolveAddress(stringOf(value) ?? '', feedUrl)

const stringOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const arrayOf = (value: unknown): readonly Json[] => listOf(value).filter(isObject)
