import type { FoundBy } from './extract/extracted-article.ts'
import type { PublisherRules } from './stored-rules.ts'

/** What is known of an article before its page was fetched. */
export interface NewArticle {
  /** Cleaned address; see `canonicalUrl`. */
  readonly url: string
  readonly publisherId: string
  readonly roundId: string | null
  readonly title: string | null
  readonly publishedAt: Date | null
  readonly language: string | null
}

/** An article whose page is to be fetched. */
export interface ArticleToScrape extends PublisherRules {
  readonly id: string
  readonly canonicalUrl: string
  readonly title: string | null
  readonly publishedAt: Date | null
  readonly firstSeenAt: Date
  readonly language: string | null
  readonly attempts: number
  readonly slotAt: Date | null
  /** Whether its publisher's robots.txt is asked. */
  readonly robotsPolicy: 'obey' | 'ignore'
}

/** The text of an article as captured now, before it has a number. */
export interface CapturedVersion {
  readonly title: string
  readonly standfirst: string | null
  readonly authors: readonly string[]
  readonly agencyCredit: string | null
  readonly section: string | null
  readonly siteName: string | null
  readonly language: string | null
  readonly text: string
  readonly textHash: string
  /** Where on its page the text was found; null when it was imported. */
  readonly foundBy: FoundBy | null
  /** The text with its markup, cleaned, for reading. */
  readonly html: string | null
}

/** Why an article has no text: a stable code and a sentence. */
export interface ScrapeFailure {
  readonly code: string
  readonly reason: string
}
