/** An article as the copies-and-stories engine reads it. */
export interface ClusterArticle {
  readonly id: string
  readonly url: string
  readonly publisher: string
  readonly ownerGroup: string | null
  /** Event time: the only time the engine knows. An undated article takes the newest time seen so far. */
  readonly publishedAt: Date | null
  readonly title: string
  readonly text: string
  /** BCP 47 tag; null when nobody knows, then it is detected. */
  readonly language: string | null
}

/**
 * How a copy differs from its original: the same text; small edits on both sides; a part of the original; or the
 * original's text with more from elsewhere.
 */
export type CopyKind = 'identical' | 'light_edit' | 'cut' | 'merged'

export interface CopyVerdict {
  /** Never itself a copy. */
  readonly originalId: string
  /** Share of the smaller text's shingles, by weight, that the larger one holds: 0 to 1. */
  readonly containment: number
  readonly kind: CopyKind
  /** Name of the rule that accepted it. */
  readonly rule: string
}

/** Why an article went where it went, with every number that the decision read. */
export interface StoryDecision {
  /** `copy`, `join`, `new` or `restored`; `pinned` or `must-link` where an analyst had decided. */
  readonly rule: string
  /** Mean probability that the article and the story's likeliest reports tell one event; null where no story was compared. */
  readonly score: number | null
  readonly threshold: number | null
  /** Score minus threshold. */
  readonly margin: number | null
  /** Of an original what was read of the story's likeliest report, of a copy what was read of its original. */
  readonly features: Readonly<Record<string, number>>
  /** The reports of the story that were compared, likeliest first, of which the score is made; empty for a copy. */
  readonly reports: readonly { readonly articleId: string; readonly probability: number }[]
  /** The best story that was not joined; `reason` where an analyst's rule kept the article out of it. */
  readonly nearestRejected: {
    readonly storyId: string
    readonly score: number
    readonly reason?: 'cannot-link' | 'locked'
  } | null
}

export interface StoryMerge {
  readonly from: string
  readonly into: string
}

/** Where an article was put. Merges happen after the article joined, so `storyId` may name a story that one of them ends. */
export interface Assignment {
  readonly storyId: string
  readonly isNewStory: boolean
  readonly copyOf: CopyVerdict | null
  /** Where the terms that will lead to the article stand in its body vector: to be stored, for `restore`. Empty for a copy. */
  readonly indexTerms: readonly number[]
  readonly decision: StoryDecision
  readonly merges: readonly StoryMerge[]
}
