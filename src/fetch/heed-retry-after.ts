import type { Clock } from '../clock.ts'
import type { FetchedPage } from './fetch-page.ts'
import type { Pace } from './host-pace.ts'
import { retryAfterOf } from './retry-after.ts'

/**
 * With 429 and 503 a host asks for mercy as a whole, and not only for the address that was asked for. To be called while the
 * request still has its permit, so that nobody else starts one in between.
 */
export async function heedRetryAfter(page: FetchedPage, pace: Pace, clock: Clock): Promise<void> {
  const until = page.status === 429 || page.status === 503 ? retryAfterOf(page.retryAfter, clock.now()) : null
  if (until) await pace.hold(page.url, until)
}
