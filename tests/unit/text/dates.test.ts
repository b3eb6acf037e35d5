import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseDate } from '../../../src/text/dates.ts'

const iso = (raw: string, options = {}) => parseDate(raw, options)?.iso ?? null

describe('parseDate', () => {
  test.each([
    ['Mon, 02 Mar 2026 18:20:00 GMT', '2026-03-02T18:20:00Z'],
    ['2 March 26 18:20 +0100', '2026-03-02T18:20:00+01:00'],
    ['Mon, 2 Mar 2026 18:20:00 +0100 (CET)', '2026-03-02T18:20:00+01:00'],
    ['Mon, 02 Mar 2026 18:20:00 MEST', '2026-03-02T18:20:00+02:00'],
    ['Mon Mar 02 2026 18:20:00 GMT-0500 (EST)', '2026-03-02T18:20:00-05:00'],
    ['Mon Mar  2 18:20:00 PST 2026', '2026-03-02T18:20:00-08:00'],
    ['Mon, 2026/03/02 18:20:00 EDT', '2026-03-02T18:20:00-04:00'],
    ['2026-03-02T18:20:00.5Z', '2026-03-02T18:20:00.5Z'],
    ['2026-03-02 18:20', '2026-03-02T18:20:00Z'],
    ['2026-03-02T18:20:00+01:00[Europe/Oslo]', '2026-03-02T18:20:00+01:00'],
    ['20260302T182000+0530', '2026-03-02T18:20:00+05:30'],
    ['2026-061T18:20:00Z', '2026-03-02T18:20:00Z'],
    ['2026-W10-1T18:20:00Z', '2026-03-02T18:20:00Z'],
    ['Mon, 2 Mar 2026 8:5:9 GMT', '2026-03-02T08:05:09Z'],
    ['2026-03-02T24:00:00Z', '2026-03-03T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['1772475600', '2026-03-02T18:20:00Z'],
    ['1772475600000', '2026-03-02T18:20:00Z'],
  ])('reads the instant in %s', (raw, expected) => {
    expect(parseDate(raw)).toEqual({ iso: expected, precision: 'instant' })
  })

  test.each([
    ['Mon, 02 Mar 2026 18:20:00 ET', '-05:00'],
    ['Thu, 02 Jul 2026 18:20:00 ET', '-04:00'],
    ['Thu, 02 Jul 2026 18:20:00 PT', '-07:00'],
    ['Thu, 02 Jul 2026 18:20:00 Europe/Oslo', '+02:00'],
  ])('a place keeps its summer time: %s', (raw, offset) => {
    expect(iso(raw)).toMatch(new RegExp(`\\${offset}$`))
  })

  test.each([
    ['2. März 2026', '2026-03-02'],
    ['2 février 2026', '2026-02-02'],
    ['lunes, 2 de marzo de 2026', '2026-03-02'],
    ['2 de março de 2026', '2026-03-02'],
    ['mar., 03 mars 2026', '2026-03-03'],
    ['2. maaliskuuta 2026', '2026-03-02'],
    ['2 marca 2026', '2026-03-02'],
    ['2. června 2026', '2026-06-02'],
    ['2026. március 2.', '2026-03-02'],
    ['2 Μαρτίου 2026', '2026-03-02'],
    ['2 марта 2026 г.', '2026-03-02'],
    ['2 березня 2026', '2026-03-02'],
    ['2 Mart 2026', '2026-03-02'],
    ['2 maart 2026', '2026-03-02'],
    ['٢ مارس ٢٠٢٦', '2026-03-02'],
    ['14 كانون الثاني 2026', '2026-01-14'],
    ['2 मार्च 2026', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['2026년 3월 2일', '2026-03-02'],
    ['ngày 2 tháng 3, 2026', '2026-03-02'],
    ['March 2nd, 2026', '2026-03-02'],
    ['02-Mar-26', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['2026-W10-1', '2026-03-02'],
    ['2020W537', '2021-01-03'],
    ['2026-W01-1', '2025-12-29'],
    ['31.12.2025', '2025-12-31'],
  ])('reads the day in %s', (raw, expected) => {
    expect(parseDate(raw)).toEqual({ iso: expected, precision: 'day' })
  })

  test.each([
    ['2 March 2026, 6.05 p.m.', '2026-03-02T18:05:00Z'],
    ['2. März 2026 um 18.05 Uhr', '2026-03-02T18:05:00Z'],
    ['2 mars 2026 18h05', '2026-03-02T18:05:00Z'],
    ['2026-03-02 오후 06:05:00', '2026-03-02T18:05:00Z'],
    ['2026-03-02 오전 12:05:00', '2026-03-02T00:05:00Z'],
    ['2 March 2026 6 pm', '2026-03-02T18:00:00Z'],
    ['2 March 2026 6:05 PM', '2026-03-02T18:05:00Z'],
    ['2026-03-02 PM 6:05', '2026-03-02T18:05:00Z'],
    ['2026-03-02 06:05:00 PM', '2026-03-02T18:05:00Z'],
    ['2 March 2026 18.05 CET', '2026-03-02T18:05:00+01:00'],
    ['02 3月 2026 18:05:00 +0800', '2026-03-02T18:05:00+08:00'],
  ])('reads the clock in %s', (raw, expected) => {
    expect(iso(raw)).toBe(expected)
  })

  test.each([
    '',
    '1:2:3:4',
    'Dec x 2012',
    '31 Feb 2012',
    '2012-02-30',
    '2012-13-01',
    '2012-01-01T25:00:00Z',
    '2012-01-01T10:61:00Z',
    '2012-01-01T10:00:00+23:00',
    '12 markets 2012',
    '3 May 4 2012',
    '2012-366x',
    '2012-W53-1',
    '2012-W00-1',
    '31 December 1969',
    '2 March',
    'x'.repeat(500),
  ])('refuses %s', (raw) => {
    expect(parseDate(raw)).toBeNull()
  })

  test('a numeric date that could be two days is read when only one is possible', () => {
    const notAfter = new Date('2026-03-13T00:00:00Z')
    expect(iso('03/12/2026', { notAfter })).toBe('2026-03-12')
    expect(iso('25/02/2026')).toBe('2026-02-25')
    expect(iso('03/04/2025')).toBeNull()
    expect(iso('03/04/2025', { dayFirst: true })).toBe('2025-04-03')
    expect(iso('03/04/2025', { dayFirst: false })).toBe('2025-03-04')
  })

  test('a year or a month alone is read only when asked', () => {
    expect(iso('2026-03')).toBeNull()
    expect(iso('2026-03', { fragments: true })).toBe('2026-03-01')
    expect(iso('2026', { fragments: true })).toBe('2026-01-01')
  })

  test('a date after the limit is refused', () => {
    expect(parseDate('2026-03-02T18:20:00Z', { notAfter: new Date('2026-03-02T18:19:59Z') })).toBeNull()
  })

  test('every instant survives being written as ISO 8601 and as RFC 822', () => {
    const instants = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (instant) => {
        const second = Math.floor(instant.getTime() / 1000) * 1000
        expect(Date.parse(iso(instant.toISOString()) ?? '')).toBe(instant.getTime())
        expect(Date.parse(iso(instant.toUTCString()) ?? '')).toBe(second)
      }),
    )
  })

  test('never throws and gives only dates that exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789:-/. TZ+apmMarch年月')) }), (raw) => {
        const date = parseDate(raw)
        if (date) expect(Number.isNaN(Date.parse(date.iso))).toBe(false)
      }),
    )
  })
})
