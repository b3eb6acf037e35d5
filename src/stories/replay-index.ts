import type { Queryable } from '../db/database.ts'
import { type Clusterer, type ClustererOptions, createClusterer } from './clusterer.ts'
import { openSince } from './open-since.ts'
import { readFeatures } from './repository-features.ts'
import type { ReplayState } from './replay-state.ts'
import type { ClusterSettings } from './settings.ts'

/** Articles put back at once: their features are in memory together. */
const STEP = 500

/**
 * Builds an index from where articles stand in a replay.
 * @param articleIds in the order of the stream
 * @param onStep called between two readings with how many are in place; what it throws ends the building
 */
export async function buildReplayIndex(
  db: Queryable,
  state: ReplayState,
  articleIds: readonly string[],
  options: ClustererOptions,
  onStep: (done: number) => void,
): Promise<Clusterer> {
  const clusterer = createClusterer(options)
  for (let from = 0; from < articleIds.length; from += STEP) {
    onStep(from)
    const step = articleIds.slice(from, from + STEP)
    const featured = await readFeatures(db, step, options.settings)
    for (const articleId of step) {
      const place = state.places.get(articleId)
      const known = featured.get(articleId)
      const storyId = state.replayed.storyOf(articleId)
      if (!place || !known || storyId === null) continue
      const { publishedAt, originalId } = place
      const indexTerms = place.indexTerms ?? known.indexTerms
      clusterer.restore({ id: articleId, publishedAt, features: known.features }, { storyId, originalId, indexTerms })
    }
  }
  onStep(articleIds.length)
  return clusterer
}

/** The articles of all stories that are open in a replay, in the order of the stream. O(articles). */
export function openArticles(state: ReplayState, settings: ClusterSettings): readonly string[] {
  const newestOf = new Map<string, number>()
  let newest = -Infinity
  for (const { articleId, publishedAt } of state.places.values()) {
    const storyId = state.replayed.storyOf(articleId) ?? ''
    newestOf.set(storyId, Math.max(newestOf.get(storyId) ?? -Infinity, publishedAt.getTime()))
    newest = Math.max(newest, publishedAt.getTime())
  }
  const since = openSince(newest, settings)
  return [...state.places.keys()].filter(
    (articleId) => (newestOf.get(state.replayed.storyOf(articleId) ?? '') ?? -Infinity) >= since,
  )
}
