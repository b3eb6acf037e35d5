import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyEdit } from '../../../../src/digests/desk/apply-edit.ts'
import type { Draft } from '../../../../src/digests/desk/draft.ts'
import { editInWords } from '../../../../src/digests/desk/edit-words.ts'
import { type Edit, isRefused, sentenceKey } from '../../../../src/digests/desk/edit.ts'
import { inverseOf } from '../../../../src/digests/desk/inverse.ts'
import { storyEvidence } from '../../../../src/digests/desk/support-check.ts'
import { type EditionSentence, type EditionStory, sentencesOfStory } from '../../../../src/digests/edition.ts'
import { deskArticleText, deskDraft, everyWordStands } from '../../../support/desk-drafts.ts'
import { storyId } from '../../../support/factories.ts'

const LENGTH = { line: 0, short: 1, full: 2 }

const shape = fc.record({
  form: fc.constantFrom('full' as const, 'short' as const, 'line' as const),
  sentences: fc.integer({ min: 0, max: 6 }),
  spares: fc.integer({ min: 0, max: 3 }),
})
const shapes = fc
  .array(shape, { minLength: 2, maxLength: 7 })
  .map((all) => all.map((one, i) => (one.form === 'full' && i > 2 ? { ...one, form: 'short' as const } : one)))

/** Numbers that pick a story, a place in it, a rank; some pick nothing that is there. */
const wish = fc.record({
  kind: fc.constantFrom<Edit['kind']>(
    'drop',
    'restore',
    'move',
    'note',
    'story_note',
    'headline',
    'standfirst',
    'heading',
    'sentence',
    'swap',
  ),
  story: fc.integer({ min: 1, max: 8 }),
  place: fc.nat({ max: 9 }),
  spare: fc.nat({ max: 3 }),
  text: fc.constantFrom(null, 'Thing aloud', 'Thing 3 aloud', 'Article says', 'Unheard of', '', '<b>Thing</b>'),
})
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

function editOf(draft: Draft, { kind, story: n, place, spare, text }: Wish): Edit {
  const id = storyId(n)
  const story = draft.content.stories.find((one) => one.storyId === id)
  const sentence = keyAt(story ? sentencesOfStory(story) : [], place)
  if (kind === 'drop' || kind === 'restore') return { kind, storyId: id }
  if (kind === 'move') return { kind, storyId: id, rank: place }
  if (kind === 'note') return { kind, text }
  if (kind === 'heading') return { kind, storyId: id, section: 1 + (place % 2), text }
  if (kind === 'sentence') return { kind, storyId: id, sentence, text }
  if (kind === 'swap') return { kind, storyId: id, sentence, spare: keyAt(draft.spares[id] ?? [], spare) }
  return { kind, storyId: id, text }
}

function keyAt(sentences: readonly EditionSentence[], i: number): string {
  const sentence = sentences[i]
  return sentence ? sentenceKey(sentence) : '0:0-1'
}

const shelvedOf = (draft: Draft, { storyId: id }: EditionStory) =>
  (draft.shelved[id] ?? []).flatMap(({ paragraphs }) => paragraphs.flat())

const everySentence = (draft: Draft) => [
  ...[...draft.content.stories, ...draft.dropped].flatMap((story) => [
    ...sentencesOfStory(story),
    ...shelvedOf(draft, story),
  ]),
  ...Object.values(draft.spares).flat(),
]
const sortedKeys = (draft: Draft) => everySentence(draft).map(sentenceKey).sort()
const ids = (stories: readonly EditionStory[]) => stories.map((story) => story.storyId)

function expectInvariants(draft: Draft, opened: Draft): void {
  const { stories } = draft.content
  expect(stories.map(({ rank }) => rank)).toEqual(stories.map((_, i) => i + 1))
  expect(ids([...stories, ...draft.dropped]).sort()).toEqual(ids(opened.composed).sort())
  expect(draft.content.leftOut).toBe(draft.dropped.length)
  expect(sortedKeys(draft)).toEqual(sortedKeys(opened)) // none lost, none twice
  expect(new Set(sortedKeys(draft)).size).toBe(sortedKeys(draft).length)
  for (const { text, versionId, start, end } of everySentence(draft)) {
    expect([...deskArticleText(Number(versionId))].slice(start, end).join('')).toBe(text)
  }
  expectForms(draft)
  for (const story of stories) expectStory(draft, story, opened)
}

function expectForms(draft: Draft): void {
  const { stories } = draft.content
  const origin = ({ storyId: id }: EditionStory) => draft.composed.findIndex((one) => one.storyId === id)
  expect(stories.filter(({ form }) => form === 'full').length).toBeLessThanOrEqual(3)
  for (const [i, story] of stories.entries()) {
    for (const later of stories.slice(i + 1).filter((one) => origin(one) < origin(story))) {
      expect(LENGTH[story.form]).toBeGreaterThanOrEqual(LENGTH[later.form])
    }
    if (story.form !== 'full') expect(story.sections).toEqual([])
  }
}

function expectStory(draft: Draft, story: EditionStory, opened: Draft): void {
  const before = opened.composed.find((one) => one.storyId === story.storyId)!
  expect(story.sources).toEqual(before.sources)
  expect(sentencesOfStory(story)).toHaveLength(
    sentencesOfStory(before).length - shelvedOf(draft, story).length, // as many as it was composed with
  )
  const numbers = story.sources.map(({ number }) => number)
  for (const sentence of sentencesOfStory(story)) expect(numbers).toEqual(expect.arrayContaining([...sentence.sources]))
  if (story.headline !== before.headline) {
    expect(story.headlineBy).toBe('desk')
    const evidence = storyEvidence(story, draft.shelved[story.storyId] ?? story.sections)
    expect(everyWordStands(story.headline, evidence, 'heading')).toEqual([])
  }
  for (const { rewording, text } of [...story.lead, ...story.sections.flatMap(({ paragraphs }) => paragraphs.flat())]) {
    if (rewording) expect(everyWordStands(rewording.text, [{ text, language: 'en' }], 'sentence')).toEqual([])
  }
}

/** The order of the dropped stories, and where they would come back, is nothing that readers see. */
const comparable = ({ dropped, ...draft }: Draft) => ({
  ...draft,
  dropped: dropped
    .map((story) => ({ ...story, rank: 0, form: '' }))
    .toSorted((a, b) => (a.storyId < b.storyId ? -1 : 1)),
})

test('any sequence of edits keeps an edition whole, and every edit can be taken back', () => {
  const made = { edits: 0 }
  fc.assert(
    fc.property(shapes, fc.array(wish, { minLength: 10, maxLength: 25 }), (given, wishes) => {
      const opened = deskDraft(given)
      let draft = opened
      for (const one of wishes) {
        const edit = editOf(draft, one)
        expect(editInWords(draft, edit)).toMatch(/\S/)
        const next = applyEdit(draft, edit, everyWordStands)
        if (isRefused(next)) {
          expect(next.length).toBeGreaterThan(0)
          continue
        }
        made.edits += 1
        expectInvariants(next, opened)
        const back = applyEdit(next, inverseOf(draft, edit), everyWordStands)
        if (isRefused(back)) throw new Error(JSON.stringify({ edit, back }))
        expect(comparable(back)).toEqual(comparable(draft))
        draft = next
      }
    }),
    { numRuns: 300 },
  )
  expect(made.edits).toBeGreaterThan(1000)
})
