import type { ArticleFeatures } from './article-features.ts'

/** An article as it reaches its lane. */
export interface Arrival {
  readonly articleId: string
  readonly features: ArticleFeatures
  /** Event time in milliseconds since 1970. */
  readonly at: number
  /** Place in the stream. */
  readonly sequence: number
}

/** A decision made earlier, as it was stored. */
export interface Placed {
  readonly storyId: string
  readonly originalId: string | null
  /** The terms that lead to the article, as its assignment told; chosen by the present frequencies when it is left out. */
  readonly indexTerms?: readonly number[] | null
}
