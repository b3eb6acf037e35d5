import type { FetchedPage } from '../fetch/fetch-page.ts'
import { canonicalUrl } from './canonical-url.ts'

/** What a page is asked with again, so that it may answer that nothing has changed. */
export interface PageValidators {
  readonly etag: string | null
  readonly lastModified: string | null
}

/**
 * The validators of an answer for asking `address` again. None when another address gave the answer: a validator says
 * something only of the address that it came from (RFC 9110 8.8).
 */
export function validatorsOf(page: FetchedPage, address: string): PageValidators {
  if (canonicalUrl(page.url) !== address) return { etag: null, lastModified: null }
  return { etag: page.etag, lastModified: page.lastModified }
}
