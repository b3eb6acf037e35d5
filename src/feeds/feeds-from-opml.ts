import { LONGEST_ADDRESS } from '../articles/canonical-url.ts'
import type { FeedToWatch } from './feed.ts'
import type { OpmlOutline } from './opml.ts'

/** A feed of a list, with what Wirefold itself has written about it there. */
export interface ListedFeed extends FeedToWatch {
  /** Its own interval; null: that of its rhythm. */
  readonly intervalSeconds: number | null
  /** Why it is paused; null while it is polled. */
  readonly pausedBecause: string | null
}

/** An outline that cannot be watched. */
export interface RefusedOutline {
  readonly title: string | null
  /** As written, which may be nothing. */
  readonly address: string
  readonly reason: string
}

export interface OpmlFeeds {
  readonly feeds: readonly ListedFeed[]
  readonly refused: readonly RefusedOutline[]
}

const LEAST_INTERVAL_SECONDS = 60
const MOST_INTERVAL_SECONDS = 86_400

/**
 * The feeds of an OPML file. Its publisher is the one that Wirefold's own attribute names, else the host of its home
 * page: several feeds of one site are one publisher, whatever their titles. Outlines without an address that can be polled
 * are given apart.
 */
export function feedsFromOpml(outlines: readonly OpmlOutline[]): OpmlFeeds {
  const feeds = new Map<string, ListedFeed>()
  const refused: RefusedOutline[] = []
  for (const outline of outlines) {
    const { title, xmlUrl } = outline
    const url = feedAddress(xmlUrl)
    const reason = `expected an address that begins with http:// or https://, of ${LONGEST_ADDRESS} characters at most`
    if (url === null) refused.push({ title, address: xmlUrl, reason })
    else feeds.set(url, joined(feeds.get(url), feedOf(outline, url)))
  }
  return { feeds: [...feeds.values()], refused }
}

/** An address as readers write it (`feed:` before it, in the wrong case …) made one that can be polled; null when it is none. */
export function feedAddress(written: string): string | null {
  const address = written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:(?=\/\/)/i, 'http:')
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  url.hash = ''
  return url.href.length > LONGEST_ADDRESS ? null : url.href
}

function feedOf(outline: OpmlOutline, url: string): ListedFeed {
  const homeUrl = outline.htmlUrl === null ? null : feedAddress(outline.htmlUrl)
  return {
    url,
    title: outline.title,
    publisher: outline.publisher ?? new URL(homeUrl ?? url).host.replace(/^www\./, ''),
    ownerGroup: outline.ownerGroup,
    homeUrl,
    tags: outline.tags,
    intervalSeconds: intervalOf(outline.interval),
    pausedBecause: outline.pausedBecause,
  }
}

/** Two spellings of one address are one feed with the tags of both. */
const joined = (known: ListedFeed | undefined, feed: ListedFeed): ListedFeed =>
  known ? { ...known, tags: [...new Set([...known.tags, ...feed.tags])] } : feed

function intervalOf(written: string | null): number | null {
  const seconds = /^\d{1,9}$/.test(written ?? '') ? Number(written) : null
  return seconds !== null && seconds >= LEAST_INTERVAL_SECONDS && seconds <= MOST_INTERVAL_SECONDS ? seconds : null
}
