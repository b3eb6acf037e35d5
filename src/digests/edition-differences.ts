import type { EditionDifference, EditionPassage, EditionSource } from './edition.ts'
import { differingFigures, type FigureReport } from './figures/differing-figures.ts'
import { sourceNumbers } from './sources.ts'
import { briefArticle, type WindowStory } from './window-article.ts'

/** The figures that a story's reports state differently, tied to the versions and sources that an edition names. */
export function editionDifferences(
  story: WindowStory,
  sources: readonly EditionSource[],
): readonly EditionDifference[] {
  const numbers = sourceNumbers(sources)
  return differingFigures(story.articles.map(briefArticle)).map(({ what, unit, values }) => ({
    what,
    unit,
    values: values.map(({ value, shown, reports }) => ({
      value,
      shown,
      passages: reports.map((report) => passageOf(report, story, numbers)),
    })),
  }))
}

function passageOf(
  { articleId, publisher, start, end }: FigureReport,
  story: WindowStory,
  numbers: ReadonlyMap<string, number>,
): EditionPassage {
  const versionId = story.articles.find((article) => article.articleId === articleId)?.versionId
  const source = numbers.get(articleId)
  if (versionId === undefined || source === undefined)
    throw new Error(`a figure of story ${story.storyId} stands in article ${articleId}, which is none of its sources`)
  return { articleId, versionId, start, end, publisher, source }
}
