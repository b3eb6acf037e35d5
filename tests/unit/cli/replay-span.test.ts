import { describe, expect, test } from '@jest/globals'
import { spanOf } from '../../../src/cli/replay-span.ts'

describe('a span as a user types it', () => {
  test.each([
    ['2026-03-01..2026-03-08', '2026-02-28T23:00:00.000Z', '2026-03-07T23:00:00.000Z'],
    ['2026-03-28..2026-03-30', '2026-03-27T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-03-01T06:00..2026-03-01T18:30Z', '2026-03-01T05:00:00.000Z', '2026-03-01T18:30:00.000Z'],
    [' 2026-03-01T06:00+02:00 .. 2026-03-02 ', '2026-03-01T04:00:00.000Z', '2026-03-01T23:00:00.000Z'],
  ])('%s', (text, from, to) => {
    expect(spanOf(text, 'Europe/Oslo')).toEqual({ from: new Date(from), to: new Date(to) })
  })

  test.each([
    ['2026-03-01', 'is no span'],
    ['2026-03-01..', 'is no span'],
    ['2026-03-01..2026-03-02..2026-03-03', 'is no span'],
    ['yesterday..2026-03-02', 'the start of the span, yesterday, is no time'],
    ['2026-03-01..2026-02-30', 'the end of the span, 2026-02-30, is no time'],
    ['2026-03-02..2026-03-01', 'it ends before it begins'],
    ['2026-03-02..2026-03-02', 'it is empty, because its end is outside'],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => spanOf(text, 'UTC')).toThrow(reason)
  })
})
