import { describe, expect, test } from '@jest/globals'
import { compareReports, meanOfBest, scoreStories } from '../../../src/stories/events.ts'
import { probability } from '../../../src/stories/evidence-weights.ts'
import { linkageOf } from '../../../src/stories/linkage.ts'
import type { Original } from '../../../src/stories/original.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { Story } from '../../../src/stories/story.ts'
import { pairOf, takeIn, type Told } from './compared.ts'
import { ferry, ferryAgain, orchard, results } from './press.ts'

const settings = { ...defaultSettings, comparedMembers: 4, unseenProbability: 0.1 }

describe('the score of a story', () => {
  test('is the mean over its reports', () => {
    expect(meanOfBest([0.9, 0.6], 2, settings)).toBeCloseTo(0.75)
    expect(meanOfBest([0.9], 1, settings)).toBe(0.9)
  })

  test('counts reports that no index named as unlikely', () => {
    expect(meanOfBest([0.9], 3, settings)).toBeCloseTo((0.9 + 0.1 + 0.1) / 3)
    expect(meanOfBest([], 2, settings)).toBeCloseTo(0.1)
  })

  test('asks for no more of a large story than the best few', () => {
    expect(meanOfBest([0.9, 0.9, 0.9, 0.9, 0, 0], 6, settings)).toBeCloseTo(0.9)
    expect(meanOfBest([0.9, 0.9], 500, settings)).toBe(meanOfBest([0.9, 0.9], 4, settings))
  })

  test('is nothing for a story without reports', () => {
    expect(meanOfBest([], 0, settings)).toBe(0)
  })
})

/** Stories of the reports told, one a list. */
function storiesOf(...lists: readonly (readonly Told[])[]) {
  const { originals, taken } = takeIn(...lists.flat())
  const rest = [...taken]
  const stories = lists.map((list, at) => {
    const story = new Story(`story-${at}`)
    for (const original of rest.splice(0, list.length)) story.add(original)
    return story
  })
  return { originals, stories, taken }
}

describe('stories compared with an article', () => {
  test('come best first, each with its reports, the likeliest first', () => {
    const { originals, taken } = takeIn(orchard, orchard, ferry, ferryAgain)
    const article = taken.at(-1) as Original
    const stories = [new Story('one'), new Story('other')]
    taken.slice(0, 3).forEach((report, at) => stories[at === 0 ? 0 : 1]?.add(report))
    const scored = scoreStories(originals.probeAgain(article), taken, defaultSettings)
    expect(scored.map(({ story }) => story.id)).toEqual(['other', 'one'])
    expect(scored[0]?.compared.map(({ report }) => report.articleId)).toEqual(['a2', 'a1'])
    const [best = 0, second = 0] = scored[0]?.compared.map(({ probability }) => probability) ?? []
    expect(best).toBeGreaterThan(second)
    expect(scored[0]?.score).toBeCloseTo((best + second) / 2, 5)
  })

  test.each([
    ['two texts', ferry, ferryAgain, 'fullTextWeights'],
    ['two headlines', { title: ferry.title }, { title: ferryAgain.title }, 'headlineWeights'],
    ['a headline and a text', { title: ferry.title }, ferryAgain, 'mixedWeights'],
    ['a text and a headline', ferry, { title: ferryAgain.title }, 'mixedWeights'],
  ] as const)('are weighed for what there is of both: %s', (_case, first, second, weights) => {
    const { article, report } = pairOf(first, second)
    const compared = compareReports(article, report, defaultSettings)
    expect(compared.probability).toBe(probability(compared.evidence, defaultSettings[weights]))
  })
})

describe('linkage', () => {
  test('is the mean over every pair of reports of the two', () => {
    const { originals, stories, taken } = storiesOf([ferry, { ...orchard, hour: 1 }], [{ ...ferryAgain, hour: 2 }])
    const [first, second] = stories as [Story, Story]
    const [one, other, later] = taken as [Original, Original, Original]
    const likely = (a: Original) => compareReports(originals.probeAgain(a), later, defaultSettings).probability
    expect(likely(one)).toBeGreaterThan(0.8)
    expect(likely(other)).toBeLessThan(0.1)
    const linkage = linkageOf(first, second, originals, defaultSettings)
    expect(linkage).toBeCloseTo((likely(one) + likely(other)) / 2, 5)
    expect(linkageOf(second, first, originals, defaultSettings)).toBeCloseTo(linkage, 5)
  })

  test('reads the newest reports alone', () => {
    const { originals, stories } = storiesOf([ferry, orchard, orchard], [ferryAgain])
    const [first, second] = stories as [Story, Story]
    const bound = { ...defaultSettings, linkedMembers: 2 }
    expect(linkageOf(first, second, originals, bound)).toBeLessThan(0.1)
    expect(linkageOf(first, second, originals, defaultSettings)).toBeGreaterThan(0.3)
  })

  test('of notices of one form is nothing', () => {
    const notice = results('Halden Power', 'Tarvik', [412, 398, 5211])
    const { originals, stories } = storiesOf([notice], [results('Brask Foods', 'Velden', [77, 123, 964])])
    const [first, second] = stories as [Story, Story]
    expect(linkageOf(first, second, originals, defaultSettings)).toBe(0)
  })
})
