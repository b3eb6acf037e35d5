import type { Draft } from '../digests/desk/draft.ts'
import { type Edit, sentenceKey } from '../digests/desk/edit.ts'
import { type EditionSentence, sentencesOfStory } from '../digests/edition.ts'
import { UsageError } from '../errors.ts'

/** What can be typed behind `digest edit NAME`. STORY is a rank or an id; SENTENCE and SPARE are numbers of the draft as shown. */
export const ACTS = [
  'drop STORY',
  'restore STORY-ID',
  'move STORY RANK',
  'note TEXT',
  'story-note STORY TEXT',
  'headline STORY TEXT',
  'standfirst STORY TEXT',
  'heading STORY SECTION TEXT',
  'sentence STORY SENTENCE TEXT',
  'swap STORY SENTENCE SPARE',
] as const

/**
 * The edit that was typed. An empty text takes a note away, or puts back what was composed.
 * @throws UsageError when it is none
 */
export function editTyped(draft: Draft, [act = '', ...given]: readonly string[]): Edit {
  const form = ACTS.find((one) => one.split(' ', 1)[0] === act)
  if (form === undefined) throw new UsageError(`${act} is no change: expected ${ACTS.join(', or ')}`)
  if (given.length !== form.split(' ').length - 1) throw new UsageError(`expected ${form}`)
  const [first = '', second = '', third = ''] = given
  if (act === 'note') return { kind: 'note', text: textOf(first) }
  if (act === 'restore') return { kind: 'restore', storyId: first }
  const storyId = storyNamed(draft, first)
  switch (act) {
    case 'drop':
      return { kind: 'drop', storyId }
    case 'move':
      return { kind: 'move', storyId, rank: numberOf(second) }
    case 'heading':
      return { kind: 'heading', storyId, section: numberOf(second), text: textOf(third) }
    case 'sentence':
      return { kind: 'sentence', storyId, sentence: told(draft, storyId, second), text: textOf(third) }
    case 'swap':
      return { kind: 'swap', storyId, sentence: told(draft, storyId, second), spare: spare(draft, storyId, third) }
    case 'headline':
    case 'standfirst':
      return { kind: act, storyId, text: textOf(second) }
    default:
      return { kind: 'story_note', storyId, text: textOf(second) }
  }
}

const textOf = (typed: string): string | null => (typed.trim() === '' ? null : typed)

function storyNamed({ content }: Draft, typed: string): string {
  const story = content.stories.find(({ rank, storyId }) => String(rank) === typed || storyId === typed)
  if (!story) throw new UsageError(`the draft tells no story ${typed}: wirefold digest edit NAME shows the numbers`)
  return story.storyId
}

function numberOf(typed: string): number {
  if (/^\d{1,6}$/.test(typed)) return Number(typed)
  throw new UsageError(`${typed} is no whole number`)
}

function told({ content }: Draft, storyId: string, typed: string): string {
  const story = content.stories.find((one) => one.storyId === storyId)
  return keyAt(story ? sentencesOfStory(story) : [], typed, 'sentence')
}

const spare = ({ spares }: Draft, storyId: string, typed: string): string =>
  keyAt(spares[storyId] ?? [], typed, 'spare')

function keyAt(sentences: readonly EditionSentence[], typed: string, name: string): string {
  const sentence = sentences[numberOf(typed) - 1]
  if (!sentence) throw new UsageError(`that story has no ${name} ${typed}`)
  return sentenceKey(sentence)
}
