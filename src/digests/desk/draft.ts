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
  /** Stories that the desk has taken out. */
  readonly dropped: readonly EditionStory[]
}

export const openDraft = ({ content, candidates, spares }: ComposedEdition): Draft => ({
  content,
  candidates,
  spares,
  dropped: [],
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
