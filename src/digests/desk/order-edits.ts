import type { Draft } from './draft.ts'
import { toldStory } from './draft.ts'
import { type Edit, type EditProblem, refused } from './edit.ts'
import { inOrder } from './story-forms.ts'

type Order = Extract<Edit, { kind: 'drop' | 'restore' | 'move' }>

/** Takes a story out, puts it back where it was, or moves it. */
export function applyOrder(draft: Draft, edit: Order): Draft | readonly EditProblem[] {
  if (edit.kind === 'drop') return drop(draft, edit.storyId)
  if (edit.kind === 'restore') return restore(draft, edit.storyId)
  return move(draft, edit.storyId, edit.rank)
}

export const notTold = (): readonly EditProblem[] => refused('no_such_story', 'this edition does not tell that story')

function drop(draft: Draft, storyId: string): Draft | readonly EditProblem[] {
  const story = toldStory(draft, storyId)
  if (!story) return notTold()
  const dropped = { ...draft, dropped: [...draft.dropped, story] }
  const stories = draft.content.stories.filter((one) => one !== story)
  return leftOut(inOrder(dropped, stories), 1)
}

function restore(draft: Draft, storyId: string): Draft | readonly EditProblem[] {
  const story = draft.dropped.find((one) => one.storyId === storyId)
  if (!story) return refused('no_such_story', 'that story was not dropped')
  const without = { ...draft, dropped: draft.dropped.filter((one) => one !== story) }
  return leftOut(inOrder(without, draft.content.stories.toSpliced(story.rank - 1, 0, story)), -1)
}

/** What readers are told was left out counts what the desk has dropped. */
const leftOut = (draft: Draft, more: 1 | -1): Draft => ({
  ...draft,
  content: { ...draft.content, leftOut: draft.content.leftOut + more },
})

function move(draft: Draft, storyId: string, rank: number): Draft | readonly EditProblem[] {
  const story = toldStory(draft, storyId)
  if (!story) return notTold()
  const { stories } = draft.content
  if (!Number.isInteger(rank) || rank < 1) return refused('no_such_place', `${rank} is no rank`)
  const to = Math.min(rank, stories.length)
  if (to === story.rank) return refused('nothing_changes', `it is number ${to} already`)
  return inOrder(draft, stories.filter((one) => one !== story).toSpliced(to - 1, 0, story))
}
