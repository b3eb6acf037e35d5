import { describe, expect, test } from '@jest/globals'
import { applyEdit } from '../../../../src/digests/desk/apply-edit.ts'
import { composedOf, type Draft } from '../../../../src/digests/desk/draft.ts'
import { type Edit, isRefused, sentenceKey } from '../../../../src/digests/desk/edit.ts'
import { inverseOf } from '../../../../src/digests/desk/inverse.ts'
import type { EditionStory } from '../../../../src/digests/edition.ts'
import { deskDraft, deskSentenceText, everyWordStands, usualShapes } from '../../../support/desk-drafts.ts'
import { storyId } from '../../../support/factories.ts'

const usual = deskDraft(usualShapes)

function after(...edits: readonly Edit[]): Draft {
  return edits.reduce<Draft>((draft, edit) => {
    const next = applyEdit(draft, edit, everyWordStands)
    if (isRefused(next)) throw new Error(JSON.stringify(next))
    return next
  }, usual)
}
const problems = (edit: Edit, draft = usual) => {
  const next = applyEdit(draft, edit, everyWordStands)
  return isRefused(next) ? next.map(({ code, message }) => `${code}: ${message}`) : []
}
const order = ({ content }: Draft) => content.stories.map((story) => usual.composed.indexOf(composed(story)) + 1)
const composed = ({ storyId: id }: EditionStory) => usual.composed.find((one) => one.storyId === id)!
const forms = ({ content }: Draft) => content.stories.map(({ form }) => form).join(' ')
const story = (draft: Draft, n: number) => draft.content.stories.find((one) => one.storyId === storyId(n))!
const key = (n: number, i: number) => {
  const found = [...(usual.spares[storyId(n)] ?? []), ...allOf(story(usual, n))].find(
    ({ text }) => text === deskSentenceText(n, i),
  )
  return sentenceKey(found!)
}
const allOf = ({ standfirst, lead, sections }: EditionStory) => [
  ...(standfirst ? [standfirst] : []),
  ...lead,
  ...sections.flatMap(({ paragraphs }) => paragraphs.flat()),
]

describe('the order of stories', () => {
  test('a dropped story is told no more, counts as left out, and comes back where it was', () => {
    const without = after({ kind: 'drop', storyId: storyId(2) })
    expect(order(without)).toEqual([1, 3, 4, 5, 6])
    expect(without.content.leftOut).toBe(1)
    expect(composedOf(without).candidates.find((one) => one.storyId === storyId(2))?.fate).toBe('dropped')
    expect(after({ kind: 'drop', storyId: storyId(2) }, { kind: 'restore', storyId: storyId(2) })).toEqual(usual)
  })

  test('a short story that is put first is read first, with no more text than it has', () => {
    const moved = after({ kind: 'move', storyId: storyId(4), rank: 1 })
    expect(order(moved)).toEqual([4, 1, 2, 3, 5, 6])
    expect(forms(moved)).toBe('full full full short short line')
    expect(allOf(story(moved, 4))).toEqual(allOf(story(usual, 4)))
    expect(story(moved, 3).sections).toEqual([])
    expect(
      after({ kind: 'move', storyId: storyId(4), rank: 1 }, { kind: 'move', storyId: storyId(4), rank: 4 }),
    ).toEqual(usual)
  })

  test('a line that is put before short stories is told in short; a long story at the end gives its sections away', () => {
    expect(forms(after({ kind: 'move', storyId: storyId(6), rank: 4 }))).toBe('full full full short short short')
    const sunk = after({ kind: 'move', storyId: storyId(1), rank: 6 })
    expect(order(sunk)).toEqual([2, 3, 4, 5, 6, 1])
    expect(forms(sunk)).toBe('full full full short short short')
    expect(story(sunk, 1)).toMatchObject({ form: 'short', sections: [] })
    expect(
      after({ kind: 'move', storyId: storyId(1), rank: 6 }, { kind: 'move', storyId: storyId(1), rank: 1 }),
    ).toEqual(usual)
  })

  test('a rank behind the last means the end; none, the same and a story that is not told are refused', () => {
    expect(order(after({ kind: 'move', storyId: storyId(1), rank: 99 }))).toEqual([2, 3, 4, 5, 6, 1])
    expect(problems({ kind: 'move', storyId: storyId(1), rank: 0 })).toEqual(['no_such_place: 0 is no rank'])
    expect(problems({ kind: 'move', storyId: storyId(1), rank: 1 })).toEqual([
      'nothing_changes: it is number 1 already',
    ])
    expect(problems({ kind: 'drop', storyId: storyId(9) })).toEqual([
      'no_such_story: this edition does not tell that story',
    ])
    expect(problems({ kind: 'restore', storyId: storyId(1) })).toEqual(['no_such_story: that story was not dropped'])
  })
})

describe('notes', () => {
  test('stand on the edition or a story, in one line, and are taken away again', () => {
    const noted = after(
      { kind: 'note', text: '  Council\r\nmeets today. ' },
      { kind: 'story_note', storyId: storyId(2), text: 'Ours.' },
    )
    expect(noted.content.note).toBe('Council meets today.')
    expect(story(noted, 2).note).toBe('Ours.')
    expect(problems({ kind: 'note', text: null })).toEqual(['nothing_changes: the note reads so already'])
    expect(problems({ kind: 'note', text: '\u0007 ' })).toEqual(['empty: nothing is written'])
    expect(problems({ kind: 'note', text: 'x'.repeat(1001) })).toEqual([
      'too_long: it has 1001 characters; a note has at most 1000',
    ])
  })
})

