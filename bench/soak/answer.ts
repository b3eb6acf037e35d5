import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { PlannedFeed } from './farm-plan.ts'
import { articleText } from './farm-text.ts'
import type { Published } from './feed-life.ts'
import { writeFeed, type WrittenEntry } from './write-feed.ts'

/** An answer as data, or code that does what it likes to the connection. */
export type Answer =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Uint8Array
      /** The articles that stand in it, when it is a whole and readable feed. */
      readonly carries: readonly number[]
      /** When its Retry-After ends, in milliseconds since 1970. */
      readonly heldUntil?: number
      /** Sent in parts of so many characters, with pauses between them. */
      readonly drip?: { readonly size: number; readonly everyMs: number }
    }
  | ((response: ServerResponse) => void)

/** A request for a feed. */
export interface FeedRequest {
  readonly feed: PlannedFeed
  /** How many of this feed's requests came so far, this one included. */
  readonly count: number
  /** Whether it came to the second address of a feed that has moved. */
  readonly isMoved: boolean
  readonly headers: IncomingHttpHeaders
  readonly now: number
  /** What stands in the feed now, newest first. */
  readonly entries: readonly Published[]
  readonly home: string
  /** The address of an article's page. */
  readonly pageOf: (number: number) => string
}

export const plain = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body,
  carries: [],
})

/** The whole feed, whatever was asked. @param named how an entry stands in it */
export function wholeFeed(asked: FeedRequest, named: (entry: Published) => WrittenEntry = usualEntry(asked)) {
  const { feed, home, entries } = asked
  const written = entries.map(named)
  const { type, body } = writeFeed(feed.format, `Feed ${feed.index}`, home, written)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  return {
    status: 200,
    headers: { 'content-type': type, etag },
    body,
    carries: entries.map(({ number }) => number),
  } satisfies Answer
}

/** What a publisher without faults answers: the feed, or that it has not changed. */
export function honest(asked: FeedRequest, named?: (entry: Published) => WrittenEntry): Answer {
  const whole = wholeFeed(asked, named)
  const isKnown = asked.headers['if-none-match'] === whole.headers.etag
  return isKnown ? plain(304, '', { etag: whole.headers.etag }) : whole
}

export const usualEntry =
  (asked: FeedRequest) =>
  (entry: Published): WrittenEntry => ({
    guid: `entry-${asked.feed.index}-${entry.number}`,
    title: articleText(entry.number).title,
    link: asked.pageOf(entry.number),
    published: new Date(entry.bornAt),
  })
