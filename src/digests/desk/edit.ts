import type { EditionSentence } from '../edition.ts'

/** One change of a draft. A null text puts back what was composed, or takes a note away. */
export type Edit =
  | { readonly kind: 'drop'; readonly storyId: string }
  | { readonly kind: 'restore'; readonly storyId: string }
  /** `rank`: from 1; one behind the last story means the end. */
  | { readonly kind: 'move'; readonly storyId: string; readonly rank: number }
  | { readonly kind: 'note'; readonly text: string | null }
  | { readonly kind: 'story_note'; readonly storyId: string; readonly text: string | null }
  | { readonly kind: 'headline'; readonly storyId: string; readonly text: string | null }
  | { readonly kind: 'standfirst'; readonly storyId: string; readonly text: string | null }
  /** `section`: from 1. */
  | { readonly kind: 'heading'; readonly storyId: string; readonly section: number; readonly text: string | null }
  | {
      readonly kind: 'sentence'
      readonly storyId: string
      readonly sentence: SentenceKey
      readonly text: string | null
    }
  | { readonly kind: 'swap'; readonly storyId: string; readonly sentence: SentenceKey; readonly spare: SentenceKey }

/** Names a sentence by its passage, whatever its place and words: `VERSION:START-END`. */
export type SentenceKey = string

export const sentenceKey = ({ versionId, start, end }: EditionSentence): SentenceKey => `${versionId}:${start}-${end}`

/** Why an edit cannot be made. */
export interface EditProblem {
  readonly code:
    'no_such_story' | 'no_such_place' | 'nothing_changes' | 'empty' | 'too_long' | 'already_told' | 'unsupported'
  /** A sentence for the editor, without a full stop. */
  readonly message: string
}

export const refused = (code: EditProblem['code'], message: string): readonly EditProblem[] => [{ code, message }]

/** Whether an edit gave problems instead of what was asked for. */
export const isRefused = (given: object): given is readonly EditProblem[] => Array.isArray(given)
