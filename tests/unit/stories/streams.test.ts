import { describe, expect, test } from '@jest/globals'
import { type LabelledArticle, shuffledArrival } from '../../support/labelled-stream.ts'
import { placed } from '../../support/labelled-stream-clusterer.ts'
import { copyErrors, joinedKinds, joinedNotices } from '../../support/labelled-stream-kinds.ts'
import { weekCoverage } from '../../support/labelled-stream-odd.ts'
import { labelsOf, type PlacedArticle, scoreRun } from '../../support/labelled-stream-runs.ts'
import { gluedTruths } from '../../support/labelled-stream-scores.ts'
import { labelledStreams } from '../../support/labelled-streams.ts'
import { kindsApart } from '../../support/labelled-notice-kinds.ts'

const streams = labelledStreams()
/** All streams at once, as they reach a lane: what is told of one stream is told of it among the others. */
const run = placed(streams['mixed'] ?? [])

function partOf(name: string): PlacedArticle[] {
  const ids = new Set(streams[name]?.map(({ id }) => id))
  return run.filter(({ article }) => ids.has(article.id))
}

const isOfFirstDays = ({ id }: LabelledArticle): boolean => !id.includes('-later')

test('every copy is known with its original, and nothing else is called a copy', () => {
  expect(run.length).toBeGreaterThan(700)
  expect(copyErrors(run)).toEqual([])
})

describe('reports of events', () => {
  const coverage = partOf('coverage')

  test('no two events share a story, also where two of a kind happen in the same days', () => {
    expect(gluedTruths(labelsOf(coverage))).toEqual([])
  })

  test('reports of the first days all meet', () => {
    expect(scoreRun(coverage.filter(({ article }) => isOfFirstDays(article)))).toMatchObject({ missedJoins: 0 })
  })

  test('reports of the days after are with the event that they go on about', () => {
    const home = new Map(coverage.map(({ article, storyId }) => [article.id, storyId]))
    const later = coverage.filter(({ article }) => !isOfFirstDays(article))
    const apart = later.filter(({ article, storyId }) => storyId !== home.get(`${article.story}-r0`))
    // One in ten may fall out: some of them tell of a new turn with few of the old words.
    expect(later.length).toBeGreaterThan(30)
    expect(apart.length / later.length).toBeLessThanOrEqual(0.1)
  })
})

describe('reports of events that come up to six hours late', () => {
  const late = shuffledArrival(weekCoverage(), 6, 1)

  test('put no two events in one story, and copies keep their groups', () => {
    const lateRun = placed(late)
    const scores = scoreRun(lateRun)
    expect(gluedTruths(labelsOf(lateRun))).toEqual([])
    expect(scores).toMatchObject({ falseCopies: 0, copiesMissed: 0 })
    // Which report opens a story changes with the order, so that one or two may fall out.
    expect(scores.b3).toBeGreaterThan(0.97)
  })

  test('are placed by a clusterer rebuilt midway as if it had never stopped', () => {
    const first = late.slice(0, 70)
    const stories = (restoreAt?: number) => placed(first, restoreAt).map(({ storyId }) => storyId)
    expect(stories(35)).toEqual(stories())
  })
})

describe('notices of one form', () => {
  const kinds = Object.entries(kindsApart).flatMap(([name, apart]) => apart.map((kind) => [name, kind] as const))

  test.each(kinds)('%s: no two of kind %s are in one story', (name, kind) => {
    const notices = partOf(name)
    expect(notices.some(({ article }) => article.id.startsWith(`${kind}-`))).toBe(true)
    expect(joinedNotices(notices, kind)).toEqual([])
  })

  test.each(Object.keys(kindsApart))('%s: reports on a notice and copies of it are in its story', (name) => {
    expect(scoreRun(partOf(name))).toMatchObject({ missedJoins: 0, copiesMissed: 0 })
  })

  test.each(['pages', 'languages'])('%s: notices of different kinds share no story', (name) => {
    expect(joinedKinds(partOf(name))).toEqual([])
  })
})

test('news that one outlet alone has stays alone', () => {
  expect(scoreRun(partOf('singles'))).toMatchObject({ articles: 20, falseJoins: 0 })
})

/*
 * Floors, a little under what is measured, of BCubed and of F1 over pairs. What they leave open: other news about the people and
 * companies of an event may join it (neighbours); a notice of which only the title is known may join one with text that
 * names the same company, or has the same form (business: asset values and holdings; offices: warnings); results of matches
 * and numbers of draws whose titles alone differ may meet (pages, languages).
 */
test.each([
  ['coverage', 0.98, 0.98],
  ['neighbours', 0.96, 0.95],
  ['business', 0.87, 0.58],
  ['offices', 0.94, 0.75],
  ['pages', 0.94, 0.78],
  ['languages', 0.97, 0.85],
  ['mixed', 0.95, 0.93],
])('the stories of the stream %s agree with the labels: BCubed %d, pairs %d', (name, b3, pairF1) => {
  const scores = scoreRun(partOf(name))
  expect(scores.b3).toBeGreaterThanOrEqual(b3)
  expect(scores.pairF1).toBeGreaterThanOrEqual(pairF1)
})
