import { decodeHtml } from '../text/charset.ts'
import { extractArticle } from './extract/extract-article.ts'
import type { ExtractedArticle, PageContext } from './extract/extracted-article.ts'

/** A page as it came over the wire. */
export interface PageToRead {
  readonly body: Uint8Array
  /** The answer's `Content-Type`, which may name the character set. */
  readonly contentType: string | null
  readonly context: PageContext
}

/**
 * Reads a page as an article.
 * @throws AppError `PAGE_TOO_SLOW` or `PAGE_TOO_LARGE` (discard) when reading takes longer or more memory than it may
 */
export type ReadPage = (page: PageToRead, signal: AbortSignal) => Promise<ExtractedArticle>

/** Decodes and extracts on the caller's thread. */
export const readPage = ({ body, contentType, context }: PageToRead): ExtractedArticle =>
  extractArticle(decodeHtml(body, contentType).text, context)
