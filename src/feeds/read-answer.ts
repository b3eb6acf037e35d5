import { createHash } from 'node:crypto'
import { AppError, messageOf } from '../errors.ts'
import { botWallOf } from '../fetch/bot-wall.ts'
import type { FetchedPage } from '../fetch/fetch-page.ts'
import { retryAfterOf } from '../fetch/retry-after.ts'
import type { FailedOutcome, PollOrder, UnchangedOutcome } from './feed.ts'
import { permanentAddress } from './moved-address.ts'
import type { FeedDocument } from './parse/feed-document.ts'
import type { FeedContext } from './parse/parse-feed.ts'
import { faultOfCode, faultOfStatus, type PollFault } from './poll-fault.ts'

/** An answer that is a feed, read. */
export interface Reading {
  readonly kind: 'document'
  readonly page: FetchedPage
  /** Null when the same bytes would not mean the same entries. */
  readonly bodyHash: string | null
  readonly document: FeedDocument
  readonly at: Date
}

/** Validators older than this are not sent: a server that answers 304 without looking is found out within a day. */
const VALIDATORS_LAST_MS = 86_400_000

/**
 * The validators of the last reading (RFC 9110 13.1), or none where a 304 would prove nothing: after a failure, since the
 * document must be read again to know that it can be; once a day; and of servers whose 304s were untrue.
 */
export function validatorsToSend(order: PollOrder, now: Date): { etag: string | null; lastModified: string | null } {
  const isFresh = order.lastReadAt !== null && now.getTime() - order.lastReadAt.getTime() < VALIDATORS_LAST_MS
  const areBelieved = isFresh && order.failures === 0 && !order.ignoresValidators
  return areBelieved ? { etag: order.etag, lastModified: order.lastModified } : { etag: null, lastModified: null }
}

/** Failures that are the document's and not ours. */
const documentCodes = new Set(['FEED_UNREADABLE', 'FEED_TOO_SLOW', 'FEED_TOO_LARGE'])

/** What an answer to a poll is: a document, the same as before, or a failure with its weight. */
export async function readAnswer(
  order: PollOrder,
  page: FetchedPage,
  now: Date,
  parse: (bytes: Uint8Array, context: FeedContext) => Promise<FeedDocument>,
): Promise<Reading | UnchangedOutcome | FailedOutcome> {
  if (page.status === 304) return notModified(order, page, now)
  const wall = botWallOf(page)
  if (wall !== null)
    return failed(page, now, 'soft', 'BOT_WALL', `${page.url} answered with a wall against robots: ${wall}`)
  if (page.status !== 200) {
    const { status } = page
    return failed(page, now, faultOfStatus(status), `HTTP_${status}`, `${page.url} answered ${status}`)
  }
  const bodyHash = createHash('sha256').update(page.body).digest('hex')
  if (bodyHash === order.bodyHash) return unchanged(order, page)
  try {
    const document = await parse(page.body, { contentType: page.contentType, url: page.url, now })
    return { kind: 'document', page, bodyHash, document, at: now }
  } catch (error) {
    if (!(error instanceof AppError) || !documentCodes.has(error.code)) throw error
    return failed(page, now, faultOfCode(error.code), error.code, messageOf(error))
  }
}

/** A fetch that brought no answer. */
export const failedFetch = (error: AppError): FailedOutcome => ({
  kind: 'failed',
  fault: faultOfCode(error.code),
  httpStatus: null,
  code: error.code,
  reason: messageOf(error),
  retryAt: null,
})

/** The address that answered when it is another, and where permanent redirects lead. */
export const trailOf = (order: PollOrder, page: FetchedPage) => ({
  httpStatus: page.status,
  redirectedTo: page.url === order.url ? null : page.url,
  movedTo: permanentAddress(page.redirects),
})

function notModified(order: PollOrder, page: FetchedPage, now: Date): UnchangedOutcome | FailedOutcome {
  const { etag, lastModified } = validatorsToSend(order, now)
  if (etag !== null || lastModified !== null) return unchanged(order, page)
  const reason = `${page.url} answered 304 Not Modified although it was asked for the whole feed`
  return failed(page, now, 'soft', 'NOT_MODIFIED_UNASKED', reason)
}

const unchanged = (order: PollOrder, page: FetchedPage): UnchangedOutcome => ({
  kind: 'unchanged',
  ...trailOf(order, page),
})

const failed = (page: FetchedPage, now: Date, fault: PollFault, code: string, reason: string): FailedOutcome => ({
  kind: 'failed',
  fault,
  httpStatus: page.status,
  code,
  reason,
  retryAt: retryAfterOf(page.retryAfter, now),
})
