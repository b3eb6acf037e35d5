import { readDeskText } from './desk-text.ts'
import { type Draft, toldStory, withStory } from './draft.ts'
import { type Edit, type EditProblem, isRefused, refused } from './edit.ts'
import { applyOrder, notTold } from './order-edits.ts'
import { applyRewrite } from './rewrite-edits.ts'
import type { CheckRewording } from './support-check.ts'
import { applySwap } from './swap-sentence.ts'

/**
 * The draft after an edit, or why it cannot be made. Ranks run from 1 without a gap, no sentence is told twice, each stays
 * with its passage and sources, and the told and the dropped stories are together all that were composed.
 */
export function applyEdit(draft: Draft, edit: Edit, check: CheckRewording): Draft | readonly EditProblem[] {
  switch (edit.kind) {
    case 'drop':
    case 'restore':
    case 'move':
      return applyOrder(draft, edit)
    case 'note':
    case 'story_note':
      return applyNote(draft, edit)
    case 'headline':
    case 'standfirst':
    case 'heading':
    case 'sentence':
      return applyRewrite(draft, edit, check)
    case 'swap':
      return applySwap(draft, edit, check)
  }
}

/** A note is the desk's own word and marked as that: no source needs to bear it out. */
function applyNote(draft: Draft, edit: Extract<Edit, { kind: 'note' | 'story_note' }>): Draft | readonly EditProblem[] {
  const story = edit.kind === 'note' ? null : toldStory(draft, edit.storyId)
  if (story === undefined) return notTold()
  const wanted = edit.text === null ? { text: null } : readDeskText(edit.text, 'note')
  if (isRefused(wanted)) return wanted
  const { text: note } = wanted
  if (note === (story ?? draft.content).note) return refused('nothing_changes', 'the note reads so already')
  return story ? withStory(draft, { ...story, note }) : { ...draft, content: { ...draft.content, note } }
}
