import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { firstRevisit, nextRevisit } from '../../../src/articles/next-revisit.ts'

const scrapedAt = new Date('2026-03-02T12:00:00Z')
const after = (hours: number): Date => new Date(scrapedAt.getTime() + hours * 3_600_000)

describe('the plan of revisits', () => {
  test('is 1, 6, 24 and 72 hours after the first scrape', () => {
    const times: (Date | null)[] = [firstRevisit(scrapedAt)]
    let done = 0
    for (let at = times[0] ?? null; at !== null;) {
      const plan = nextRevisit(scrapedAt, done, at)
      times.push(plan.at)
      at = plan.at
      done = plan.done
    }
    expect(times).toEqual([after(1), after(6), after(24), after(72), null])
    expect(done).toBe(4)
  })

  test.each([
    ['a late look does not move the others', 0, 2, { done: 1, at: after(6) }],
    ['steps that have gone by are passed over', 0, 30, { done: 3, at: after(72) }],
    ['a step within half an hour is passed over', 0, 5.6, { done: 2, at: after(24) }],
    ['a step just behind half an hour is not', 0, 5.5, { done: 1, at: after(6) }],
    ['a look behind the last step ends it', 2, 80, { done: 4, at: null }],
    ['an early look is none of the next step', 1, 1.2, { done: 2, at: after(24) }],
  ])('%s', (_what, done, hours, plan) => {
    expect(nextRevisit(scrapedAt, done, after(hours))).toEqual(plan)
  })

  test('always goes on and ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 200, noNaN: true }), (done, hours) => {
        const plan = nextRevisit(scrapedAt, done, after(hours))
        expect(plan.done).toBeGreaterThan(done)
        expect(plan.at === null).toBe(plan.done === 4)
        if (plan.at) expect(plan.at.getTime()).toBeGreaterThanOrEqual(after(hours + 0.5).getTime() - 1)
      }),
    )
  })
})
