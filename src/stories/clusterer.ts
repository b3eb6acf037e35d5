import { featuresOf } from './article-features.ts'
import type { Assignment, ClusterArticle } from './cluster-article.ts'
import { LanguageLane } from './language-lane.ts'
import type { ClusterSettings } from './settings.ts'

export interface ClustererOptions {
  readonly settings: ClusterSettings
  /** Makes the id of a story that the article opens. Ids are never asked for twice for one article. */
  readonly newStoryId: (article: ClusterArticle) => string
}

/** A decision made earlier, as it was stored. */
export interface Placed {
  readonly storyId: string
  readonly originalId: string | null
}

/**
 * Puts articles, in the order in which they come, with the original they were copied from and the story they tell.
 *
 * - A copy is in the story of its original, and an original is never a copy.
 * - The same stream gives the same result; nothing is read but the articles.
 * - A story has one language.
 * - An article that was assigned before gets the same answer, as long as its story is open.
 */
export interface Clusterer {
  assign(article: ClusterArticle): Assignment
  /** Replays a stored decision: afterwards the clusterer decides as the one that made it. */
  restore(article: ClusterArticle, placed: Placed): void
  /** Replays a stored merge. Merges whose articles were restored under the kept id need no replay. */
  mergeStories(from: string, into: string): void
}

export function createClusterer(options: ClustererOptions): Clusterer {
  const lanes = new Map<string, LanguageLane>()
  let newest = -Infinity
  let sequence = 0

  const arrive = (article: ClusterArticle) => {
    const features = featuresOf(article, options.settings)
    let lane = lanes.get(features.language)
    if (!lane) lanes.set(features.language, (lane = new LanguageLane(options.settings)))
    const at = article.publishedAt?.getTime() ?? (newest === -Infinity ? 0 : newest)
    newest = Math.max(newest, at)
    return { lane, arrival: { articleId: article.id, features, at, sequence: sequence++ } }
  }
  const known = (article: ClusterArticle): Assignment | undefined => {
    for (const lane of lanes.values()) {
      const assignment = lane.assignmentOf(article.id)
      if (assignment) return assignment
    }
    return undefined
  }

  return {
    assign(article) {
      const before = known(article)
      if (before) return before
      const { lane, arrival } = arrive(article)
      return lane.assign(arrival, () => options.newStoryId(article))
    },
    restore(article, placed) {
      if (known(article)) return
      const { lane, arrival } = arrive(article)
      lane.restore(arrival, placed)
    },
    mergeStories(from, into) {
      for (const lane of lanes.values()) lane.merge(from, into)
    },
  }
}
