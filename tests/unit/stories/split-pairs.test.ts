import { expect, test } from '@jest/globals'
import { featuresOf } from '../../../src/stories/article-features.ts'
import { compareReports } from '../../../src/stories/events.ts'
import { OpenOriginals } from '../../../src/stories/open-originals.ts'
import type { Original } from '../../../src/stories/original.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { compareAll } from '../../../src/stories/split-pairs.ts'
import { coverage } from '../../support/labelled-streams.ts'

const stream = coverage().map((article) => ({ article, features: featuresOf(article, defaultSettings) }))
const isConcerned = (story: string) => story === 'flood-0' || story === 'verdict-1'
const nothing = () => Promise.resolve()

/** The reports of two events among all of a stream. @param isWhole whether the others are in the index too */
function indexed(isWhole: boolean): { index: OpenOriginals; reports: Original[] } {
  const index = new OpenOriginals(defaultSettings)
  const reports: Original[] = []
  stream.forEach(({ article, features }, sequence) => {
    if (!isWhole && !isConcerned(article.story)) {
      index.count(features)
      return
    }
    const at = article.publishedAt?.getTime() ?? 0
    const original = index.take(features, { articleId: String(sequence), groupId: String(sequence), at, sequence })
    index.place(original, features, [])
    if (isConcerned(article.story)) reports.push(original)
  })
  return { index, reports }
}

test('reports compare as in an index of everything where all others are only counted', async () => {
  const [whole, counted] = [indexed(true), indexed(false)]
  const expected = await compareAll(whole.reports, whole.index, defaultSettings, nothing)
  const table = await compareAll(counted.reports, counted.index, defaultSettings, nothing)
  expect(table).toEqual(expected)
  const [first, second] = counted.reports
  if (!first || !second) throw new Error('the stream has no such reports')
  const { probability } = compareReports(counted.index.probeAgain(second), first, defaultSettings)
  expect(table.at(table.placeOf(first.articleId), table.placeOf(second.articleId))).toBe(probability)
  expect(table.ids.length).toBeGreaterThan(10)
})

test('the order in which reports are given does not matter', async () => {
  const { index, reports } = indexed(false)
  const forward = await compareAll(reports, index, defaultSettings, nothing)
  expect(await compareAll(reports.toReversed(), index, defaultSettings, nothing)).toEqual(forward)
})

test('what is told to stop stops between two reports', async () => {
  const { index, reports } = indexed(false)
  let rows = 0
  const stop = () => {
    rows += 1
    return rows === 3 ? Promise.reject(new Error('stopped')) : Promise.resolve()
  }
  await expect(compareAll(reports, index, defaultSettings, stop)).rejects.toThrow('stopped')
  expect(rows).toBe(3)
})
