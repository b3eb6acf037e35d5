import type { EditionStory } from '../digests/edition.ts'
import { type EditionGroups, type EditionView, storiesOf } from '../digests/edition-view.ts'

/** Bytes of encoded HTML that a mail should and may have: clients cut a mail off behind about 102 KB. */
export const BUDGET_BYTES = 75 * 1024
export const MOST_BYTES = 95 * 1024

export interface FittedEdition {
  readonly view: EditionView
  /** Stories that are told shorter in the mail than in the frozen edition. */
  readonly shortened: number
}

/**
 * The edition as its mail can hold it. Too long a one gives way from its end: the short briefs keep one sentence each, the
 * last first, then the stories at length lose their sections, but never the first. What is frozen stays as it is, no story
 * is left out, and the footer is no part of it.
 */
export function fitEdition(
  view: EditionView,
  bytesOf: (view: EditionView) => number,
  budget = BUDGET_BYTES,
): FittedEdition {
  let fitted = view
  let shortened = 0
  for (const story of givingWay(view)) {
    if (bytesOf(fitted) <= budget) break
    fitted = withShorter(fitted, story)
    shortened += 1
  }
  return { view: fitted, shortened }
}

function givingWay(view: EditionView): readonly EditionStory[] {
  const told = storiesOf(view).filter(({ state }) => state !== 'unchanged')
  const briefs = told.filter(({ form, lead }) => form === 'short' && lead.length > 1)
  const full = told.filter(({ form }) => form === 'full').slice(1)
  return [...briefs.toReversed(), ...full.toReversed()]
}

function withShorter(view: EditionView, story: EditionStory): EditionView {
  const shorter = shorten(story)
  const replace = (stories: readonly EditionStory[]) => stories.map((one) => (one === story ? shorter : one))
  const groups: EditionGroups = {
    ...view.groups,
    new: replace(view.groups.new),
    developed: replace(view.groups.developed),
  }
  return { ...view, groups }
}

function shorten(story: EditionStory): EditionStory {
  if (story.form === 'full') return { ...story, form: 'short', sections: [] }
  return { ...story, lead: story.standfirst === null ? story.lead.slice(0, 1) : [] }
}
