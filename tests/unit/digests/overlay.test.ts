import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { EditionContent, EditionStory } from '../../../src/digests/edition.ts'
import { isQuiet, storiesOf, viewOf } from '../../../src/digests/edition-view.ts'
import { openMutes } from '../../../src/digests/mutes.ts'
import type { StoryPrint } from '../../../src/digests/newness.ts'
import { openOverlays, type OverlayChoices } from '../../../src/digests/overlay.ts'
import { harbourDay } from '../../fixtures/editions/harbour-day.ts'

const [ferry, dam, lamp, puerto] = harbourDay.stories as [EditionStory, EditionStory, EditionStory, EditionStory]
const correction = {
  editionDate: '2031-03-17',
  storyId: dam.storyId,
  headline: 'Dam inquiry opens',
  publisher: 'Upland Courier',
  url: 'https://uplandcourier.example/dam',
  articleId: '90',
  language: 'en',
  quoted: 'Nine workers were hurt.',
  now: 'Seven workers were hurt.',
  fromVersion: 1,
  toVersion: 2,
}
const content: EditionContent = { ...harbourDay, corrections: [correction] }
const whole: OverlayChoices = { muted: new Set(), length: 'whole' }
const print = (story: EditionStory, localDate: string): StoryPrint => ({ storyId: story.storyId, localDate, story })
const overlay = (prints: readonly StoryPrint[], choices = whole, since: string | null = '2031-03-17') =>
  openOverlays(content, { since, prints })(choices)
const statesOf = (prints: readonly StoryPrint[]) => overlay(prints).stories.map(({ state }) => state)

describe('the overlay of a subscriber', () => {
  test('who was sent nothing has new stories only, whatever the digest told before', () => {
    expect(overlay([], whole, null)).toMatchObject({ since: null, corrections: [], leftOut: 0, muted: 0 })
    expect(statesOf([])).toEqual(['new', 'new', 'new', 'new'])
  })

  test('compares each story with what was sent of it, and with nothing else', () => {
    const shorter = { ...ferry, lead: [], sections: [], sources: ferry.sources.slice(0, 1) }
    const { stories } = overlay([print(shorter, '2031-03-15'), print(dam, '2031-03-17')])
    expect(
      stories.map(({ storyId, state, previousDate, newReports }) => [storyId, state, previousDate, newReports]),
    ).toEqual([
      [ferry.storyId, 'developed', '2031-03-15', 3],
      [dam.storyId, 'unchanged', '2031-03-17', 0],
      [lamp.storyId, 'new', null, 0],
      [puerto.storyId, 'new', null, 0],
    ])
    expect(stories[0]?.newFigures[0]).toBe('41 million crowns')
    expect(stories[0]?.newNames).toContain('Ilse Varn')
  })

  test('has the corrections of editions that were sent with that story', () => {
    expect(overlay([print(dam, '2031-03-17')]).corrections).toEqual([0])
    expect(overlay([print(dam, '2031-03-16')]).corrections).toEqual([])
    expect(overlay([print(ferry, '2031-03-17')]).corrections).toEqual([])
    expect(overlay([print(dam, '2031-03-17')], { ...whole, muted: new Set([dam.storyId]) }).corrections).toEqual([])
  })

  test('leaves out what is muted and, for the top stories alone, the rest, and counts both', () => {
    const muted = new Set([ferry.storyId])
    expect(overlay([], { muted, length: 'whole' })).toMatchObject({ leftOut: 0, muted: 1 })
    const top = overlay([], { muted: new Set(), length: 'top' })
    expect(top.stories.map(({ storyId }) => storyId)).toEqual([ferry.storyId])
    expect(top).toMatchObject({ leftOut: 3, muted: 0 })
    expect(overlay([], { muted, length: 'top' })).toMatchObject({ stories: [], leftOut: 3, muted: 1 })
  })
})

describe('a mute by name', () => {
  const hits = (...names: string[]) => [...openMutes(content)({ storyIds: [], names })]

  test('hits where the name stands in headline or sentences, as whole words and in any case', () => {
    expect(hits('Ilse Varn')).toEqual([ferry.storyId])
    expect(hits('ilse varn')).toEqual([ferry.storyId])
    expect(hits('brisal')).toEqual([puerto.storyId])
    expect(hits('Skerry')).toEqual([ferry.storyId, lamp.storyId])
    expect(hits('Var', 'Sku', '  ', '...')).toEqual([])
  })

  test('hits a correction by what it quotes', () => {
    expect(hits('seven workers')).toEqual([dam.storyId])
  })

  test('hits no other story by an id', () => {
    expect([...openMutes(content)({ storyIds: [dam.storyId, 'other'], names: [] })]).toEqual([dam.storyId])
  })
})

describe('a view', () => {
  test('of the public copy is compared with the edition of the digest before', () => {
    const view = viewOf(content, null)
    expect(view).toMatchObject({ audience: 'public', since: '2031-03-17', withheld: 0 })
    expect(view.counts).toEqual({ new: 3, developed: 1, unchanged: 0, corrected: 1 })
    expect(storiesOf(view)).toEqual([ferry, puerto, dam, lamp])
  })

  test('of a subscriber has what is new first, then what has developed, in a line, and unchanged', () => {
    const older = { ...puerto, lead: [] }
    const prints = [print(ferry, '2031-03-17'), print(older, '2031-03-17')]
    const { groups, counts, audience } = viewOf(content, overlay(prints))
    const idsOf = (stories: readonly EditionStory[]) => stories.map(({ storyId }) => storyId)
    expect(audience).toBe('subscriber')
    expect(idsOf(groups.new)).toEqual([dam.storyId])
    expect(idsOf(groups.developed)).toEqual([puerto.storyId])
    expect(idsOf(groups.briefly)).toEqual([lamp.storyId])
    expect(idsOf(groups.unchanged)).toEqual([ferry.storyId])
    expect(counts).toEqual({ new: 2, developed: 1, unchanged: 1, corrected: 0 })
  })

  test('is quiet when nothing in it is new to its reader', () => {
    expect(isQuiet(viewOf({ ...content, stories: [], corrections: [] }, null))).toBe(true)
    expect(isQuiet(viewOf({ ...content, stories: [] }, null))).toBe(false)
    expect(isQuiet(viewOf(content, overlay(harbourDay.stories.map((story) => print(story, '2031-03-16')))))).toBe(true)
  })

  test('whatever was sent and chosen, each story is shown once or counted as left out, and muted ones are not shown', () => {
    const ids = harbourDay.stories.map(({ storyId }) => storyId)
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.subarray(harbourDay.stories.map((story) => print(story, '2031-03-16'))),
        fc.constantFrom('whole' as const, 'top' as const),
        (muted, prints, length) => {
          const view = viewOf(content, overlay(prints, { muted: new Set(muted), length }))
          const shown = storiesOf(view).map(({ storyId }) => storyId)
          expect(new Set(shown).size).toBe(shown.length)
          expect(shown.length + view.withheld).toBe(ids.length)
          expect(shown.filter((id) => muted.includes(id))).toEqual([])
          expect(view.counts.new + view.counts.developed + view.counts.unchanged).toBe(shown.length)
        },
      ),
      { numRuns: 60 },
    )
  })
})
