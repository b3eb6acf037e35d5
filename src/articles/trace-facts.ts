import type { ArticleState } from './repository-read.ts'

export interface TracedArticle {
  readonly id: string
  readonly url: string
  readonly title: string | null
  readonly publisher: string
  readonly state: ArticleState
  readonly stateCode: string | null
  readonly stateReason: string | null
  readonly attempts: number
  readonly nextScrapeAt: Date
  readonly scrapedAt: Date | null
  readonly clusteredAt: Date | null
  readonly eventAt: Date
  readonly firstSeenAt: Date
  /** Length of the newest version's text; null when there is no text. */
  readonly characters: number | null
}

export interface TracedEntry {
  readonly feedId: string
  readonly feed: string
  readonly publisher: string
  readonly title: string | null
  readonly firstSeenAt: Date
}

export interface TracedMembership {
  readonly storyId: string
  readonly headline: string | null
  readonly originalId: string | null
  readonly originalTitle: string | null
  readonly originalPublisher: string | null
  readonly copyKind: string | null
  readonly containment: number | null
}

export interface TracedEdition {
  readonly digest: string
  readonly localDate: string
  readonly builtAt: Date
  readonly stories: number
  /** Place of the story in the edition; null when the edition does not hold it. */
  readonly rank: number | null
}

/** A feed of the publisher that the address seems to belong to. */
export interface TracedFeed {
  readonly feedId: string
  readonly publisher: string
  readonly lastSuccessAt: Date | null
}

/** All that is stored about one address. */
export interface TraceFacts {
  readonly article: TracedArticle | null
  readonly entries: readonly TracedEntry[]
  readonly membership: TracedMembership | null
  readonly editions: readonly TracedEdition[]
  /** Looked up only for an address that no feed carried. */
  readonly publisherFeeds: readonly TracedFeed[]
}
