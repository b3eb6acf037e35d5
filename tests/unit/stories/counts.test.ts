import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CountedArticle, countsInWords, countStory, independentKey } from '../../../src/stories/counts.ts'

const report = (publisher: string, ownerGroup: string | null = null): CountedArticle => ({
  publisher,
  ownerGroup,
  isCopy: false,
})
const copy = (publisher: string, ownerGroup: string | null = null): CountedArticle => ({
  ...report(publisher, ownerGroup),
  isCopy: true,
})

describe('countStory', () => {
  test.each([
    ['nothing', [], [0, 0, 0]],
    ['one report', [report('Hollin Courier')], [1, 1, 1]],
    ['two reports of one publisher', [report('Hollin Courier'), report('Hollin Courier')], [1, 1, 2]],
    ['a report and a copy of it elsewhere', [report('Hollin Courier'), copy('Tarn Gazette')], [1, 2, 2]],
    [
      'an own report beside a copy at one publisher',
      [report('Hollin Courier'), copy('Tarn Gazette'), report('Tarn Gazette')],
      [2, 2, 3],
    ],
    [
      'two publishers of one owner',
      [report('Hollin Courier', 'Ostrel Media'), report('Tarn Gazette', 'Ostrel Media')],
      [1, 2, 2],
    ],
    ['an owner that is called like another publisher', [report('Ostrel'), report('Tarn Gazette', 'Ostrel')], [2, 2, 2]],
    ['a copy whose original is not among them', [copy('Tarn Gazette')], [0, 1, 1]],
  ])('%s', (_what, articles, [independent, publishers, all]) => {
    expect(countStory(articles)).toEqual({ independent, publishers, articles: all })
  })

  const names = fc.constantFrom('A', 'B', 'C', 'D')
  const articles = fc.array(
    fc.record({ publisher: names, ownerGroup: fc.option(names, { nil: null }), isCopy: fc.boolean() }),
  )

  test('never counts more independent reports than articles that are no copies', () => {
    fc.assert(
      fc.property(articles, (story) => {
        const counts = countStory(story)
        expect(counts.independent).toBeLessThanOrEqual(story.filter(({ isCopy }) => !isCopy).length)
        expect(counts.publishers).toBeLessThanOrEqual(counts.articles)
        expect(countStory([...story].reverse())).toEqual(counts)
      }),
    )
  })

  test('a further copy adds no independent report', () => {
    fc.assert(
      fc.property(articles, names, (story, publisher) => {
        expect(countStory([...story, copy(publisher)]).independent).toBe(countStory(story).independent)
      }),
    )
  })
})

test('independentKey tells an owner from a publisher of the same name', () => {
  expect(independentKey(report('Ostrel'))).not.toBe(independentKey(report('Tarn Gazette', 'Ostrel')))
})

test('countsInWords keeps its order and counts in words', () => {
  expect(countsInWords({ independent: 4, publishers: 6, articles: 7 })).toBe(
    '4 independent · 6 publishers · 7 articles',
  )
  expect(countsInWords({ independent: 1, publishers: 1, articles: 1 }, ', ')).toBe(
    '1 independent, 1 publisher, 1 article',
  )
  expect(countsInWords({ independent: 0, publishers: 2, articles: 2 })).toBe(
    '0 independent · 2 publishers · 2 articles',
  )
})
