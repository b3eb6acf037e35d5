import type { CandidateFate } from '../digests/candidate.ts'
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

/** An edition that could have told the article's story. */
export interface TracedEdition {
  readonly digest: string
  readonly localDate: string
  readonly builtAt: Date
  /** Half-open: the edition takes what was first published within. */
  readonly windowFrom: Date
  readonly windowTo: Date
  /** How many it tells. */
  readonly stories: number
  /** Place of the article's story; null when the edition does not tell it. */
  readonly rank: number | null
  /** Place of the story that lists the article among its sources; null when none does. */
  readonly listedAt: number | null
  /** Stories of its window that had a rank; 0 of an edition that was made before candidates were kept. */
  readonly ranked: number
  /** The article's story as the edition judged it; null when its window did not bring that story. */
  readonly candidate: TracedCandidate | null
  readonly settings: TracedDigest
}

export interface TracedCandidate {
  readonly rank: number | null
  readonly fate: CandidateFate
  readonly admission: number
  /** Who took it out of the draft; null when nobody did. */
  readonly droppedBy: string | null
}

/** What the digest is set to: it may have been changed since an edition was made. */
export interface TracedDigest {
  readonly admission: number
  readonly languages: readonly string[]
  readonly publishers: readonly string[]
  readonly watches: readonly string[]
}

/** Which editions are asked about; null: any. */
export interface TraceQuestion {
  readonly digest: string | null
  readonly localDate: string | null
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
  readonly asked: TraceQuestion
  /** By date. */
  readonly editions: readonly TracedEdition[]
  /** Looked up only for an address that no feed carried. */
  readonly publisherFeeds: readonly TracedFeed[]
}
