import type { EditionContent, EditionStory } from '../digests/edition.ts'

/** Bytes of encoded HTML that a mail should and may have: clients cut a mail off behind about 102 KB. */
export const BUDGET_BYTES = 75 * 1024
export const MOST_BYTES = 95 * 1024

export interface FittedEdition {
  readonly content: EditionContent
  /** Stories that are told shorter in the mail than in the frozen edition. */
  readonly shortened: number
}

/**
 * The edition as its mail can hold it. Too long a one gives way from its end: the short briefs keep one sentence each, the
 * last first, then the stories at length lose their sections, but never the first. What is frozen stays as it is, no story
 * is left out, and the footer is no part of it.
 */
export function fitEdition(
  content: EditionContent,
  bytesOf: (content: EditionContent) => number,
  budget = BUDGET_BYTES,
): FittedEdition {
  let fitted = content
  let shortened = 0
  for (const story of givingWay(content)) {
    if (bytesOf(fitted) <= budget) break
    const shorter = shorten(story)
    fitted = { ...fitted, stories: fitted.stories.map((one) => (one.rank === story.rank ? shorter : one)) }
    shortened += 1
  }
  return { content: fitted, shortened }
}

function givingWay({ stories }: EditionContent): readonly EditionStory[] {
  const briefs = stories.filter(({ form, lead }) => form === 'short' && lead.length > 1)
  const full = stories.filter(({ form }) => form === 'full').slice(1)
  return [...briefs.toReversed(), ...full.toReversed()]
}

function shorten(story: EditionStory): EditionStory {
  if (story.form === 'full') return { ...story, form: 'short', sections: [] }
  return { ...story, lead: story.standfirst === null ? story.lead.slice(0, 1) : [] }
}
