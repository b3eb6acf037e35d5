import type { Candidate } from '../candidate.ts'
import type { ComposedEdition } from '../compose-edition.ts'
import type { EditionContent, EditionSentence, EditionStory } from '../edition.ts'

/** An edition that a desk can still change. */
export interface Draft {
  /** As it would be frozen. */
  readonly content: EditionContent
  readonly candidates: readonly Candidate[]
  /** Sentences that may take the place of others, the best first, by story id. */
  readonly spares: Readonly<Record<string, readonly EditionSentence[]>>
  /** Stories that the desk has taken out, with the ranks that they had. */
  readonly dropped: readonly EditionStory[]
  /** The stories as they were composed: their order, and what a rewriting that is taken back gives way to. */
  readonly composed: readonly EditionStory[]
  /** Sections of stories that are told shorter for the time being, because others were put before them; by story id. */
  readonly shelved: Readonly<Record<string, EditionStory['sections']>>
}

export const openDraft = ({ content, candidates, spares }: ComposedEdition): Draft => ({
  content,
  candidates,
  spares,
  dropped: [],
  composed: content.stories,
  shelved: {},
})

/** What is frozen of a draft. */
export function composedOf({ content, candidates, spares, dropped }: Draft): ComposedEdition {
  const taken = new Set(dropped.map(({ storyId }) => storyId))
  return {
    content,
    candidates: candidates.map((one) => (taken.has(one.storyId) ? { ...one, fate: 'dropped' } : one)),
    spares,
  }
}

/** The told story of an id, or undefined. */
export const toldStory = ({ content }: Draft, storyId: string): EditionStory | undefined =>
  content.stories.find((story) => story.storyId === storyId)

/** The draft with one told story in another state. */
export const withStory = (draft: Draft, changed: EditionStory): Draft => ({
  ...draft,
  content: {
    ...draft.content,
    stories: draft.content.stories.map((story) => (story.storyId === changed.storyId ? changed : story)),
  },
})

/** @throws when the edition was composed without that story */
export function composedStory({ composed }: Draft, storyId: string): EditionStory {
  const story = composed.find((one) => one.storyId === storyId)
  if (!story) throw new Error(`the draft was composed without story ${storyId}`)
  return story
}
