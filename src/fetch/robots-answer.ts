import { AppError, dispositionOf, messageOf } from '../errors.ts'
import { cacheLifetime } from './cache-lifetime.ts'
import type { FetchedPage } from './fetch-page.ts'
import { retryAfterOf } from './retry-after.ts'

/** What came of asking for a robots.txt. `body` is null when there is no such file: then all is allowed. */
export type RobotsAnswer =
  | { readonly kind: 'settled'; readonly body: string | null; readonly expiresAt: Date }
  | { readonly kind: 'unknown'; readonly reason: string; readonly retryAt: Date | null }

const MINUTE_MS = 60_000
/** RFC 9309 2.4 lets a file be kept a day at most. */
const LONGEST_KEPT_MS = 1_440 * MINUTE_MS
/** Asked for before every page, the file would double the requests: a shorter life than this is not believed. */
const SHORTEST_KEPT_MS = 10 * MINUTE_MS

/**
 * Reads an answer by its status (RFC 9309 2.3.1). Too Many Requests says nothing about the file, so it counts as a
 * failure of the server and not, like other 4xx, as a sign that there is none.
 */
export function readRobotsAnswer(page: FetchedPage, now: Date): RobotsAnswer {
  if (page.status === 429 || page.status >= 500) {
    const reason = `${page.url} answered ${page.status}`
    return { kind: 'unknown', reason, retryAt: retryAfterOf(page.retryAfter, now) }
  }
  const isFile = page.status >= 200 && page.status < 300
  const expiresAt = new Date(now.getTime() + lifetimeMs(page.headers, now))
  return { kind: 'settled', body: isFile ? textOf(page.body) : null, expiresAt }
}

/**
 * Reads a fetch that failed. What may pass leaves the rules unknown. An endless redirect means that there is no file
 * (2.3.1.2); so does one into a private network, since the page itself is guarded all the same.
 */
export function readRobotsFailure(error: AppError, now: Date): RobotsAnswer {
  if (error.code === 'TOO_MANY_REDIRECTS' || dispositionOf(error) === 'discard') {
    return { kind: 'settled', body: null, expiresAt: new Date(now.getTime() + LONGEST_KEPT_MS) }
  }
  return { kind: 'unknown', reason: messageOf(error), retryAt: null }
}

/** UTF-8 by RFC 9309 2.3, without the mark at its beginning. Postgres keeps no NUL. */
const textOf = (body: Uint8Array): string => new TextDecoder('utf-8').decode(body).replaceAll('\0', '')

function lifetimeMs(headers: FetchedPage['headers'], now: Date): number {
  const seconds = cacheLifetime(headers, now)
  return seconds === null ? LONGEST_KEPT_MS : Math.max(SHORTEST_KEPT_MS, Math.min(seconds * 1_000, LONGEST_KEPT_MS))
}
