import { describe, expect, test } from '@jest/globals'
import {
  type Finding,
  judgePages,
  marks,
  type PageOutcome,
  type UsualPages,
} from '../../../src/articles/extraction-health.ts'
import type { ExtractionReport } from '../../../src/articles/extraction-report.ts'
import { asTable, publisherState, troubledFirst } from '../../../src/cli/publishers-health.ts'

const now = new Date('2026-03-02T12:00:00Z')

const usual: UsualPages = {
  medianBytes: 3_100,
  shares: Object.fromEntries(marks.map((mark) => [mark, { marked: 2, of: 100 }])) as UsualPages['shares'],
}

function report(publisher: string, count: number, alarms: readonly Finding['mark'][] = []): ExtractionReport {
  const pages = Array.from({ length: count }, (_, index): PageOutcome => {
    const code = index < 2 ? 'NO_TEXT' : null
    const bytes = code === null ? 2_900 : null
    const seenAt = new Date(now.getTime() - index * 60_000)
    return {
      articleId: '1',
      url: '/',
      seenAt,
      code,
      bytes,
      isFallback: index === 2,
      hasAuthor: index > 11,
      hasTime: true,
    }
  })
  const since = new Date('2026-03-02T09:00:00Z')
  return {
    publisherId: '1',
    publisher,
    pages,
    usual,
    findings: judgePages(pages, usual),
    alarms: alarms.map((mark) => ({
      publisherId: '1',
      publisher,
      mark,
      since,
      reason: `pages with ${mark}\u001b[31m`,
    })),
  }
}

describe('the health of publishers', () => {
  test('is a table with the alarms under their publisher', () => {
    expect(asTable([publisherState(report('Hollin Courier', 20, ['no_text', 'short']))], 3, now)).toEqual([
      'publisher       state          texts     usual  fallbacks  usual  no author  usual  median  usual',
      'Hollin Courier  texts missing  18 of 20  98 %   6 %        2 %    56 %       2 %    2.9 kB  3.1 kB',
      '  begun 3 h ago: pages with no_text [31m',
      '  begun 3 h ago: pages with short [31m',
    ])
  })

  test('says so where nothing is to be shown', () => {
    expect(asTable([], 3, now)).toEqual(['3 judged, none with an alarm; --all shows them'])
    expect(asTable([], 0, now)).toEqual(['no page was read in the last two weeks'])
  })

  test('is unknown with few pages, unless an alarm is open', () => {
    expect(publisherState(report('Quay Post', 3)).state).toBe('too few pages')
    expect(publisherState(report('Quay Post', 3, ['short'])).state).toBe('texts odd')
    expect(publisherState(report('Quay Post', 11)).state).toBe('in doubt')
    expect(publisherState({ ...report('Quay Post', 20), findings: [] }).state).toBe('texts well')
  })

  test('has the troubled first, the worst before the odd', () => {
    const reports = [report('A', 9), report('B', 9, ['short']), report('C', 9, ['short', 'no_text']), report('D', 9)]
    expect(troubledFirst(reports).map(({ publisher }) => publisher)).toEqual(['C', 'B', 'A', 'D'])
  })

  test('gives the figures behind each word as JSON', () => {
    expect(JSON.parse(JSON.stringify(publisherState(report('Hollin Courier', 20, ['no_text']))))).toMatchObject({
      publisher: 'Hollin Courier',
      noText: { newest: { marked: 2, of: 20 }, usual: { marked: 2, of: 100 } },
      noAuthor: { newest: { marked: 10, of: 18 } },
      medianBytes: 2_900,
      usualMedianBytes: 3_100,
      alarms: [{ mark: 'no_text', since: '2026-03-02T09:00:00.000Z' }],
    })
  })
})
