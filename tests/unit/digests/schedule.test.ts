import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { dueAt, dueDates, type Schedule } from '../../../src/digests/schedule.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

describe('dueAt', () => {
  test.each([
    ['an ordinary morning', '2026-11-22', '07:00', 'Europe/Berlin', '2026-11-22T06:00:00Z'],
    ['summer time', '2026-07-01', '07:00', 'Europe/Berlin', '2026-07-01T05:00:00Z'],
    [
      'a time that the clocks skip is due behind the gap',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
    ],
    ['the first instant behind the gap is itself', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['of a time that is repeated the first is meant', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['where the clocks skip midnight', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['a repeat of half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
    ['a zone far ahead', '2026-11-22', '07:00', 'Pacific/Kiritimati', '2026-11-21T17:00:00Z'],
  ])('%s', (_what, localDate, sendAt, zone, expected) => {
    expect(dueAt(localDate, { zone, sendAt })).toEqual(new Date(expected))
  })

  test('a day that is none is refused', () => {
    expect(() => dueAt('2026-02-30', { zone: 'UTC', sendAt: '07:00' })).toThrow('no local time')
  })

  test('an edition is due on its date, in order, in every zone', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Tehran', 'UTC']
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(...zones),
        (days, minutes, zone) => {
          const day = DateTime.fromISO('2022-01-01', { zone: 'utc' }).plus({ days })
          const sendAt = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          const [today, tomorrow] = [day, day.plus({ days: 1 })].map((one) => one.toISODate() ?? '')
          const due = dueAt(today ?? '', { zone, sendAt })
          expect(DateTime.fromJSDate(due, { zone }).toISODate()).toBe(today)
          expect(dueAt(tomorrow ?? '', { zone, sendAt }).getTime()).toBeGreaterThan(due.getTime())
        },
      ),
    )
  })
})

describe('dueDates', () => {
  const schedule: Schedule = { zone: 'Europe/Berlin', sendAt: '07:00', weekdays: everyDay }
  const now = new Date('2026-11-25T12:00:00Z') // a Wednesday

  test('every date from the first on, and tomorrow', () => {
    const dates = dueDates(schedule, '2026-11-23', now).map(({ localDate }) => localDate)
    expect(dates).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'])
  })

  test('only its weekdays', () => {
    const dates = dueDates({ ...schedule, weekdays: [1, 4] }, '2026-11-16', now).map(({ localDate }) => localDate)
    expect(dates).toEqual(['2026-11-16', '2026-11-19', '2026-11-23', '2026-11-26'])
  })

  test('a day that is 23 or 25 hours long is one date', () => {
    const over = dueDates(schedule, '2026-10-23', new Date('2026-10-27T12:00:00Z'))
    expect(over.map(({ dueAt: due }) => due.toISOString().slice(0, 13))).toEqual([
      '2026-10-23T05',
      '2026-10-24T05',
      '2026-10-25T06',
      '2026-10-26T06',
      '2026-10-27T06',
      '2026-10-28T06',
    ])
  })

  test('months of sleep are not caught up with', () => {
    expect(dueDates(schedule, '2020-01-01', now)).toHaveLength(41)
  })
})
