import type { LineageMember } from './lineage-time.ts'

/** A member of a story, with what its facts are made from. Times and credit are those of `LineageMember`. */
export interface FactMember extends LineageMember {
  readonly eventAt: Date
  readonly title: string
  readonly url: string
  readonly section: string | null
  readonly language: string
  /** The beginning of the text, some hundred words. */
  readonly head: string
  /** Characters of the whole text. */
  readonly length: number
  /** Null where the article is no copy. */
  readonly originalId: string | null
  /** The member that its group of copies took the text from; itself where it is the source or nobody copied it. */
  readonly sourceId: string
}

/** What a story is called, where and when it happened. */
export interface StoryFacts {
  readonly leadArticleId: string
  readonly leadRule: LeadRule
  readonly headline: string
  readonly headlineArticleId: string
  readonly place: StoryPlace | null
  readonly firstSeenAt: Date
  readonly firstPublished: FirstPublished
  readonly peak: Peak
}

/** Why an article leads; `for_want_of_better` when no member is a whole report. */
export type LeadRule = 'earliest' | 'agency' | 'longest' | 'for_want_of_better'

export interface StoryPlace {
  readonly name: string
  /** Independent reports that name it. */
  readonly reports: number
}

/** An instant, or only a day (YYYY-MM-DD), or nothing where no publisher gave a time. */
export interface FirstPublished {
  readonly at: Date | null
  readonly day: string | null
}

/** The hour in which most independent reports began. */
export interface Peak {
  readonly reports: number
  readonly from: Date
}
