import { describe, expect, test } from '@jest/globals'
import { type DayMember, rankDay } from '../../../src/stories/day.ts'

const from = new Date('2026-11-22T00:00:00Z')
const to = new Date('2026-11-23T00:00:00Z')

const member = (storyId: string, publisher: string, hour: number, more: Partial<DayMember> = {}): DayMember => ({
  storyId,
  publisher,
  ownerGroup: null,
  isCopy: false,
  eventAt: new Date(from.getTime() + hour * 3_600_000),
  ...more,
})

describe('rankDay', () => {
  test('puts the story with the most independent reports first, and the older one at a tie', () => {
    const ranked = rankDay(
      [member('C', 'Meridian', 3), member('B', 'Meridian', 2), member('A', 'Meridian', 1), member('C', 'Ledger', 4)],
      from,
      to,
    )
    expect(ranked.map(({ storyId }) => storyId)).toEqual(['C', 'A', 'B'])
    expect(ranked[0]).toMatchObject({ state: 'new', newReports: 0, counts: { independent: 2, articles: 2 } })
  })

  test('tells a story that developed from one that was only copied', () => {
    const ranked = rankDay(
      [
        member('A', 'Meridian', -5),
        member('A', 'Ledger', 5),
        member('B', 'Meridian', -5),
        member('B', 'Valley Times', 5, { isCopy: true }),
      ],
      from,
      to,
    )
    expect(ranked.map(({ storyId, state, newReports }) => [storyId, state, newReports])).toEqual([
      ['A', 'developed', 1],
      ['B', 'unchanged', 0],
    ])
  })

  test('does not count reports of later days as new on this one', () => {
    const [story] = rankDay(
      [member('A', 'Meridian', -5), member('A', 'Meridian', 5), member('A', 'Ledger', 30)],
      from,
      to,
    )
    expect(story).toMatchObject({ state: 'unchanged', newReports: 0, counts: { independent: 2 } })
  })
})
