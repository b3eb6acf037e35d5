import { AppError } from '../../errors.ts'
import { decodeFeed } from '../../text/charset.ts'
import { countEntryTags, describeDrift, readSecondOpinion } from './cross-check.ts'
import type { FeedDocument } from './feed-document.ts'
import { readJsonFeed } from './read-json-feed.ts'
import { readXmlFeed } from './read-xml-feed.ts'
import { cleanText } from './stray-characters.ts'
import { whatCameInstead } from './what-came-instead.ts'
import { readXmlTree } from './xml-tree.ts'

/** What is known of a feed apart from its bytes. */
export interface FeedContext {
  /** The HTTP header as it came. */
  readonly contentType: string | null
  /** The address that the bytes came from, after redirects: the base of relative addresses. */
  readonly url: string
  /** Dates more than a day later are refused. */
  readonly now: Date
  /** Also read the feed with rss-parser and note a difference among the oddities. */
  readonly crossCheck?: boolean
}

interface Reading extends Omit<FeedDocument, 'encoding' | 'oddities'> {
  readonly oddities: readonly string[]
}

const dayInMilliseconds = 86_400_000

/**
 * Reads a feed of any format, however damaged: RSS 0.9x to 2.0, Atom 0.3 and 1.0, JSON Feed, CDF, news sitemaps. Entries
 * that the text opens and the reader does not find are looked for with rss-parser; what stays missing is said in `oddities`.
 * Linear in the size of the document.
 *
 * @throws AppError FEED_UNREADABLE (retry) when the bytes are no feed; the message says what they are
 */
export async function parseFeed(bytes: Uint8Array, context: FeedContext): Promise<FeedDocument> {
  const decoded = decodeFeed(bytes, context.contentType)
  const { text, oddities } = cleanText(decoded.text)
  const notAfter = new Date(context.now.getTime() + dayInMilliseconds)
  const reading = readJson(text, context.url, notAfter) ?? (await readXml(text, context, notAfter))
  if (!reading) throw unreadable(text, bytes.length, context)
  return { ...reading, encoding: decoded.encoding, oddities: [...oddities, ...reading.oddities] }
}

function readJson(text: string, feedUrl: string, notAfter: Date): Reading | null {
  const feed = /^\s*\{/.test(text) ? readJsonFeed(text, { feedUrl, notAfter }) : null
  return feed && { ...feed, oddities: [] }
}

async function readXml(text: string, context: FeedContext, notAfter: Date): Promise<Reading | null> {
  const tree = readXmlTree(text, context.url)
  const feed = readXmlFeed(tree, notAfter)
  if (!feed) return null
  const depth = tree.isTooDeep ? ['tags are nested deeper than 100: their text was read, their structure was not'] : []
  const expected = Math.max(tree.entryCount, feed.format === 'sitemap' ? 0 : countEntryTags(text))
  const isShort = tree.entryCount < expected
  if (!isShort && context.crossCheck !== true) return { ...feed, oddities: depth }
  const second = await readSecondOpinion(text, context.url, notAfter)
  const entries = isShort && second && second.length > feed.entries.length ? second : feed.entries
  const drift = second ? describeDrift(entries, second) : null
  return {
    ...feed,
    entries,
    oddities: [...depth, ...shortage(expected, entries.length), ...(drift === null ? [] : [drift])],
  }
}

const shortage = (expected: number, read: number): readonly string[] =>
  read < expected ? [`the text holds ${expected} items, ${read} could be read`] : []

function unreadable(text: string, size: number, { url, contentType }: FeedContext): AppError {
  const came = whatCameInstead(text)
  return new AppError('FEED_UNREADABLE', `could not read a feed at ${url}: ${came} came instead`, {
    disposition: 'retry',
    details: { url, came, contentType, bytes: size },
  })
}
