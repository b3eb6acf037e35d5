import { composedStory, type Draft, toldStory } from './draft.ts'
import type { Edit } from './edit.ts'
import { composedRewording } from './rewrite-sentence.ts'
import { findSentence } from './story-sentences.ts'
import { type EditionSentence, type EditionStory, shownText } from '../edition.ts'

/** The edit that takes another back; `draft` is as it was before that one, which could be made there. */
export function inverseOf(draft: Draft, edit: Edit): Edit {
  if (edit.kind === 'note') return { ...edit, text: draft.content.note }
  if (edit.kind === 'restore') return { ...edit, kind: 'drop' }
  const story = toldStory(draft, edit.storyId)
  if (!story) throw new Error(`story ${edit.storyId} was not told before the edit`)
  switch (edit.kind) {
    case 'drop':
      return { ...edit, kind: 'restore' }
    case 'move':
      return { ...edit, rank: story.rank }
    case 'story_note':
      return { ...edit, text: story.note }
    case 'headline':
      return { ...edit, text: unlessComposed(story.headline, composedStory(draft, edit.storyId).headline) }
    case 'heading': {
      const composed = composedStory(draft, edit.storyId).sections[edit.section - 1]
      return { ...edit, text: unlessComposed(story.sections[edit.section - 1]?.heading, composed?.heading) }
    }
    case 'standfirst':
      return { ...edit, text: wordsBefore(draft, story, story.standfirst) }
    case 'sentence': {
      const sentence = findSentence(story, edit.sentence)
      const text = wordsBefore(draft, story, sentence)
      // A standfirst may have been written by what the whole story says, which its own passage does not carry.
      const isStandfirst = sentence !== undefined && sentence === story.standfirst
      return isStandfirst ? { kind: 'standfirst', storyId: edit.storyId, text } : { ...edit, text }
    }
    case 'swap':
      return { ...edit, sentence: edit.spare, spare: edit.sentence }
  }
}

const unlessComposed = (before: string | undefined, composed: string | undefined): string | null =>
  before === undefined || before === composed ? null : before

function wordsBefore(draft: Draft, story: EditionStory, sentence: EditionSentence | null | undefined): string | null {
  if (!sentence) return null
  const composed = composedRewording(draft, story, sentence)?.text ?? sentence.text
  return unlessComposed(shownText(sentence), composed)
}
