import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  bears,
  type Finding,
  firstOfRise,
  judgePages,
  judgeShare,
  type Mark,
  marks,
  medianBytesOf,
  type PageOutcome,
  type UsualPages,
} from '../../../src/articles/extraction-health.ts'
import { chanceOfAtLeast, upperBound } from '../../../src/articles/share-test.ts'

const noon = new Date('2026-03-02T12:00:00Z').getTime()

const page = (minutesAgo: number, facts: Partial<PageOutcome> = {}): PageOutcome => ({
  articleId: String(minutesAgo),
  url: `https://courier.example/${minutesAgo}`,
  seenAt: new Date(noon - minutesAgo * 60_000),
  code: null,
  bytes: 3_000,
  isFallback: false,
  hasAuthor: true,
  hasTime: true,
  ...facts,
})

const failed: Partial<PageOutcome> = { code: 'NO_TEXT', bytes: null, isFallback: null, hasAuthor: false }

/** Pages a minute apart, the newest first. */
const pagesOf = (count: number, facts: (index: number) => Partial<PageOutcome>): readonly PageOutcome[] =>
  Array.from({ length: count }, (_, index) => page(index, facts(index)))

const usualOf = (shares: Partial<Record<Mark, number>> = {}, of = 200): UsualPages => ({
  medianBytes: 3_000,
  shares: Object.fromEntries(marks.map((mark) => [mark, { marked: shares[mark] ?? 0, of }])) as UsualPages['shares'],
})

const risenOf = (pages: readonly PageOutcome[], usual: UsualPages): readonly Mark[] =>
  judgePages(pages, usual)
    .filter(({ verdict }) => verdict === 'risen')
    .map(({ mark }) => mark)

const shares = fc.integer({ min: 1, max: 2_000 }).chain((of) => fc.record({ of: fc.constant(of), marked: fc.nat(of) }))

describe('the chance of so many', () => {
  test.each([
    [{ marked: 1, of: 2 }, 0.5, 0.75],
    [{ marked: 5, of: 5 }, 0.1, 0.00001],
    [{ marked: 3, of: 10 }, 0.2, 0.322_200_473_6],
    [{ marked: 60, of: 100 }, 0.5, 0.028_443_966_820_49],
    [{ marked: 0, of: 7 }, 0.01, 1],
    [{ marked: 1, of: 7 }, 0, 0],
    [{ marked: 7, of: 7 }, 1, 1],
  ])('%j at %d is %d', (share, chance, expected) => {
    expect(chanceOfAtLeast(share, chance)).toBeCloseTo(expected, 10)
  })

  test('falls with the number asked for and rises with the chance of each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(49),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, k, p) => {
          const marked = Math.min(k, of - 1)
          const chance = chanceOfAtLeast({ marked, of }, p)
          expect(chance).toBeGreaterThanOrEqual(chanceOfAtLeast({ marked: marked + 1, of }, p) - 1e-12)
          expect(chance).toBeLessThanOrEqual(chanceOfAtLeast({ marked, of }, Math.min(1, p + 0.05)) + 1e-12)
        },
      ),
    )
  })
})

test('the upper bound of a share is never below the share, and near it with many trials', () => {
  fc.assert(
    fc.property(shares, (share) => expect(upperBound(share)).toBeGreaterThanOrEqual(share.marked / share.of - 1e-12)),
  )
  expect(upperBound({ marked: 0, of: 100 })).toBeCloseTo(0.026_34, 4)
  expect(upperBound({ marked: 500, of: 10_000 })).toBeLessThan(0.054)
  expect(upperBound({ marked: 0, of: 0 })).toBe(1)
})