describe('rewriting', () => {
  test('a headline that its story bears out is the desk’s, and can be taken back', () => {
    const edit = { kind: 'headline', storyId: storyId(1), text: 'Article says thing 5 aloud' } as const
    expect(story(after(edit), 1)).toMatchObject({ headline: 'Article says thing 5 aloud', headlineBy: 'desk' })
    expect(after(edit, { ...edit, text: null })).toEqual(usual)
    expect(after(edit, { ...edit, text: 'Article 1 says' })).toEqual(usual)
    expect(problems({ ...edit, text: 'Article 1 says thing 4711' })).toEqual(['unsupported: 4711 stands in no source'])
  })

  test('a standfirst by the whole story, a sentence by its own passage, a heading by its section', () => {
    const rewritten = after(
      { kind: 'standfirst', storyId: storyId(1), text: 'Article says thing 0 and thing 5 aloud'.replace('and ', '') },
      { kind: 'sentence', storyId: storyId(1), sentence: key(1, 1), text: 'Aloud says article 1 thing 1' },
      { kind: 'heading', storyId: storyId(1), section: 1, text: 'Thing 5 aloud' },
    )
    expect(story(rewritten, 1).standfirst).toEqual({
      ...story(usual, 1).standfirst,
      rewording: { text: 'Article says thing 0 thing 5 aloud', by: 'desk' },
    })
    expect(story(rewritten, 1).lead[0]?.rewording).toEqual({ text: 'Aloud says article 1 thing 1', by: 'desk' })
    expect(story(rewritten, 1).sections[0]).toMatchObject({ heading: 'Thing 5 aloud', headingBy: 'desk' })
    expect(
      problems({ kind: 'sentence', storyId: storyId(1), sentence: key(1, 1), text: 'Article 1 says thing 5' }),
    ).toEqual(['unsupported: 5 stands in no source'])
    expect(problems({ kind: 'heading', storyId: storyId(1), section: 1, text: 'Thing 0' })).toEqual([
      'unsupported: 0 stands in no source',
    ])
    expect(problems({ kind: 'heading', storyId: storyId(4), section: 1, text: 'Thing' })).toEqual([
      'no_such_place: this story has no section 1',
    ])
  })

  test('what a writer wrote comes back when the desk takes its own words back', () => {
    const [first, ...others] = usual.composed
    const lead = first!.lead.map((sentence) => ({
      ...sentence,
      rewording: { text: 'Thing aloud', by: 'writer' as const },
    }))
    const written = { ...first!, headlineBy: 'writer' as const, lead }
    const draft = {
      ...usual,
      composed: [written, ...others],
      content: { ...usual.content, stories: [written, ...others] },
    }
    const edits: readonly Edit[] = [
      { kind: 'headline', storyId: storyId(1), text: 'Things' },
      { kind: 'sentence', storyId: storyId(1), sentence: key(1, 1), text: deskSentenceText(1, 1) },
    ]
    let edited: Draft = draft
    for (const edit of edits) edited = applyEdit(edited, edit, everyWordStands) as Draft
    expect(story(edited, 1)).toMatchObject({ headlineBy: 'desk' })
    expect(story(edited, 1).lead[0]).toEqual(story(usual, 1).lead[0])
    for (const edit of edits) edited = applyEdit(edited, { ...edit, text: null } as Edit, everyWordStands) as Draft
    expect(edited).toEqual(draft)
  })
})

describe('swapping', () => {
  const swap = { kind: 'swap', storyId: storyId(1), sentence: key(1, 1), spare: key(1, 6) } as const

  test('a spare takes the place of a sentence with its passage and sources, and the sentence is spare then', () => {
    const swapped = after(swap)
    expect(story(swapped, 1).lead[0]).toEqual(usual.spares[storyId(1)]?.[0])
    expect(swapped.spares[storyId(1)]).toEqual([story(usual, 1).lead[0], usual.spares[storyId(1)]?.[1]])
    expect(after(swap, { ...swap, sentence: swap.spare, spare: swap.sentence })).toEqual(usual)
  })

  test('is refused where another story says so, and where rewritten words rest on the sentence', () => {
    const twin = { ...usual.spares[storyId(1)]![0]!, text: deskSentenceText(4, 1) }
    const draft = { ...usual, spares: { ...usual.spares, [storyId(1)]: [twin] } }
    expect(problems(swap, draft)).toEqual(['already_told: “Article 4 says” says that already'])
    const headed = after({ kind: 'headline', storyId: storyId(1), text: 'Thing 2 aloud' })
    expect(problems({ ...swap, sentence: key(1, 2) }, headed)).toEqual([
      'unsupported: “Thing 2 aloud” rests on that sentence: 2 stands in no source',
    ])
    expect(problems({ ...swap, spare: key(1, 2) })).toEqual([
      'no_such_place: that sentence is none of the story’s spares',
    ])
  })

  test('words that the whole story bore out as a standfirst do not go on as a sentence that does not', () => {
    const draft = after(
      { kind: 'standfirst', storyId: storyId(1), text: 'Thing 4 aloud' },
      { ...swap, sentence: key(1, 0) },
    )
    expect(problems({ ...swap, spare: key(1, 0) }, draft)).toEqual(['unsupported: 4 stands in no source'])
    expect(problems({ ...swap, sentence: key(1, 6), spare: key(1, 0) }, draft)).toEqual([])
  })
})

test('a standfirst that the whole story carries comes back when its own passage is taken back', () => {
  const first = story(usual, 1)
  const written = after({ kind: 'standfirst', storyId: first.storyId, text: first.lead[0]!.text })
  const bare: Edit = { kind: 'sentence', storyId: first.storyId, sentence: sentenceKey(first.standfirst!), text: null }
  const without = applyEdit(written, bare, everyWordStands)
  if (isRefused(without)) throw new Error(JSON.stringify(without))
  expect(applyEdit(without, inverseOf(written, bare), everyWordStands)).toEqual(written)
})
