import type { EditionStory } from '../edition.ts'
import type { Draft } from './draft.ts'

type Form = EditionStory['form']

const LENGTH = { line: 0, short: 1, full: 2 } as const satisfies Record<Form, number>
/** As many as an edition is composed with. */
const MOST_FULL = 3

/**
 * The draft with its stories in this order, ranked anew. Readers get the long stories first, so a story that a desk has
 * put before another is told in a form at least as long as that one's, with the text that it has. Of those in full the
 * first three stay so; the sections of the others are shelved until there is room again. In the order in which they were
 * composed all stories have the form that they were composed in.
 */
export function inOrder(draft: Draft, ordered: readonly EditionStory[]): Draft {
  const forms = formsOf(draft, ordered)
  const shelved: Record<string, EditionStory['sections']> = {}
  const stories = ordered.map((story, i): EditionStory => {
    const form = forms[i] ?? story.form
    const sections = sectionsOf(draft, story)
    const isShelved = form !== 'full' && sections.length > 0
    if (isShelved) shelved[story.storyId] = sections
    return { ...story, rank: i + 1, form, sections: isShelved ? [] : sections }
  })
  return {
    ...draft,
    shelved: { ...shelvedOfDropped(draft, ordered), ...shelved },
    content: { ...draft.content, stories },
  }
}

/** All sections of a story, those that are shelved at the moment too. */
export const sectionsOf = ({ shelved }: Draft, { storyId, sections }: EditionStory): EditionStory['sections'] =>
  shelved[storyId] ?? sections

function shelvedOfDropped({ shelved }: Draft, ordered: readonly EditionStory[]): Draft['shelved'] {
  const told = new Set(ordered.map(({ storyId }) => storyId))
  return Object.fromEntries(Object.entries(shelved).filter(([storyId]) => !told.has(storyId)))
}

function formsOf({ composed }: Draft, ordered: readonly EditionStory[]): readonly Form[] {
  const origin = new Map(composed.map(({ storyId, rank, form }) => [storyId, { rank, form }]))
  let full = 0
  return ordered.map(({ storyId, form: current }, i) => {
    const own = origin.get(storyId) ?? { rank: i + 1, form: current }
    const overtaken = ordered
      .slice(i + 1)
      .flatMap((later) => origin.get(later.storyId) ?? [])
      .filter(({ rank }) => rank < own.rank)
    const form = overtaken.reduce((longest, one) => (LENGTH[one.form] > LENGTH[longest] ? one.form : longest), own.form)
    if (form === 'full') full += 1
    return form === 'full' && full > MOST_FULL ? 'short' : form
  })
}
