import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { eventTime, publicationTime, readPublication } from '../../../src/articles/event-time.ts'

const at = (text: string): Date => new Date(text)
const seen = at('2026-03-02T12:00:00Z')

describe('eventTime', () => {
  test('is the publication', () => {
    expect(eventTime(at('2026-03-02T08:00:00Z'), seen)).toEqual(at('2026-03-02T08:00:00Z'))
  })

  test('is the first sight of an article without a date', () => {
    expect(eventTime(null, seen)).toEqual(seen)
  })

  test('is never later than the first sight', () => {
    const dates = fc.date({ min: at('1990-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, dates, (published, firstSeen) => {
        const event = eventTime(published, firstSeen)
        expect(event.getTime()).toBe(Math.min(published.getTime(), firstSeen.getTime()))
      }),
    )
  })
})

describe('readPublication', () => {
  test.each([
    ['an instant with an offset', '2026-03-02T18:20:00+01:00', { kind: 'instant', at: at('2026-03-02T17:20:00Z') }],
    ['an instant in UTC', '2026-03-02T18:20:00Z', { kind: 'instant', at: at('2026-03-02T18:20:00Z') }],
    ['only a day', '2026-03-02', { kind: 'day', day: '2026-03-02' }],
    ['nothing', null, null],
    ['no date', 'yesterday', null],
    ['an hour that does not exist', '2026-03-02T25:00:00Z', null],
  ])('reads %s', (_what, text, expected) => {
    expect(readPublication(text)).toEqual(expected)
  })
})

describe('publicationTime', () => {
  const feed = at('2026-03-02T08:15:00Z')
  const onDay = (day: string) => publicationTime({ kind: 'day', day }, feed)

  test('believes an instant on the page more than the feed', () => {
    const page = at('2026-03-01T22:00:00Z')
    expect(publicationTime({ kind: 'instant', at: page }, feed)).toEqual({ at: page, day: null })
    expect(publicationTime({ kind: 'instant', at: page }, null)).toEqual({ at: page, day: null })
  })

  test('takes the time of the feed where the page gives none', () => {
    expect(publicationTime(null, feed)).toEqual({ at: feed, day: null })
    expect(publicationTime(null, null)).toEqual({ at: null, day: null })
  })

  test('takes the time of the feed for a page that names its day, in whatever zone', () => {
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) expect(onDay(day)).toEqual({ at: feed, day: null })
  })

  test('keeps the day of a page that the feed contradicts, or says nothing of', () => {
    for (const day of ['2026-02-28', '2026-03-04']) expect(onDay(day)).toEqual({ at: null, day })
    expect(publicationTime({ kind: 'day', day: '2026-03-02' }, null)).toEqual({ at: null, day: '2026-03-02' })
  })
})
