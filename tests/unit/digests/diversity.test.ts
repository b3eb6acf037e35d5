import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TermVector } from '../../../src/digests/brief/likeness.ts'
import { spreadStories } from '../../../src/digests/diversity.ts'
import { byScore, type Ranking } from '../../../src/digests/rank.ts'

const ranked = (storyId: string, score: number): Ranking => ({
  storyId,
  firstUrl: `https://press.example/${storyId}`,
  score,
  components: { independent: score },
})

/** A story about some words, each as telling as the next. */
const about = (...words: readonly string[]): TermVector => ({
  weights: new Map(words.map((word) => [word, 1])),
  length: Math.sqrt(words.length),
})

const subjects: Readonly<Record<string, TermVector>> = {
  accord: about('ferry', 'night', 'norhaven', 'sund', 'accord'),
  fares: about('ferry', 'night', 'norhaven', 'sund', 'fare'),
  dam: about('dam', 'alder', 'inquiry', 'sluice'),
  lamp: about('lighthouse', 'skerry', 'lamp'),
}
const vectorOf = (storyId: string): TermVector => subjects[storyId] ?? about(storyId)
const ids = (ranking: readonly Ranking[]) => ranking.map(({ storyId }) => storyId)

describe('spreadStories', () => {
  const ranking = [ranked('accord', 2), ranked('fares', 1.9), ranked('dam', 1.5), ranked('lamp', 0.5)]

  test('a story that is very like a higher one steps back behind another event, and stays', () => {
    const spread = spreadStories(ranking, vectorOf, 4)
    expect(ids(spread)).toEqual(['accord', 'dam', 'fares', 'lamp'])
    // Four words of five are the same: a likeness of .8, which is (.8 - .3) / .7 of a whole step.
    expect(spread[2]?.components).toEqual({ independent: 1.9, diversity: -0.714286 })
  })

  test('stories about different things keep their places and step back by nothing', () => {
    const apart = ranking.filter(({ storyId }) => storyId !== 'fares')
    const spread = spreadStories(apart, vectorOf, 3)
    expect(ids(spread)).toEqual(['accord', 'dam', 'lamp'])
    expect(spread.map(({ components }) => components['diversity'])).toEqual([0, 0, 0])
    expect(Object.is(spread[0]?.components['diversity'], 0)).toBe(true)
  })

  test('a story does not step back for one below it', () => {
    expect(spreadStories(ranking, vectorOf, 4)[0]?.components['diversity']).toBe(0)
  })

  test('one that leads by far stays before what is like it and before others', () => {
    const led = [ranked('accord', 5), ranked('fares', 4), ranked('dam', 1)]
    expect(ids(spreadStories(led, vectorOf, 3))).toEqual(['accord', 'fares', 'dam'])
  })

  test('what is like a story without words is nothing', () => {
    const spread = spreadStories([ranked('a', 1), ranked('b', 1)], () => about(), 2)
    expect(spread.map(({ components }) => components['diversity'])).toEqual([0, 0])
  })

  test('no place, no step, and no vector', () => {
    const none = () => {
      throw new Error('a vector was asked for')
    }
    expect(ids(spreadStories(ranking, none, 0))).toEqual(['accord', 'fares', 'dam', 'lamp'])
  })

  const words = ['ferry', 'night', 'dam', 'lamp', 'tarn', 'fog']
  const anyStories = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 14 }).chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          ranking: fc.integer({ min: -2000, max: 3000 }).map((milli) => ranked(name, milli / 1000)),
          vector: fc.subarray(words).map((some) => about(...some)),
        }),
      ),
    ),
  )

  test('all stories come back once, in the order of scores that their components sum to, wherever they stood', () => {
    fc.assert(
      fc.property(anyStories, fc.nat(16), (stories, places) => {
        const vectors = new Map(stories.map(({ ranking: { storyId }, vector }) => [storyId, vector]))
        const spread = (given: readonly { ranking: Ranking }[]) =>
          spreadStories(
            given.map((one) => one.ranking),
            (id) => vectors.get(id) ?? about(),
            places,
          )
        const answer = spread(stories)
        expect(ids(answer).sort()).toEqual([...vectors.keys()].sort())
        expect(answer).toEqual([...answer].sort(byScore))
        expect(spread([...stories].reverse())).toEqual(answer)
        for (const { components, score } of answer) {
          expect(components['diversity']).toBeLessThanOrEqual(0)
          expect(Object.values(components).reduce((sum, part) => sum + part, 0)).toBe(score)
        }
      }),
    )
  })

  test('looking at the likeliest stories only gives the places that looking at all gives', () => {
    fc.assert(
      fc.property(anyStories, fc.integer({ min: 1, max: 16 }), (stories, places) => {
        const vectors = new Map(stories.map(({ ranking: { storyId }, vector }) => [storyId, vector]))
        const all = stories.map((one) => one.ranking)
        const vector = (id: string) => vectors.get(id) ?? about()
        const whole = spreadStories(all, vector, all.length)
        expect(ids(spreadStories(all, vector, places)).slice(0, places)).toEqual(ids(whole).slice(0, places))
      }),
    )
  })
})
