import type { Clock } from '../clock.ts'
import { AppError, LaterError } from '../errors.ts'
import type { FetchedPage, FetchPage } from '../fetch/fetch-page.ts'
import { heedRetryAfter } from '../fetch/heed-retry-after.ts'
import type { Pace } from '../fetch/host-pace.ts'
import { isFetchFailure } from '../fetch/is-fetch-failure.ts'
import type { Robots } from '../fetch/robots.ts'
import { findForbidden } from './find-forbidden.ts'

/** An article whose page is asked for. */
export interface PageToFetch {
  readonly canonicalUrl: string
  /** Whether its publisher's robots.txt is asked. */
  readonly robotsPolicy: 'obey' | 'ignore'
  /** The slot that an earlier run was given by the host's pace. */
  readonly slotAt: Date | null
  /** Validators of the page as last read: with them the answer may be 304. */
  readonly etag?: string | null
  readonly lastModified?: string | null
}

export interface FetchArticlePageNeeds {
  readonly clock: Clock
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly robots: Robots
}

const MAX_PAGE_BYTES = 8 * 1024 * 1024
/** A job that must wait for longer than this is left to the sweep, which finds the article by its time. */
const LONGEST_DELAY_MS = 60_000

/**
 * The answer to an article's address, or why there is none: robots.txt forbids it, or the fetch failed.
 * @param keepSlot stores the slot when the host's turn is too far off to wait for
 * @throws LaterError when it is not this page's turn yet, and whatever fails of the store
 */
export async function fetchArticlePage(
  article: PageToFetch,
  keepSlot: (slot: Date) => Promise<void>,
  needs: FetchArticlePageNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | AppError> {
  const { canonicalUrl: url, slotAt: held } = article
  const forbidden = await findForbidden(article, url, needs.robots, signal)
  if (forbidden) return forbidden
  return needs.pace.take({ url, held, keep: keepSlot, signal }, () => request(article, needs, signal))
}

async function request(
  article: PageToFetch,
  needs: FetchArticlePageNeeds,
  signal: AbortSignal,
): Promise<FetchedPage | AppError> {
  try {
    const page = await needs.fetchPage(article.canonicalUrl, {
      accept: 'text/html, application/xhtml+xml;q=0.9',
      etag: article.etag ?? null,
      lastModified: article.lastModified ?? null,
      maxBytes: MAX_PAGE_BYTES,
      signal,
      async onRedirect(to, fetchSignal) {
        const forbidden = await findForbidden(article, to, needs.robots, fetchSignal)
        if (forbidden) throw forbidden
      },
    })
    await heedRetryAfter(page, needs.pace, needs.clock)
    return page
  } catch (error) {
    if (signal.aborted || !(isFetchFailure(error) || isForbidden(error))) throw error
    return error
  }
}

const isForbidden = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'ROBOTS_DISALLOWED'

/**
 * The wait of hours that an error asks for, to be noted with the article instead of being kept in the queue; null for any
 * other error. The pace's own slots are noted already.
 */
export function longWaitOf(error: unknown, now: Date): LaterError | null {
  if (!(error instanceof LaterError) || error.code === 'HOST_PACE') return null
  return error.notBefore.getTime() - now.getTime() > LONGEST_DELAY_MS ? error : null
}
