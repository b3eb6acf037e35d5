import type { StoryCounts } from '../stories/counts.ts'

/**
 * A frozen edition: all that the mail, the text, the page and the files are rendered from. It is stored as JSON and
 * hashed, so everything in it is plain data; instants are ISO 8601 in UTC, days are YYYY-MM-DD.
 */
export interface EditionContent {
  readonly digest: string
  readonly localDate: string
  readonly zone: string
  /** Half-open: first published at or after `windowFrom` and before `windowTo`. */
  readonly windowFrom: string
  readonly windowTo: string
  readonly coverage: EditionCoverage
  /** In order of rank. */
  readonly stories: readonly EditionStory[]
}

/** What the edition could and could not see. */
export interface EditionCoverage {
  readonly feeds: number
  readonly feedsSeen: number
  readonly gaps: readonly {
    readonly publisher: string
    readonly feed: string
    readonly reason: string
    readonly since: string | null
  }[]
  /** Pages that were fetched or tried and gave no text. */
  readonly pagesUnread: number
}

export interface EditionStory {
  readonly rank: number
  readonly storyId: string
  /** `new` in this digest, or `developed` since the edition of `previousDate`. */
  readonly state: 'new' | 'developed'
  readonly previousDate: string | null
  /** Independent reports that came since that edition; 0 for a new story. */
  readonly newReports: number
  /** `full`: with sections where the evidence carries them; `short`: standfirst and lead; `line`: one sentence. */
  readonly form: 'full' | 'short' | 'line'
  readonly language: string
  readonly headline: string
  readonly counts: StoryCounts
  readonly standfirst: EditionSentence | null
  readonly lead: readonly EditionSentence[]
  readonly sections: readonly {
    readonly heading: string
    readonly paragraphs: readonly (readonly EditionSentence[])[]
  }[]
  readonly sources: readonly EditionSource[]
  /** What the rank was made of, each already weighted; their sum orders the stories. */
  readonly components: Readonly<Record<string, number>>
}

export interface EditionSentence {
  readonly text: string
  readonly articleId: string
  readonly versionId: string
  /** Half-open span of code points in the version's text. */
  readonly start: number
  readonly end: number
  /** Numbers of the sources that support it, its own among them, ascending. */
  readonly sources: readonly number[]
  /** Only one independent publisher stands behind it. */
  readonly single: boolean
}

/** An original report; its copies hang below it and are not counted as independent. */
export interface EditionSource {
  readonly number: number
  readonly articleId: string
  readonly publisher: string
  readonly title: string
  /** The title cut for the list of sources. */
  readonly cutTitle: string
  readonly url: string
  readonly publishedAt: string
  readonly language: string
  readonly copies: readonly EditionCopy[]
}

export interface EditionCopy {
  readonly articleId: string
  readonly publisher: string
  readonly title: string
  readonly cutTitle: string
  readonly url: string
  readonly publishedAt: string
  readonly kind: 'identical' | 'light_edit' | 'cut' | 'merged'
  /** Share of the copy's text that is the original's, 0 to 1. */
  readonly containment: number
}

/** All sentences of a story in reading order. */
export function sentencesOfStory({ standfirst, lead, sections }: EditionStory): readonly EditionSentence[] {
  return [...(standfirst ? [standfirst] : []), ...lead, ...sections.flatMap(({ paragraphs }) => paragraphs.flat())]
}
