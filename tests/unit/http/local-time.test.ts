import { describe, expect, test } from '@jest/globals'
import { lagInWords, localTime, shortDay } from '../../../src/http/local-time.ts'

const at = (iso: string): Date => new Date(iso)

describe('lagInWords', () => {
  test.each([
    ['2026-11-22T06:12:00Z', '+0 min'],
    ['2026-11-22T06:40:00Z', '+28 min'],
    ['2026-11-22T07:12:00Z', '+1 h'],
    ['2026-11-22T09:17:00Z', '+3 h 5 min'],
    ['2026-11-25T06:12:00Z', '+3 days'],
    ['2026-11-22T06:00:00Z', '+0 min'],
  ])('%s is %s after 06:12', (later, words) => {
    expect(lagInWords(at('2026-11-22T06:12:00Z'), at(later))).toBe(words)
  })
})

describe('localTime', () => {
  const berlin = localTime('Europe/Berlin')

  test('writes times in its zone', () => {
    expect(berlin.full(at('2026-11-22T06:42:00Z'))).toBe('Sun 22 Nov 2026, 07:42')
    expect(berlin.dayOf(at('2026-11-22T23:30:00Z'))).toBe('2026-11-23')
  })

  test('names the day only where it is another', () => {
    expect(berlin.clockOn(at('2026-11-22T05:12:00Z'), '2026-11-22')).toBe('06:12')
    expect(berlin.clockOn(at('2026-11-21T22:50:00Z'), '2026-11-22')).toBe('21 Nov 23:50')
  })

  test('writes every month in three letters', () => {
    expect(shortDay('2026-09-05')).toBe('5 Sep 2026')
  })
})
