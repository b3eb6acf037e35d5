import { type EditionCopy, type EditionSource, type EditionStory, sentencesOfStory } from './edition.ts'

/** Sources with a row of their own, besides those that a sentence is taken from. */
const LISTED = { full: 8, short: 4, line: 2 } as const
const LISTED_COPIES = { full: 2, short: 1, line: 1 } as const

export interface ListedSource {
  readonly source: EditionSource
  readonly copies: readonly EditionCopy[]
  /** Copies that are only named. */
  readonly furtherCopies: readonly EditionCopy[]
}

export interface ListedSources {
  readonly listed: readonly ListedSource[]
  /** Sources that are only named, with the numbers by which the sentences name them. */
  readonly further: readonly EditionSource[]
}

/**
 * Which sources of a story get a row with link and time, so that an event that everybody reports does not make the
 * mail too large: the first ones and all that a sentence is taken from; of the copies the first.
 */
export function listSources(story: EditionStory): ListedSources {
  const quoted = new Set(sentencesOfStory(story).map(({ articleId }) => articleId))
  const isQuoted = ({ articleId, copies }: EditionSource) =>
    quoted.has(articleId) || copies.some((copy) => quoted.has(copy.articleId))
  const isListed = (source: EditionSource, i: number) => i < LISTED[story.form] || isQuoted(source)
  return {
    listed: story.sources.filter(isListed).map((source) => listCopies(source, LISTED_COPIES[story.form], quoted)),
    further: story.sources.filter((source, i) => !isListed(source, i)),
  }
}

function listCopies(source: EditionSource, most: number, quoted: ReadonlySet<string>): ListedSource {
  const isListed = ({ articleId }: EditionCopy, i: number) => i < most || quoted.has(articleId)
  return {
    source,
    copies: source.copies.filter(isListed),
    furtherCopies: source.copies.filter((copy, i) => !isListed(copy, i)),
  }
}
