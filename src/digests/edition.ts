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
  /** When it was to be sent; null of one that was made outside of the schedule. */
  readonly dueAt: string | null
  /** Local date of the digest's edition before; null for the first. */
  readonly since: string | null
  /** `late`: made well after it was due; `incomplete`: made although fewer feeds had been seen than its digest asks for. */
  readonly notices: readonly EditionNotice[]
  /** What the desk says on top; null where it says nothing. */
  readonly note: string | null
  readonly coverage: EditionCoverage
  /** Stories of the window that are not told, and the first of them by rank. */
  readonly leftOut: number
  readonly nearest: string | null
  readonly corrections: readonly EditionCorrection[]
  /** In order of rank. */
  readonly stories: readonly EditionStory[]
}

export type EditionNotice = 'late' | 'incomplete'

/** A passage that an earlier edition of the digest quoted, and that its publisher has changed since. */
export interface EditionCorrection {
  /** Local date of the latest edition that quoted it. */
  readonly editionDate: string
  readonly storyId: string
  readonly headline: string
  readonly publisher: string
  readonly url: string
  readonly articleId: string
  readonly language: string
  /** The sentence as it was quoted. */
  readonly quoted: string
  /** The sentence that stands in its place; null where it was taken out. */
  readonly now: string | null
  /** Numbers of the versions, for the difference between the two. */
  readonly fromVersion: number
  readonly toVersion: number
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

/** `new`: not told before; `developed`: told before, and there is more; `unchanged`: reported again with nothing new in it. */
export type StoryState = 'new' | 'developed' | 'unchanged'

export interface EditionStory {
  readonly rank: number
  readonly storyId: string
  /** Against the editions of this digest: what a subscriber was sent of it is in the overlay of the delivery. */
  readonly state: StoryState
  readonly previousDate: string | null
  /** Independent reports that came since that edition; 0 for a new story. */
  readonly newReports: number
  /** Figures and names that the edition of `previousDate` did not have; none for a new story. */
  readonly newFigures: readonly string[]
  readonly newNames: readonly string[]
  /** What the desk says of it; null where it says nothing. */
  readonly note: string | null
  /** `full`: with sections where the evidence carries them; `short`: standfirst and lead; `line`: one sentence. */
  readonly form: 'full' | 'short' | 'line'
  readonly language: string
  readonly headline: string
  /** Who wrote the headline where it is no title of a source. */
  readonly headlineBy?: RewordedBy
  readonly counts: StoryCounts
  readonly standfirst: EditionSentence | null
  readonly lead: readonly EditionSentence[]
  readonly sections: readonly {
    readonly heading: string
    /** Who wrote the heading where the brief did not. */
    readonly headingBy?: RewordedBy
    readonly paragraphs: readonly (readonly EditionSentence[])[]
  }[]
  /** Figures that independent reports state differently; editions frozen before these were looked for have none. */
  readonly differing?: readonly EditionDifference[]
  readonly sources: readonly EditionSource[]
  /** What the rank was made of, each already weighted; their sum orders the stories. */
  readonly components: Readonly<Record<string, number>>
}

/** Who wrote words that stand in no source: an editor, or the writer that the operator has set up. */
type RewordedBy = Rewording['by']

/** Words that are shown in the place of a passage; they were checked against it. */
export interface Rewording {
  readonly text: string
  readonly by: 'desk' | 'writer'
}

export interface EditionSentence {
  /** The passage, word for word; the proof of what is shown. */
  readonly text: string
  readonly rewording?: Rewording
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

/** A figure that independent reports state differently. */
export interface EditionDifference {
  /** What is counted, in English, as it stands behind "the": `number of people killed`. */
  readonly what: string
  /** Plural, in English; null for a count. */
  readonly unit: string | null
  readonly values: readonly EditionFigure[]
}

export interface EditionFigure {
  readonly value: number
  /** In digits and English words, without the unit: `41 million`. */
  readonly shown: string
  /** Where it stands, once for each independent report. */
  readonly passages: readonly EditionPassage[]
}

export interface EditionPassage {
  readonly articleId: string
  readonly versionId: string
  /** Half-open span of code points in the version's text: the sentence with the figure. */
  readonly start: number
  readonly end: number
  readonly publisher: string
  /** The number of the source that it is, or is a copy of. */
  readonly source: number
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
  /** The publisher says that one must subscribe to read it. */
  readonly subscription?: boolean
  readonly copies: readonly EditionCopy[]
}

export interface EditionCopy {
  readonly articleId: string
  readonly publisher: string
  readonly title: string
  readonly cutTitle: string
  readonly url: string
  readonly publishedAt: string
  readonly subscription?: boolean
  readonly kind: 'identical' | 'light_edit' | 'cut' | 'merged'
  /** Share of the copy's text that is the original's, 0 to 1. */
  readonly containment: number
}

/** What a reader sees of a sentence: its rewording where there is one. */
export const shownText = ({ text, rewording }: EditionSentence): string => rewording?.text ?? text

/** Who wrote something in the edition that stands in no source. */
export const rewordersOf = ({ stories }: EditionContent): ReadonlySet<RewordedBy> =>
  new Set(
    stories
      .flatMap((story) => [
        story.headlineBy,
        ...story.sections.map(({ headingBy }) => headingBy),
        ...sentencesOfStory(story).map(({ rewording }) => rewording?.by),
      ])
      .filter((by) => by !== undefined),
  )

/** All sentences of a story in reading order. */
export function sentencesOfStory({
  standfirst,
  lead,
  sections,
}: Pick<EditionStory, 'standfirst' | 'lead' | 'sections'>): readonly EditionSentence[] {
  return [...(standfirst ? [standfirst] : []), ...lead, ...sections.flatMap(({ paragraphs }) => paragraphs.flat())]
}

/** The versions that a story's sentences and figures stand in. */
export const versionsOfStory = (story: EditionStory): readonly string[] => [
  ...sentencesOfStory(story).map(({ versionId }) => versionId),
  ...(story.differing ?? []).flatMap(({ values }) =>
    values.flatMap(({ passages }) => passages.map(({ versionId }) => versionId)),
  ),
]
