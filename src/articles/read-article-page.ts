import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import { AppError, dispositionOf } from '../errors.ts'
import type { FetchedPage } from '../fetch/fetch-page.ts'
import type { ExtractedArticle } from './extract/extracted-article.ts'
import type { ReadPage } from './read-page.ts'
import { labelsOf } from './repository-labels.ts'
import { memoryOf } from './repository-memory.ts'
import type { PublisherRules, ReadStoredRules } from './stored-rules.ts'

export interface ReadArticleNeeds {
  readonly db: Queryable
  readonly clock: Clock
  readonly readPage: ReadPage
  readonly readRules: ReadStoredRules
  /** Whether pages are read with what the feeds say of them. */
  readonly feedLabels: boolean
  /** Whether pages are read with what other pages of their site have shown. */
  readonly siteMemory: boolean
}

/**
 * Reads an article's page with all that is known of it, or says why it cannot be read however often it is tried. The first
 * look and every later one read alike: a difference between them would look like the publisher's.
 */
export async function readArticlePage(
  article: PublisherRules & { readonly id: string },
  { body, contentType, url }: FetchedPage,
  needs: ReadArticleNeeds,
  signal: AbortSignal,
): Promise<ExtractedArticle | AppError> {
  const labels = await labelsOf(article.id, needs)
  const remembered = await memoryOf(url, needs)
  const context = { url, fetchedAt: needs.clock.now(), ...labels, ...remembered, rules: needs.readRules(article) }
  try {
    return await needs.readPage({ body, contentType, context }, signal)
  } catch (error) {
    if (error instanceof AppError && dispositionOf(error) === 'discard') return error
    throw error
  }
}
