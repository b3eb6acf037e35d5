import { AppError, messageOf } from '../errors.ts'
import { botWallOf } from '../fetch/bot-wall.ts'
import type { FetchedPage, Redirect } from '../fetch/fetch-page.ts'
import { type CharsetEvidence, decodeFeed } from '../text/charset.ts'
import { type CheckedEntry, checkEntries, entryOddities } from './check-entries.ts'
import { addressesToTry, type Discovery, discoverFeeds } from './discover.ts'
import type { DiscoveryPorts } from './discover-search.ts'
import { FEED_TYPES, MAX_FEED_BYTES } from './feed-request.ts'
import { parseFeed } from './parse/parse-feed.ts'

/** The whole trail of one address, from the request to the entries. */
export interface FeedCheck {
  readonly url: string
  /** What the origin's robots.txt says, which a feed named by an operator need not obey; null when it cannot be read. */
  readonly isAllowed: boolean | null
  /** Null when none came. */
  readonly answer: CheckedAnswer | null
  readonly feed: CheckedFeed | null
  /** Why it cannot be read as a feed; null when it can. */
  readonly failure: { readonly code: string; readonly reason: string } | null
  readonly conditional: ConditionalCheck | null
  /** What discovery finds at an address that is no feed. */
  readonly found: Discovery | null
}

export interface CheckedAnswer {
  /** The address that answered, after the redirects. */
  readonly url: string
  readonly redirects: readonly Redirect[]
  readonly status: number
  /** Those that matter to polling, by names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** After decompression. */
  readonly bytes: number
}

export interface CheckedFeed {
  readonly format: string
  readonly encoding: string
  readonly encodingKnownBy: CharsetEvidence
  readonly title: string | null
  readonly link: string | null
  readonly language: string | null
  readonly selfUrl: string | null
  readonly hubs: readonly string[]
  readonly ttlMinutes: number | null
  readonly entries: readonly CheckedEntry[]
  /** Addresses that an index of sitemaps lists. */
  readonly sitemaps: readonly string[]
  /** Sentences. */
  readonly oddities: readonly string[]
}

/** What a second request with the validators of the first was answered with. */
export interface ConditionalCheck {
  readonly etag: string | null
  readonly lastModified: string | null
  /** 304 where it knows conditional requests; null when no answer came, for `problem`. */
  readonly status: number | null
  readonly problem: string | null
}

const shownHeaders = [
  'content-type',
  'content-encoding',
  'etag',
  'last-modified',
  'cache-control',
  'expires',
  'age',
  'retry-after',
  'server',
]

/**
 * Looks at one address as a poll would see it, and keeps all there is to know; asks a second time with the validators of the
 * first answer, and looks for feeds where the address is none.
 *
 * @param address without a scheme https is tried, then http
 * @throws UsageError when the address cannot be one of a site
 */
export async function checkFeed(address: string, ports: DiscoveryPorts): Promise<FeedCheck> {
  const addresses = addressesToTry(address)
  let check: FeedCheck | null = null
  for (const url of addresses) {
    check = await checkAddress(url, ports)
    if (check.answer) break
  }
  if (!check) throw new Error('there was no address to check')
  return maySearch(check) ? { ...check, found: await discoverFeeds(check.url, ports) } : check
}

/** A server in trouble or behind a wall is not asked for more. */
const maySearch = ({ feed, answer, failure }: FeedCheck): boolean =>
  feed === null && answer !== null && answer.status < 500 && answer.status !== 429 && failure?.code !== 'BOT_WALL'

async function checkAddress(url: string, ports: DiscoveryPorts): Promise<FeedCheck> {
  const isAllowed = await askRobots(url, ports)
  const check = { url, isAllowed, answer: null, feed: null, failure: null, conditional: null, found: null }
  try {
    if (isAllowed !== true) await ports.turn(url, ports.signal)
    const page = await ports.fetchPage(url, { accept: FEED_TYPES, maxBytes: MAX_FEED_BYTES, signal: ports.signal })
    const answered = { ...check, answer: answerOf(page) }
    const wall = botWallOf(page)
    if (wall !== null) {
      const reason = `${page.url} answered with a wall against robots: ${wall}`
      return { ...answered, failure: { code: 'BOT_WALL', reason } }
    }
    if (page.status !== 200) {
      const reason = `${page.url} answered ${page.status}`
      return { ...answered, failure: { code: `HTTP_${page.status}`, reason } }
    }
    return await readPage(answered, page, ports)
  } catch (error) {
    return { ...check, failure: failureOf(error, ports.signal) }
  }
}

async function askRobots(url: string, { mayFetch, signal }: DiscoveryPorts): Promise<boolean | null> {
  try {
    return await mayFetch(url, signal)
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error
    return null
  }
}

async function readPage(check: FeedCheck, page: FetchedPage, ports: DiscoveryPorts): Promise<FeedCheck> {
  try {
    const feed = await readFeed(page, ports.now)
    return { ...check, feed, conditional: await askAgain(page, ports) }
  } catch (error) {
    return { ...check, failure: failureOf(error, ports.signal) }
  }
}

/** Failures of the network and of the document are findings; anything else is a bug. */
function failureOf(error: unknown, signal: AbortSignal): { code: string; reason: string } {
  if (!(error instanceof AppError) || signal.aborted) throw error
  return { code: error.code, reason: messageOf(error) }
}

function answerOf({ url, redirects, status, headers, body }: FetchedPage): CheckedAnswer {
  const shown = shownHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]))
  return { url, redirects, status, headers: Object.fromEntries(shown), bytes: body.length }
}

async function readFeed({ body, contentType, url }: FetchedPage, now: Date): Promise<CheckedFeed> {
  const document = await parseFeed(body, { contentType, url, now, crossCheck: true })
  const { format, encoding, title, link, language, selfUrl, hubs, ttlMinutes } = document
  const entries = checkEntries(document, url)
  const known = { encoding, encodingKnownBy: decodeFeed(body, contentType).declaredBy }
  const ofEntries = format === 'sitemap-index' ? [] : entryOddities(entries)
  const oddities = [...document.oddities, ...mislabelled(contentType), ...ofEntries]
  const sitemaps = document.sitemaps.map((sitemap) => sitemap.url)
  return { format, ...known, title, link, language, selfUrl, hubs, ttlMinutes, entries, sitemaps, oddities }
}

const mislabelled = (contentType: string | null): readonly string[] => {
  if (contentType === null) return ['the answer has no content-type']
  return /xml|json|rss|atom/i.test(contentType) ? [] : [`the answer calls itself ${contentType}, which is no feed`]
}

async function askAgain(page: FetchedPage, ports: DiscoveryPorts): Promise<ConditionalCheck | null> {
  const { etag, lastModified } = page
  if (etag === null && lastModified === null) return null
  try {
    const { signal } = ports
    await ports.turn(page.url, signal)
    const again = await ports.fetchPage(page.url, {
      accept: FEED_TYPES,
      etag,
      lastModified,
      maxBytes: MAX_FEED_BYTES,
      signal,
    })
    return { etag, lastModified, status: again.status, problem: null }
  } catch (error) {
    return { etag, lastModified, status: null, problem: failureOf(error, ports.signal).reason }
  }
}
