import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { retryAfterOf } from '../../../src/fetch/retry-after.ts'

const now = new Date('2026-03-02T08:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

describe('retryAfterOf', () => {
  test.each([
    ['seconds', '120', after(120)],
    ['seconds with white space', ' 120 ', after(120)],
    ['an HTTP date', 'Mon, 02 Mar 2026 08:30:00 GMT', after(1_800)],
    ['a date in the notation of RFC 850', 'Monday, 02-Mar-26 08:30:00 GMT', after(1_800)],
    ['a date in the notation of asctime, which is in UTC', 'Mon Mar  2 08:30:00 2026', after(1_800)],
    ['a day', '86400', after(86_400)],
    ['more than a day', '86401', after(86_400)],
    ['a date far off', 'Tue, 02 Mar 2027 08:00:00 GMT', after(86_400)],
    ['a number without end', '999999999', after(86_400)],
  ])('reads %s', (_what, header, expected) => {
    expect(retryAfterOf(header, now)).toEqual(expected)
  })

  test.each([
    ['nothing', null],
    ['an empty value', ''],
    ['no seconds', '0'],
    ['negative seconds', '-120'],
    ['a fraction', '1.5'],
    ['a number with a unit', '120s'],
    ['ten digits', '1234567890'],
    ['words', 'later, please'],
    ['a date that has passed', 'Mon, 02 Mar 2026 07:59:59 GMT'],
    ['the present', 'Mon, 02 Mar 2026 08:00:00 GMT'],
    ['a day that does not exist', 'Mon, 99 Mar 2026 08:00:00 GMT'],
  ])('makes nothing of %s', (_what, header) => {
    expect(retryAfterOf(header, now)).toBeNull()
  })

  test('is null or within the day to come, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (header) => {
        const at = retryAfterOf(header, now)
        if (at !== null) expect(at > now && at <= after(86_400)).toBe(true)
      }),
    )
  })
})
