import { AppError } from '../../errors.ts'
import { decodeFeed } from '../../text/charset.ts'
import { describeDrift, longestSecondReading, readSecondOpinion } from './cross-check.ts'
import { countEntryTags } from './entry-count.ts'
import type { FeedDocument, FeedFormat } from './feed-document.ts'
import { readJsonFeed } from './read-json-feed.ts'
import { readXmlFeed } from './read-xml-feed.ts'
import { describeShortage } from './shortage.ts'
import { cleanText } from './stray-characters.ts'
import { whatCameInstead } from './what-came-instead.ts'
import type { XmlDocument } from './xml-element.ts'
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

/**
 * Reads a feed, wherever.
 * @throws AppError as `parseFeed`; `FEED_TOO_SLOW` or `FEED_TOO_LARGE` (discard) when reading takes longer or more than it may
 */
export type ParseFeed = (bytes: Uint8Array, context: FeedContext, signal: AbortSignal) => Promise<FeedDocument>

const dayInMilliseconds = 86_400_000
const rssParserReads: ReadonlySet<FeedFormat> = new Set(['rss', 'atom', 'rdf'])

/**
 * Reads a feed of any format, however damaged: RSS 0.9x to 2.0, Atom 0.3 and 1.0, JSON Feed, CDF, news sitemaps and sitemap
 * indexes. Entries that the text opens and the reader does not find are looked for with rss-parser; what stays missing is
 * said in `oddities`. Linear in the size of the document.
 *
 * @throws AppError FEED_UNREADABLE (retry) when the bytes are no feed; the message says what they are
 */
export async function parseFeed(bytes: Uint8Array, context: FeedContext): Promise<FeedDocument> {
  const decoded = decodeFeed(bytes, context.contentType)
  const { text, oddities } = cleanText(decoded.text)
  const notAfter = new Date(context.now.getTime() + dayInMilliseconds)
  const feed = readJsonFeed(text, { feedUrl: context.url, notAfter }) ?? (await readXml(text, context, notAfter))
  if (!feed) throw unreadable(text, bytes.length, context)
  return { ...feed, encoding: decoded.encoding, oddities: [...oddities, ...feed.oddities] }
}

type Reading = Omit<FeedDocument, 'encoding'>

async function readXml(text: string, context: FeedContext, notAfter: Date): Promise<Reading | null> {
  const tree = readXmlTree(text, context.url)
  const feed = readXmlFeed(tree, notAfter)
  if (!feed) return null
  const expected = Math.max(tree.entries.length, countEntryTags(text, feed.format))
  const isShort = tree.entries.length < expected
  const limits = describeLimits(tree)
  const shortage = describeShortage(expected, feed.entries.length + feed.sitemaps.length)
  const isAsked = (isShort || context.crossCheck === true) && rssParserReads.has(feed.format)
  if (!isAsked) return { ...feed, oddities: [...limits, ...shortage] }
  if (limits.length > 0 || text.length > longestSecondReading) {
    return {
      ...feed,
      oddities: [...limits, ...shortage, 'the text is too long or too deep to be read again by rss-parser'],
    }
  }
  const second = await readSecondOpinion(text, context.url, notAfter)
  const entries = isShort && second && second.length > feed.entries.length ? second : feed.entries
  const drift = second ? describeDrift(entries, second) : null
  return {
    ...feed,
    entries,
    oddities: [...describeShortage(expected, entries.length), ...(drift === null ? [] : [drift])],
  }
}

const describeLimits = ({ isTooDeep, isCut }: XmlDocument): readonly string[] => [
  ...(isTooDeep ? ['tags are nested deeper than 100: their text was read, their structure was not'] : []),
  ...(isCut ? ['the text holds more entries or tags than a feed can have: its end was not read'] : []),
]

function unreadable(text: string, size: number, { url, contentType }: FeedContext): AppError {
  const came = whatCameInstead(text)
  return new AppError('FEED_UNREADABLE', `could not read a feed at ${url}: ${came} came instead`, {
    disposition: 'retry',
    details: { url, came, contentType, bytes: size },
  })
}
