/** An article of a story as the brief engine reads it. */
export interface BriefArticle {
  readonly id: string
  readonly publisher: string
  readonly ownerGroup: string | null
  /** The article of the same story that this one is a copy of; null for an original. */
  readonly originalId: string | null
  readonly publishedAt: Date | null
  readonly title: string
  readonly text: string
  readonly url: string
  /** BCP 47 tag; null when nobody knows. */
  readonly language: string | null
}

/** A sentence of an article, shown word for word. */
export interface BriefSentence {
  readonly text: string
  readonly articleId: string
  /** Half-open span in Unicode code points of that article's text; what stands there is `text`. */
  readonly start: number
  readonly end: number
  /** Ids of all articles that say it, its own first. */
  readonly support: readonly string[]
  /** Distinct independent reports among them: copies of one original, and publishers of one owner, count once. */
  readonly publishers: number
}

export interface BriefSection {
  readonly heading: string
  readonly paragraphs: readonly (readonly BriefSentence[])[]
}

/** The text made from a story. Every sentence but headline and headings is tied to an article and a span. */
export interface Brief {
  readonly headline: string
  readonly headlineArticleId: string
  readonly standfirst: BriefSentence | null
  readonly lead: readonly BriefSentence[]
  readonly sections: readonly BriefSection[]
  /** The next best sentences that are not shown, best first, each fit to stand alone: what an editor may swap one for. */
  readonly candidates: readonly BriefSentence[]
}

/** All shown sentences in reading order. */
export function sentencesOf(brief: Brief): BriefSentence[] {
  const sections = brief.sections.flatMap((section) => section.paragraphs.flat())
  return [...(brief.standfirst ? [brief.standfirst] : []), ...brief.lead, ...sections]
}
