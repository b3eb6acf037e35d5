import type { Queryable } from '../db/database.ts'
import { type ArticleFeatures, featuresOf } from './article-features.ts'
import { listClusterArticles } from './explain-state.ts'
import { loadFeatures } from './repository-features.ts'
import type { ClusterSettings } from './settings.ts'

export interface ReplayedFeatures {
  readonly features: ArticleFeatures
  /** Null where they are not stored, or were stored under settings that make other features. */
  readonly indexTerms: readonly number[] | null
}

/**
 * Features by which a replay places articles: stored ones where they were made by the same settings, else those of the
 * first version's text. Nothing is stored. Articles without any text are missing from the answer.
 */
export async function replayFeatures(
  db: Queryable,
  articleIds: readonly string[],
  settings: ClusterSettings,
): Promise<ReadonlyMap<string, ReplayedFeatures>> {
  const found = new Map<string, ReplayedFeatures>(await loadFeatures(db, articleIds, settings))
  const missing = articleIds.filter((articleId) => !found.has(articleId))
  if (missing.length === 0) return found
  for (const article of await listClusterArticles(db, missing)) {
    found.set(article.id, { features: featuresOf(article, settings), indexTerms: null })
  }
  return found
}
