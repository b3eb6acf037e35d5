import { expect, test } from '@jest/globals'
import { editionWindow } from '../../../src/digests/edition-window.ts'

const GRACE_MS = 30 * 60_000

const windowOf = (dueAt: string, previousEnd: string | null, now = dueAt, zone = 'UTC') => {
  const { from, to } = editionWindow(
    { dueAt: new Date(dueAt), zone, previousEnd: previousEnd === null ? null : new Date(previousEnd) },
    GRACE_MS,
    new Date(now),
  )
  return [from.toISOString().slice(0, 16), to.toISOString().slice(0, 16)]
}

const due = '2026-11-22T07:00:00Z'

test.each([
  ['a first edition tells a day', null, ['2026-11-21T06:30', '2026-11-22T06:30']],
  ['a later one goes on where the one before ended', '2026-11-21T05:00:00Z', ['2026-11-21T05:00', '2026-11-22T06:30']],
  ['after weeks it tells seven days', '2026-10-01T06:30:00Z', ['2026-11-15T06:30', '2026-11-22T06:30']],
  [
    'one that follows another at once tells what is left',
    '2026-11-22T06:50:00Z',
    ['2026-11-22T06:50', '2026-11-22T07:00'],
  ],
])('%s', (_what, previousEnd, window) => {
  expect(windowOf(due, previousEnd)).toEqual(window)
})

test('one that is made late ends when it was to end, one that is made early ends then', () => {
  expect(windowOf(due, null, '2026-11-22T12:00:00Z')).toEqual(['2026-11-21T06:30', '2026-11-22T06:30'])
  expect(windowOf(due, null, '2026-11-22T02:00:00Z')).toEqual(['2026-11-21T06:30', '2026-11-22T02:00'])
})

test('a first edition after the clocks have changed begins at the same local time', () => {
  expect(windowOf('2026-03-29T05:00:00Z', null, '2026-03-29T05:00:00Z', 'Europe/Berlin')[0]).toBe('2026-03-28T05:30')
})

test('a window is never empty', () => {
  const [from, to] = windowOf(due, '2026-11-22T07:00:00Z')
  expect([from, to]).toEqual(['2026-11-22T07:00', '2026-11-22T07:00'])
  const { from: start, to: end } = editionWindow(
    { dueAt: new Date(due), zone: 'UTC', previousEnd: new Date(due) },
    GRACE_MS,
    new Date(due),
  )
  expect(end.getTime()).toBeGreaterThan(start.getTime())
})
