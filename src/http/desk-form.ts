import { z } from 'zod'
import { asOneLine } from '../digests/desk/desk-text.ts'
import type { Edit } from '../digests/desk/edit.ts'
import { storyId } from './parameters.ts'

/** What the forms of a desk hold, as text; a `back` puts back what was composed, or takes a note away. */
const MOST_TEXT = 4000
const MOST_NAME = 80

export const editorName = z
  .string('say who you are')
  .transform(asOneLine)
  .refine((name) => name !== '', 'say who you are')
  .refine((name) => [...name].length <= MOST_NAME, `a name has at most ${MOST_NAME} characters`)

const wholeNumber = z
  .string('a whole number is expected')
  .regex(/^\d{1,6}$/, 'a whole number is expected')
  .transform(Number)

const sentence = z
  .string('a sentence is expected')
  .regex(/^\d{1,18}:\d{1,9}-\d{1,9}$/, 'a sentence is named by its passage, as in 7:120-214')

const text = z.string('a text is expected').max(MOST_TEXT, `at most ${MOST_TEXT} characters are read`).optional()
const back = z.literal('1').optional()
const written = { text, back }

const ofStory = { story: storyId }

const EditForm = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['drop', 'restore']), ...ofStory }),
  z.object({ act: z.literal('move'), ...ofStory, rank: wholeNumber }),
  z.object({ act: z.literal('note'), ...written }),
  z.object({ act: z.enum(['story_note', 'headline', 'standfirst']), ...ofStory, ...written }),
  z.object({ act: z.literal('heading'), ...ofStory, section: wholeNumber, ...written }),
  z.object({ act: z.literal('sentence'), ...ofStory, sentence, ...written }),
  z.object({ act: z.literal('swap'), ...ofStory, sentence, spare: sentence }),
])

/** What names the editor and the draft that the editor saw; every form has it. */
export const Signature = z.object({ author: editorName, revision: wholeNumber })

/** An edit out of the fields of a form. */
export const EditFields = EditForm.transform((form): Edit => {
  switch (form.act) {
    case 'drop':
    case 'restore':
      return { kind: form.act, storyId: form.story }
    case 'move':
      return { kind: 'move', storyId: form.story, rank: form.rank }
    case 'note':
      return { kind: 'note', text: noteOf(form) }
    case 'story_note':
      return { kind: form.act, storyId: form.story, text: noteOf(form) }
    case 'headline':
    case 'standfirst':
      return { kind: form.act, storyId: form.story, text: textOf(form) }
    case 'heading':
      return { kind: 'heading', storyId: form.story, section: form.section, text: textOf(form) }
    case 'sentence':
      return { kind: 'sentence', storyId: form.story, sentence: form.sentence, text: textOf(form) }
    case 'swap':
      return { kind: 'swap', storyId: form.story, sentence: form.sentence, spare: form.spare }
  }
})

interface Written {
  readonly text?: string | undefined
  readonly back?: '1' | undefined
}

const textOf = ({ text: typed, back: isBack }: Written): string | null => (isBack === undefined ? (typed ?? '') : null)

/** An empty note is none. */
const noteOf = (form: Written): string | null => {
  const note = textOf(form)
  return note === null || asOneLine(note) === '' ? null : note
}

/** An edit as the fields that give it again. */
export function fieldsOf(edit: Edit): Readonly<Record<string, string>> {
  const { kind, ...others } = edit
  const fields = Object.entries(others).flatMap(([name, value]: [string, string | number | null]) => {
    if (value === null) return [['back', '1']]
    return [[name === 'storyId' ? 'story' : name, String(value)]]
  })
  return Object.fromEntries([['act', kind], ...fields]) as Record<string, string>
}

/** Names the place of an edition that an edit changes, for the address of the page and for the form that stands there. */
export function placeOf(edit: Edit): string {
  switch (edit.kind) {
    case 'note':
      return 'note'
    case 'heading':
      return `${edit.storyId}.heading.${edit.section}`
    case 'sentence':
    case 'swap':
      return `${edit.storyId}.sentence.${edit.sentence}`
    default:
      return `${edit.storyId}.${edit.kind}`
  }
}

/** Where on the page an edit shows. */
export const anchorOf = (edit: Edit): string => (edit.kind === 'note' ? 'note' : `s-${edit.storyId}`)
