import { describe, expect, test } from '@jest/globals'
import { columns, fromNow, shown } from '../../../src/cli/feeds-text.ts'

test('shown keeps words on one line and takes away what steers a terminal', () => {
  expect(shown(' Ferry\u001b[31m\n late\u202e ')).toBe('Ferry [31m late')
  expect(shown('Ferry to Ostrel', 8)).toBe('Ferry t…')
  expect(shown('🚢🚢🚢', 3)).toBe('🚢🚢🚢')
})

test('columns are as wide as their widest cell', () => {
  expect(
    columns(
      ['id', 'state'],
      [
        ['1', 'failing'],
        ['204', 'read'],
      ],
    ),
  ).toEqual(['id   state', '1    failing', '204  read'])
  expect(columns(['id'], [])).toEqual(['id'])
})

describe('fromNow', () => {
  const now = new Date('2026-03-02T12:00:00Z')
  test.each([
    [null, 'never'],
    ['2026-03-02T12:00:40Z', 'now'],
    ['2026-03-02T12:12:20Z', 'in 12 min'],
    ['2026-03-02T08:50:00Z', '3 h ago'],
    ['2026-02-20T12:00:00Z', '10 d ago'],
  ])('%s is %s', (at, text) => {
    expect(fromNow(at === null ? null : new Date(at), now)).toBe(text)
  })
})