describe('a share', () => {
  test('that equals the usual one is never an alarm', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 40 }), ({ marked, of }, times) => {
        expect(judgeShare({ marked, of }, { marked: marked * times, of: of * times })).toMatch(/^(usual|unknown)$/)
      }),
    )
  })

  test('that is below the usual one is never an alarm', () => {
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        fc.pre(one.marked / one.of <= other.marked / other.of)
        expect(judgeShare(one, other)).toMatch(/^(usual|unknown)$/)
      }),
    )
  })

  test('of 20 in 20 is always an alarm where none was usual', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 100_000 }), (of) => {
        expect(judgeShare({ marked: 20, of: 20 }, { marked: 0, of })).toBe('risen')
      }),
    )
  })

  test('goes on being an alarm when still more bear the mark', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 49 }), fc.nat(49), shares, (of, k, usual) => {
        const marked = Math.min(k, of - 1)
        if (judgeShare({ marked, of }, usual) === 'risen') {
          expect(judgeShare({ marked: marked + 1, of }, usual)).toBe('risen')
        }
      }),
    )
  })

  test.each([
    [4, 4, 0, 500, 'unknown'],
    [9, 9, 0, 9, 'unknown'],
    [5, 5, 0, 500, 'risen'],
    [5, 50, 0, 3_000, 'risen'],
    [1, 20, 0, 500, 'usual'],
    [2, 20, 0, 500, 'raised'],
    [8, 50, 30, 500, 'raised'], // more than chance brings, and fewer than it brings once in 10 000 windows
    [29, 50, 250, 500, 'usual'],
    [150, 2_000, 40, 4_000, 'raised'], // sure, and too small to be told
  ])('of %d in %d, where %d in %d are usual, is %s', (marked, of, usuallyMarked, usuallyOf, verdict) => {
    expect(judgeShare({ marked, of }, { marked: usuallyMarked, of: usuallyOf })).toBe(verdict)
  })

  test('of a publisher that always gave a text is an alarm after at most eight pages that give none', () => {
    for (const publishedBefore of [50, 100, 1_000]) {
      const needed = Array.from({ length: 20 }, (_, count) => count + 1).find(
        (marked) => judgeShare({ marked, of: 20 }, { marked: 0, of: publishedBefore }) === 'risen',
      )
      expect(needed).toBeLessThanOrEqual(8)
    }
  })
})

describe('the pages of a publisher', () => {
  test('that all give a text are as usual in every respect', () => {
    expect(
      judgePages(
        pagesOf(20, () => ({})),
        usualOf(),
      ).map(({ verdict }) => verdict),
    ).toEqual(marks.map(() => 'usual'))
  })

  test('that give none say nothing of texts', () => {
    const findings = judgePages(
      pagesOf(20, () => failed),
      usualOf(),
    )
    expect(findings.map(({ verdict }) => verdict)).toEqual(['risen', 'unknown', 'unknown', 'unknown', 'unknown'])
  })

  test.each<[Mark, Partial<PageOutcome>]>([
    ['fallback', { isFallback: true }],
    ['short', { bytes: 1_200 }],
    ['no_author', { hasAuthor: false }],
    ['no_time', { hasTime: false }],
  ])('that all bear %s are told of for that alone', (mark, facts) => {
    expect(
      risenOf(
        pagesOf(20, () => facts),
        usualOf(),
      ),
    ).toEqual([mark])
    expect(
      risenOf(
        pagesOf(20, () => facts),
        usualOf({ [mark]: 190 }),
      ),
    ).toEqual([])
  })

  test('are not short before their median is less than half the usual one', () => {
    const half = (index: number) => (index < 10 ? { bytes: 1_000 } : {})
    expect(judgePages(pagesOf(20, half), usualOf()).find(({ mark }) => mark === 'short')).toMatchObject({
      verdict: 'raised',
      recent: { marked: 10, of: 20 },
    })
    expect(
      risenOf(
        pagesOf(21, (index) => half(index % 20 === 0 ? 0 : index - 1)),
        usualOf(),
      ),
    ).toEqual(['short'])
  })

  test('whose texts were stored before their place was noted are not judged by it', () => {
    expect(bears(page(0, { isFallback: null }), 'fallback', 3_000)).toBeNull()
  })

  test('have the lower of two middle lengths', () => {
    expect(medianBytesOf([page(0, { bytes: 9 }), page(1, failed), page(2, { bytes: 4 })])).toBe(4)
    expect(medianBytesOf([page(0, failed)])).toBeNull()
  })
})

describe('the first page of a rise', () => {
  const first = (pages: readonly PageOutcome[]) => {
    const finding = judgePages(pages, usualOf({ no_text: 4 }))[0] as Finding
    return firstOfRise(pages, finding, 3_000)?.articleId
  }

  test('is the oldest of an unbroken run, whatever failed long before', () => {
    expect(first(pagesOf(50, (index) => (index < 8 || index === 40 ? failed : {})))).toBe('7')
  })

  test('is told over a page that did give its text', () => {
    expect(first(pagesOf(50, (index) => (index < 12 && index !== 3 ? failed : {})))).toBe('11')
  })

  test('does not depend on the order in which the pages come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...pagesOf(30, (i) => (i < 9 ? failed : {}))], { minLength: 30 }), (pages) => {
        expect(first(pages)).toBe('8')
      }),
    )
  })
})
