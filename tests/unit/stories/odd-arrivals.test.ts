import { describe, expect, test } from '@jest/globals'
import type { LabelledArticle } from '../../support/labelled-stream.ts'
import { openClusterer, placed } from '../../support/labelled-stream-clusterer.ts'
import { columns, oddWeek, weekCoverage } from '../../support/labelled-stream-odd.ts'
import { copyErrors } from '../../support/labelled-stream-kinds.ts'
import { labelsOf, scoreRun } from '../../support/labelled-stream-runs.ts'
import { gluedTruths } from '../../support/labelled-stream-scores.ts'

const hourMs = 3_600_000
const week = weekCoverage()
const wire = week[0] as LabelledArticle
const start = wire.publishedAt?.getTime() ?? 0

/** The first report of the week again, with what is changed. */
const again = (changed: Partial<LabelledArticle>): LabelledArticle => ({
  ...wire,
  id: 'again',
  url: `${wire.url}-2`,
  ...changed,
})

const later = (hours: number): Date => new Date(start + hours * hourMs)

/** Where an article goes after the coverage of the first days. */
function afterTheFirstDay(article: LabelledArticle) {
  const clusterer = openClusterer()
  const placedFirst = week.slice(0, 15).map((one) => clusterer.assign(one))
  return { first: placedFirst[0], last: clusterer.assign(article), clusterer }
}

describe('a text published again', () => {
  test.each([3, 30, 9 * 24])('under a new address %i hours later is a copy in the old story', (hours) => {
    const { first, last } = afterTheFirstDay(again({ publishedAt: later(hours) }))
    expect(last).toMatchObject({
      storyId: first?.storyId,
      isNewStory: false,
      copyOf: { originalId: wire.id, kind: 'identical' },
    })
  })

  test('under another headline is a copy still', () => {
    const { last } = afterTheFirstDay(again({ title: 'What we know so far', publishedAt: later(20) }))
    expect(last.copyOf).toMatchObject({ originalId: wire.id, rule: 'same-text' })
  })

  test('after its story has closed opens another, which later reports of that time may join', () => {
    const { last } = afterTheFirstDay(again({ publishedAt: later(24 * 40) }))
    expect(last).toMatchObject({ isNewStory: true, copyOf: null })
  })
})

describe('an edited title', () => {
  test('of an article that is known changes nothing', () => {
    const { first, clusterer } = afterTheFirstDay(again({ publishedAt: later(4) }))
    expect(clusterer.assign({ ...wire, title: 'Quite another headline' })).toEqual(first)
  })
})

describe('out of order', () => {
  test('a copy that comes before its text makes the text the copy, in one story', () => {
    const clusterer = openClusterer()
    const copy = again({ publisher: 'Sundial', publishedAt: later(5) })
    const early = clusterer.assign(copy)
    expect(early.copyOf).toBeNull()
    expect(clusterer.assign(wire)).toMatchObject({ storyId: early.storyId, copyOf: { originalId: copy.id } })
  })

  test('a report six hours older than the newest joins its event', () => {
    const second = week.find(({ id }) => id === `${wire.story}-r1`) as LabelledArticle
    const { first, last } = afterTheFirstDay({ ...second, id: 'old', publishedAt: later(-6) })
    expect(last.storyId).toBe(first?.storyId)
  })
})

describe('dates', () => {
  const second = week.find(({ id }) => id === `${wire.story}-r1`) as LabelledArticle

  test('an undated report joins its event', () => {
    const { first, last } = afterTheFirstDay({ ...second, id: 'undated', publishedAt: null })
    expect(last.storyId).toBe(first?.storyId)
  })

  test('a stream without any dates is grouped all the same', () => {
    const run = placed(week.slice(0, 40).map((article) => ({ ...article, publishedAt: null })))
    expect(gluedTruths(labelsOf(run))).toEqual([])
  })

  test('an article dated two days ahead joins its event and closes nothing', () => {
    const { first, last, clusterer } = afterTheFirstDay({ ...second, id: 'ahead', publishedAt: later(48) })
    expect(last.storyId).toBe(first?.storyId)
    expect(clusterer.assign(again({ publishedAt: later(9) })).storyId).toBe(first?.storyId)
  })
})

const run = placed(oddWeek())

describe('pages that touch many events', () => {
  const plain = (id: string): boolean => /-(?:r\d|light|medium|heavy|merged|later\d)$/u.test(id)

  test('round-ups and live pages put no two events together', () => {
    const reports = run.filter(({ article }) => plain(article.id))
    expect(reports.length).toBe(week.length)
    expect(gluedTruths(labelsOf(reports))).toEqual([])
  })

  test('are no copies, also where a live page prints a brief in full', () => {
    expect(copyErrors(run)).toEqual([])
  })
})

describe('pages of a line or two', () => {
  const shareAtHome = (prefix: string): number => {
    const pages = run.filter(({ article }) => article.id.startsWith(prefix))
    const home = (story: string) => run.find(({ article }) => article.id === `${story}-r0`)?.storyId
    return pages.filter(({ article, storyId }) => storyId === home(article.story)).length / pages.length
  }

  test.each(['gallery-', 'walled-', 'correction-', 'video-'])(
    'of the kind %s are with the event that the title names but for one in eight',
    (prefix) => {
      // Their text says little or nothing of the event.
      expect(shareAtHome(prefix)).toBeGreaterThanOrEqual(7 / 8)
    },
  )
})

/*
 * A little under what is measured. Open: a round-up or a live page may be with one of the events that it touches, and a report
 * under a wrong language tag is alone, since these streams go past the reading of pages, which settles the language.
 */
test('the stories of the whole week agree with the labels', () => {
  const { b3, pairF1 } = scoreRun(run)
  expect(b3).toBeGreaterThanOrEqual(0.93)
  expect(pairF1).toBeGreaterThanOrEqual(0.92)
})

test('columns of one title are a story a day, also where their wording is much the same', () => {
  const issues = placed(columns().filter(({ id }) => /^weather-column-[01]$/u.test(id)))
  expect(issues.length).toBe(2)
  expect(gluedTruths(labelsOf(issues))).toEqual([])
})
