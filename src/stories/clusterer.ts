import type { AnalystRules } from './analyst-rules.ts'
import type { Placed } from './arrival.ts'
import { type ArticleFeatures, featuresOf } from './article-features.ts'
import type { Assignment, ClusterArticle } from './cluster-article.ts'
import { LanguageLane } from './language-lane.ts'
import type { ClusterSettings } from './settings.ts'

/** An article whose features were made elsewhere, by the same settings: its text is not needed any more. */
export interface FeaturedArticle extends Pick<ClusterArticle, 'id' | 'publishedAt'> {
  readonly features: ArticleFeatures
}

export interface ClustererOptions {
  readonly settings: ClusterSettings
  /** Makes the id of a story that the article opens. Ids are never asked for twice for one article. */
  newStoryId(article: Pick<ClusterArticle, 'id' | 'publishedAt'>): string
}

/**
 * Puts articles, in the order in which they come, with the original they were copied from and the story they tell.
 *
 * - A copy is in the story of its original, and an original is never a copy.
 * - The same stream gives the same result; nothing is read but the articles, their features and the rules.
 * - A story has one language.
 * - An article that was assigned before gets the same answer, as long as its story is open; of all but the newest 10,000
 *   only the story is known.
 */
export interface Clusterer {
  assign(article: ClusterArticle | FeaturedArticle): Assignment
  /** Replays a stored decision: afterwards the clusterer decides as the one that made it. */
  restore(article: ClusterArticle | FeaturedArticle, placed: Placed): void
  /** Replays a stored merge, whatever the rules. Merges whose articles were restored under the kept id need no replay. */
  mergeStories(from: string, into: string): void
  /**
   * Puts articles of open stories into a story, whatever the rules; it is opened when it is not known, and a story left
   * empty disappears. A copy that parts from its original, moved or left behind, becomes an original: that needs its
   * features, without which nothing can be compared with it until the clusterer is built anew.
   */
  moveArticles(articleIds: readonly string[], storyId: string, features?: ReadonlyMap<string, ArticleFeatures>): void
  /** What analysts have decided, from now on; it moves nothing that is placed already. */
  setRules(language: string, rules: AnalystRules): void
}

export function createClusterer(options: ClustererOptions): Clusterer {
  const lanes = new Map<string, LanguageLane>()
  let newest = -Infinity
  let sequence = 0

  const laneOf = (language: string): LanguageLane => {
    let lane = lanes.get(language)
    if (!lane) lanes.set(language, (lane = new LanguageLane(options.settings)))
    return lane
  }
  const arrive = (article: ClusterArticle | FeaturedArticle) => {
    const features = 'features' in article ? article.features : featuresOf(article, options.settings)
    const at = article.publishedAt?.getTime() ?? (newest === -Infinity ? 0 : newest)
    newest = Math.max(newest, at)
    return { lane: laneOf(features.language), arrival: { articleId: article.id, features, at, sequence: sequence++ } }
  }
  const known = (articleId: string): Assignment | undefined => {
    for (const lane of lanes.values()) {
      const assignment = lane.assignmentOf(articleId)
      if (assignment) return assignment
    }
    return undefined
  }

  return {
    assign(article) {
      const before = known(article.id)
      if (before) return before
      const { lane, arrival } = arrive(article)
      return lane.assign(arrival, () => options.newStoryId(article))
    },
    restore(article, placed) {
      if (known(article.id)) return
      const { lane, arrival } = arrive(article)
      lane.restore(arrival, placed)
    },
    mergeStories(from, into) {
      for (const lane of lanes.values()) lane.merge(from, into)
    },
    moveArticles(articleIds, storyId, features = new Map()) {
      for (const lane of lanes.values()) {
        if (lane.holdsAny(articleIds)) lane.move(articleIds, storyId, features)
      }
    },
    setRules(language, rules) {
      laneOf(language).setRules(rules)
    },
  }
}
