import { describe, expect, test } from '@jest/globals'
import { instantOf } from '../../../src/cli/stories-instant.ts'
import { UsageError } from '../../../src/errors.ts'

describe('a time as typed', () => {
  test.each([
    ['2026-03-02T08:15', 'Europe/Berlin', '2026-03-02T07:15:00.000Z'],
    ['2026-03-02T08:15Z', 'Europe/Berlin', '2026-03-02T08:15:00.000Z'],
    ['2026-03-02T08:15:30+05:30', 'UTC', '2026-03-02T02:45:30.000Z'],
    ['2026-03-02', 'Europe/Berlin', '2026-03-02T22:59:59.999Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(instantOf(text, zone).toISOString()).toBe(expected)
  })

  test.each(['', 'noon', '2026-13-01', '2.3.2026'])('%j is none', (text) => {
    expect(() => instantOf(text, 'UTC')).toThrow(UsageError)
  })
})
