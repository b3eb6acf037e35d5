import { describe, expect, test } from '@jest/globals'
import { localDay, localDayOf } from '../../../src/digests/local-day.ts'

const hours = ({ from, to }: { from: Date; to: Date }): number => (to.getTime() - from.getTime()) / 3_600_000

describe('localDay', () => {
  test.each([
    ['2031-03-18', 'Europe/Berlin', 24, '2031-03-17T23:00:00.000Z'],
    ['2031-03-30', 'Europe/Berlin', 23, '2031-03-29T23:00:00.000Z'],
    ['2031-10-26', 'Europe/Berlin', 25, '2031-10-25T22:00:00.000Z'],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5, '2026-10-03T13:30:00.000Z'],
    ['2031-03-30', 'UTC', 24, '2031-03-30T00:00:00.000Z'],
  ])('%s in %s lasts %d hours', (day, zone, length, from) => {
    const window = localDay(day, zone)
    expect(hours(window)).toBe(length)
    expect(window.from.toISOString()).toBe(from)
  })

  test('a day without midnight ends where the next one begins', () => {
    const skipped = localDay('2026-09-06', 'America/Santiago')
    expect(hours(skipped)).toBe(23)
    expect(skipped.to).toEqual(localDay('2026-09-07', 'America/Santiago').from)
  })

  test('both ends of a window lie where they should', () => {
    const { from, to } = localDay('2031-03-30', 'Europe/Berlin')
    expect(localDayOf(from, 'Europe/Berlin')).toBe('2031-03-30')
    expect(localDayOf(new Date(to.getTime() - 1), 'Europe/Berlin')).toBe('2031-03-30')
    expect(localDayOf(to, 'Europe/Berlin')).toBe('2031-03-31')
  })

  test('no day and no zone are refused', () => {
    expect(() => localDay('2031-02-30', 'Europe/Berlin')).toThrow('is no local day')
    expect(() => localDay('2031-03-30', 'Nowhere/Skerry')).toThrow('is no local day')
    expect(() => localDayOf(new Date(0), 'Nowhere/Skerry')).toThrow('is no time zone')
  })
})
