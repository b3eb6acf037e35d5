import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type RankedStory, rankStories } from '../../../src/digests/rank.ts'

const windowTo = new Date('2031-03-18T23:00:00Z')
const hoursBefore = (hours: number): Date => new Date(windowTo.getTime() - hours * 3_600_000)

const story = (storyId: string, more: Partial<RankedStory> = {}): RankedStory => ({
  storyId,
  firstUrl: `https://press.example/${storyId}`,
  independent: 1,
  publishers: 1,
  recentReports: 0,
  lastAt: hoursBefore(10),
  developed: false,
  watchStrength: 0,
  ...more,
})

const order = (stories: readonly RankedStory[]): string[] =>
  rankStories(stories, windowTo).map(({ storyId }) => storyId)

const anyStories = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 12 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          independent: fc.nat(20),
          publishers: fc.nat(30),
          recentReports: fc.nat(20),
          hours: fc.nat(24),
          developed: fc.boolean(),
          watchStrength: fc.nat(6),
        })
        .map(({ hours, ...more }) => story(id, { ...more, lastAt: hoursBefore(hours) })),
    ),
  ),
)

describe('rankStories', () => {
  test('independent reports weigh more than copies', () => {
    const reported = story('reported', { independent: 5, publishers: 5 })
    const copied = story('copied', { independent: 1, publishers: 9 })
    expect(order([copied, story('small'), reported])).toEqual(['reported', 'copied', 'small'])
  })

  test('of two alike the later stands first, and one told before steps back', () => {
    expect(order([story('early', { lastAt: hoursBefore(20) }), story('late', { lastAt: hoursBefore(1) })])).toEqual([
      'late',
      'early',
    ])
    expect(order([story('a-told', { developed: true }), story('fresh')])).toEqual(['fresh', 'a-told'])
  })

  test('what a watch finds stands before what comes later, and behind what many report', () => {
    const watched = story('watched', { watchStrength: 3, lastAt: hoursBefore(20) })
    const late = story('late', { lastAt: hoursBefore(1) })
    const reported = story('reported', { independent: 8, publishers: 8, lastAt: hoursBefore(20) })
    expect(order([late, reported, watched])).toEqual(['reported', 'watched', 'late'])
    const { components } = rankStories([watched, late], windowTo)[0] ?? {}
    expect(components?.['watch']).toBe(0.2)
  })

  test('ties fall to the address of the first report, not to the id or the order of arrival', () => {
    const one = story('zz', { firstUrl: 'https://press.example/1' })
    const two = story('aa', { firstUrl: 'https://press.example/2' })
    expect(order([two, one])).toEqual(['zz', 'aa'])
    expect(order([one, two])).toEqual(['zz', 'aa'])
  })

  test('a part in which all stories are equal says nothing, however many they are', () => {
    for (const count of [1, 2, 7, 10, 33]) {
      const ranking = rankStories(
        Array.from({ length: count }, (_, i) => story(`s${i}`)),
        windowTo,
      )
      for (const { components, score } of ranking) {
        expect(Object.values(components)).toEqual([0, 0, 0, 0, 0, 0])
        expect(score).toBe(0)
      }
    }
  })

  test('the components sum to the score, the scores fall, and the order of arrival does not matter', () => {
    fc.assert(
      fc.property(anyStories, (stories) => {
        const ranking = rankStories(stories, windowTo)
        expect(rankStories([...stories].reverse(), windowTo).map(({ storyId }) => storyId)).toEqual(
          ranking.map(({ storyId }) => storyId),
        )
        ranking.forEach(({ components, score }, i) => {
          expect(Object.values(components).reduce((sum, part) => sum + part, 0)).toBe(score)
          expect(score).toBeLessThanOrEqual(ranking[i - 1]?.score ?? Infinity)
        })
      }),
    )
  })
})
