import { describe, expect, test } from '@jest/globals'
import { differingFigures } from '../../../src/digests/figures/differing-figures.ts'
import type { FigureStory } from '../../fixtures/figures/figure-story.ts'
import { agreeingStories } from '../../fixtures/figures/stories-agreeing.ts'
import { differingStories } from '../../fixtures/figures/stories-differing.ts'
import { freeStories } from '../../fixtures/figures/stories-free.ts'
import { looseStories } from '../../fixtures/figures/stories-loose.ts'
import { plainStories } from '../../fixtures/figures/stories-plain.ts'
import { unseenStories } from '../../fixtures/figures/stories-unseen.ts'

/** One differing figure as a line: what it is, and who gives which value. */
type Line = string

const line = (what: string, values: Readonly<Record<string, readonly string[]>>): Line =>
  `${what}: ${Object.entries(values)
    .map(([shown, by]) => `${shown} by ${[...by].sort().join(', ')}`)
    .sort()
    .join('; ')}`

const found = ({ articles }: FigureStory): Line[] =>
  differingFigures(articles).map(({ what, values }) =>
    line(
      what,
      Object.fromEntries(values.map(({ shown, reports }) => [shown, reports.map(({ publisher }) => publisher)])),
    ),
  )

const wanted = ({ expected }: FigureStory): Line[] => expected.map(({ what, values }) => line(what, values))

function measure(stories: readonly FigureStory[]): { precision: number; recall: number; wrong: string[] } {
  const marked = (lines: (story: FigureStory) => Line[]): string[] =>
    stories.flatMap((story) => lines(story).map((one) => `${story.name} | ${one}`))
  const [shown, expected] = [marked(found), marked(wanted)]
  const right = shown.filter((one) => expected.includes(one))
  return {
    precision: right.length / shown.length,
    recall: right.length / expected.length,
    wrong: [
      ...shown.filter((one) => !expected.includes(one)).map((one) => `false: ${one}`),
      ...expected.filter((one) => !shown.includes(one)).map((one) => `missed: ${one}`),
    ],
  }
}

const seenStories = [...differingStories, ...agreeingStories, ...plainStories, ...looseStories, ...freeStories]

describe('differingFigures', () => {
  test('of what it shows nine in ten differ, and of what differs it shows four in five', () => {
    const { precision, recall, wrong } = measure([...seenStories, ...unseenStories])
    expect({ wrong, isPrecise: precision >= 0.9, isComplete: recall >= 0.8 }).toMatchObject({
      isPrecise: true,
      isComplete: true,
    })
  })

  test('over the stories from which its rules were made it shows nothing that does not differ', () => {
    expect(measure(seenStories)).toMatchObject({ precision: 1 })
  })

  test('every value stands in the sentence that it names, word for word or in digits', () => {
    for (const { articles } of differingStories) {
      for (const report of differingFigures(articles).flatMap(({ values }) =>
        values.flatMap((value) => value.reports),
      )) {
        const text = articles.find(({ id }) => id === report.articleId)?.text ?? ''
        const sentence = [...text].slice(report.start, report.end).join('')
        expect(text).toContain(sentence)
        expect(sentence).toMatch(/^\p{Lu}|^\p{N}/u)
        expect(sentence).toMatch(/\.$/)
      }
    }
  })

  test('counts spans in code points', () => {
    const articles =
      differingStories[0]?.articles.map((article) => ({ ...article, text: `🚢🚢 ${article.text}` })) ?? []
    const [report] = differingFigures(articles)[0]?.values[0]?.reports ?? []
    const text = articles.find(({ id }) => id === report?.articleId)?.text ?? ''
    expect([...text].slice(report?.start, report?.end).join('')).toBe(
      'The cost of the two ships is put at 41 million crowns, shared by both treasuries.',
    )
  })

  test('does not compare an article without a time, since it may be the later one', () => {
    const articles = differingStories[0]?.articles.map((article) => ({ ...article, publishedAt: null })) ?? []
    expect(differingFigures(articles)).toEqual([])
  })

  test('gives the same answer in whatever order the articles come', () => {
    for (const { articles } of seenStories) {
      const figures = (all: typeof articles) => withoutOrder(differingFigures(all))
      expect(figures([...articles].reverse())).toEqual(figures(articles))
    }
  })
})

/** Values by their reports, without order. */
const withoutOrder = (figures: ReturnType<typeof differingFigures>): unknown =>
  figures
    .map(({ what, values }) =>
      line(
        what,
        Object.fromEntries(values.map(({ shown, reports }) => [shown, reports.map(({ articleId }) => articleId)])),
      ),
    )
    .sort()
