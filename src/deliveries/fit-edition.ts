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
 * is left out, and the footer is no part of it. Measures O(log stories) times: shorter stories never make a longer mail.
 */
export function fitEdition(
  view: EditionView,
  bytesOf: (view: EditionView) => number,
  budget = BUDGET_BYTES,
): FittedEdition {
  const order = givingWay(view)
  const after = (count: number) => order.slice(0, count).reduce(withShorter, view)
  const fits = (count: number) => bytesOf(after(count)) <= budget
  if (fits(0)) return { view, shortened: 0 }
  let [tooFew, enough] = [0, order.length]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (fits(middle)) enough = middle
    else tooFew = middle
  }
  return { view: after(enough), shortened: enough }
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
