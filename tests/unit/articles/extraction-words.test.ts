import { describe, expect, test } from '@jest/globals'
import {
  judgePages,
  type Mark,
  marks,
  type PageOutcome,
  type UsualPages,
} from '../../../src/articles/extraction-health.ts'
import { complain, percent } from '../../../src/articles/extraction-words.ts'

const pagesOf = (facts: (index: number) => Partial<PageOutcome>): readonly PageOutcome[] =>
  Array.from({ length: 20 }, (_, index) => ({
    articleId: String(index),
    url: `https://courier.example/${index}`,
    seenAt: new Date(Date.UTC(2026, 2, 2, 12, -index)),
    code: null,
    bytes: 3_000,
    isFallback: false,
    hasAuthor: true,
    hasTime: true,
    ...facts(index),
  }))

const usual: UsualPages = {
  medianBytes: 3_100,
  shares: Object.fromEntries(marks.map((mark) => [mark, { marked: 2, of: 100 }])) as UsualPages['shares'],
}

function complaintOf(mark: Mark, facts: (index: number) => Partial<PageOutcome>) {
  const pages = pagesOf(facts)
  const finding = judgePages(pages, usual).find((candidate) => candidate.mark === mark)
  return finding ? complain(finding, pages, usual) : null
}

const without = (code: string): Partial<PageOutcome> => ({ code, bytes: null, isFallback: null })

describe('what is told of pages that changed', () => {
  test('says since when, how many, what is usual, where to look and what to do', () => {
    const complaint = complaintOf('no_text', (index) =>
      index < 9 ? without(index === 2 ? 'HTTP_404' : 'NO_TEXT') : {},
    )
    expect(complaint).toEqual({
      since: new Date('2026-03-02T11:52:00Z'),
      reason:
        '9 of its newest 20 pages gave no text (NO_TEXT), where 2 % do as a rule, as at https://courier.example/0: ' +
        'open the page; where it shows its text the template has changed, and rules for the publisher help',
    })
  })

  test.each([
    ['BOT_WALL', 'write to it'],
    ['HTTP_403', 'write to it'],
    ['HTTP_404', 'whether the publisher has moved'],
    ['CONSENT_WALL', 'the template has changed'],
  ])('gives advice that fits %s', (code, advice) => {
    expect(complaintOf('no_text', () => without(code))?.reason).toContain(advice)
  })

  test.each<[Mark, Partial<PageOutcome>, string]>([
    ['fallback', { isFallback: true }, '20 of its newest 20 texts were found elsewhere than displayed, where 2 % are'],
    ['short', { bytes: 900 }, 'its newest 20 texts have a median of 0.9 kB, where 3.1 kB are usual'],
    ['no_author', { hasAuthor: false }, '20 of its newest 20 texts name no author, where 2 % do as a rule'],
    ['no_time', { hasTime: false }, '20 of its newest 20 texts have no time of publication, where 2 % have none'],
  ])('names %s', (mark, facts, words) => {
    expect(complaintOf(mark, () => facts)?.reason).toContain(`${words}, as at https://courier.example/0: `)
  })

  test('is nothing where no page bears the mark', () => {
    expect(complaintOf('no_text', () => ({}))).toBeNull()
  })
})

test('a share is a whole number of percent, and never 0 % when there is one', () => {
  expect([0, 0.004, 0.016, 1].map(percent)).toEqual(['0 %', 'under 1 %', '2 %', '100 %'])
})
