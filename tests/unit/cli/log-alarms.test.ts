import { expect, test } from '@jest/globals'
import type { ExtractionAlarm } from '../../../src/articles/repository-alarm.ts'
import { logAlarms } from '../../../src/cli/log-alarms.ts'

test('an alarm is a warning when it opens, and news when it is over', () => {
  const lines: unknown[] = []
  const log = {
    warn: (facts: object, line?: string) => lines.push(['warn', facts, line]),
    info: (facts: object, line?: string) => lines.push(['info', facts, line]),
  } as unknown as Parameters<typeof logAlarms>[0]
  const since = new Date('2026-03-02T09:00:00Z')
  const alarm: ExtractionAlarm = {
    publisherId: '1',
    publisher: 'Hollin Courier',
    mark: 'no_text',
    since,
    reason: '8 of its newest 20 pages gave no text',
  }
  logAlarms(log, { opened: [alarm], closed: [{ ...alarm, mark: 'short' }] })
  const facts = { publisher: 'Hollin Courier', since }
  expect(lines).toEqual([
    [
      'warn',
      { ...facts, mark: 'no_text' },
      'the pages of Hollin Courier have changed: 8 of its newest 20 pages gave no text',
    ],
    ['info', { ...facts, mark: 'short' }, 'the pages of Hollin Courier are as usual again (short)'],
  ])
})
