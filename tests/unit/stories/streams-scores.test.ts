import { describe, expect, test } from '@jest/globals'
import { seeded, shuffledArrival, writeOut } from '../../support/labelled-stream.ts'
import { gluedTruths, scoreGrouping } from '../../support/labelled-stream-scores.ts'
import type { Assignment, ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { undecided } from '../../../src/stories/decision-of.ts'
import { labelledStreams, scoreStreams } from '../../support/labelled-streams.ts'

const streams = labelledStreams()
const items = (truths: string, found: string) => [...truths].map((truth, at) => ({ truth, found: found[at] ?? '' }))

describe('scores of a grouping', () => {
  test('are perfect where names alone differ', () => {
    expect(scoreGrouping(items('aabbc', 'xxyyz'))).toEqual({
      b3: 1,
      b3Precision: 1,
      b3Recall: 1,
      pairF1: 1,
      falseJoins: 0,
      missedJoins: 0,
    })
  })

  test('of one group for two stories lose precision, of single articles recall', () => {
    expect(scoreGrouping(items('aabb', 'xxxx'))).toMatchObject({
      b3Precision: 0.5,
      b3Recall: 1,
      falseJoins: 4,
      missedJoins: 0,
    })
    expect(scoreGrouping(items('aabb', 'wxyz'))).toMatchObject({
      b3Precision: 1,
      b3Recall: 0.5,
      falseJoins: 0,
      missedJoins: 2,
    })
  })

  test('agree with a case reckoned by hand', () => {
    // Two groups of three with one article swapped: each in the majority has 2/3, each swapped one 1/3.
    const scores = scoreGrouping(items('aaabbb', 'xxyyyx'))
    expect(scores.b3Precision).toBeCloseTo(5 / 9)
    expect(scores.b3Recall).toBeCloseTo(5 / 9)
    expect(scores.pairF1).toBeCloseTo(1 / 3)
    expect(scores).toMatchObject({ falseJoins: 4, missedJoins: 4 })
  })

  test('name what was glued, and refuse an empty list', () => {
    expect(gluedTruths(items('aabbc', 'xxxzz'))).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
    expect(() => scoreGrouping([])).toThrow('nothing to score')
  })
})

describe('scores of all streams', () => {
  /** Every article alone. */
  const lonely = () => ({
    assign: ({ id }: ClusterArticle): Assignment => ({ ...nothing, storyId: id }),
    restore: () => undefined,
  })
  const nothing = {
    isNewStory: true,
    copyOf: null,
    indexTerms: [],
    merges: [],
    decision: undecided('new'),
  }

  test('know what an engine misses that never joins', () => {
    const scores = scoreStreams(lonely, [1])
    expect(Object.keys(scores)).toEqual(Object.keys(streams).flatMap((name) => [name, `${name} late 1`]))
    for (const score of Object.values(scores)) {
      expect(score).toMatchObject({ b3Precision: 1, falseJoins: 0, glued: 0, copiesFound: 0, falseCopies: 0 })
      expect(score.foundStories).toBe(score.articles)
    }
    expect(scores['singles']?.b3).toBe(1)
    expect(scores['coverage']?.b3).toBeLessThan(0.5)
  })
})

describe('the invented streams', () => {
  test.each(Object.keys(streams))('%s: ids are told apart, originals are there and are no copies', (name) => {
    const stream = streams[name] ?? []
    const byId = new Map(stream.map((article) => [article.id, article]))
    expect(byId.size).toBe(stream.length)
    for (const { originalId, story } of stream) {
      if (originalId === null) continue
      expect(byId.get(originalId)).toMatchObject({ originalId: null, story })
    }
  })

  test('are the same each time', () => {
    expect(JSON.stringify(labelledStreams())).toBe(JSON.stringify(streams))
  })

  test('arrive late by no more than was asked', () => {
    const stream = streams['coverage'] ?? []
    const late = shuffledArrival(stream, 6, 3)
    expect(late).not.toEqual(stream)
    expect(late.map(({ id }) => id).sort()).toEqual(stream.map(({ id }) => id).sort())
    let newest = -Infinity
    for (const { publishedAt } of late) {
      const at = publishedAt?.getTime() ?? newest
      expect(newest - at).toBeLessThanOrEqual(6 * 3_600_000)
      newest = Math.max(newest, at)
    }
  })

  test('a wording whose slot is not given is refused', () => {
    expect(() => writeOut('{a} and {b}', { a: 'x' }, seeded(1))).toThrow('{b}')
    expect(writeOut('{a} [went|went]. he {b}', { a: 'she', b: 'stayed' }, seeded(1))).toBe('She went. He stayed')
  })
})
