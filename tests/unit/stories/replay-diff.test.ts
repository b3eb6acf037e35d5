import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { agreementOf, type ComparedArticle } from '../../../src/stories/replay-agreement.ts'
import { diffStories } from '../../../src/stories/replay-diff.ts'

/** Articles 1, 2, 3… by a letter each for where they are stored and where the replay put them: `compared('AAB', 'AAA')`. */
const compared = (stored: string, replayed: string, more: Partial<ComparedArticle> = {}): ComparedArticle[] =>
  [...stored].map((storedId, at) => ({
    articleId: String(at + 1),
    storedId,
    replayedId: replayed.charAt(at),
    storedOriginalId: null,
    replayedOriginalId: null,
    isReplayed: true,
    ...more,
  }))

const quiet = { renamed: [], split: [], merged: [], moved: [], newCopies: [], copiesNoMore: [], otherOriginals: [] }

describe('the diff of stories', () => {
  test('is empty where nothing changes', () => {
    const diff = diffStories(compared('AABBC', 'AABBC'))
    expect(diff).toMatchObject({ ...quiet, articles: 5, stored: 3, replayed: 3, unchanged: 3 })
    expect(diff.pairs).toEqual({ precision: 1, recall: 1, f1: 1 })
    expect(diffStories([])).toMatchObject({ ...quiet, articles: 0, pairs: { f1: 1 }, bcubed: { f1: 1 } })
  })

  test('tells a story that has another id alone from one that changes', () => {
    expect(diffStories(compared('AABB', 'AAXX'))).toMatchObject({
      ...quiet,
      unchanged: 1,
      renamed: [{ from: 'B', to: 'X' }],
    })
  })

  test('tells of what is split, largest part first', () => {
    const { split, merged, moved } = diffStories(compared('AAAAAA', 'XAAAYY'))
    expect(split).toEqual([
      {
        storyId: 'A',
        parts: [
          { storyId: 'A', articleIds: ['2', '3', '4'] },
          { storyId: 'Y', articleIds: ['5', '6'] },
          { storyId: 'X', articleIds: ['1'] },
        ],
      },
    ])
    expect([...merged, ...moved]).toEqual([])
  })

  test('tells of what is merged', () => {
    const { split, merged, moved } = diffStories(compared('AAABBC', 'AAAAAC'))
    expect(merged).toEqual([
      {
        storyId: 'A',
        parts: [
          { storyId: 'A', articleIds: ['1', '2', '3'] },
          { storyId: 'B', articleIds: ['4', '5'] },
        ],
      },
    ])
    expect([...split, ...moved]).toEqual([])
  })

  test('tells of an article that moves between stories that both stay', () => {
    expect(diffStories(compared('AAABBB', 'AABBBB'))).toMatchObject({
      ...quiet,
      moved: [{ articleId: '3', from: 'A', to: 'B' }],
      unchanged: 0,
    })
  })

  test('a part that takes an article of another story along is a split, and the article has moved', () => {
    const { split, moved } = diffStories(compared('AAAAABB', 'AAAXXXB'))
    expect(split.map(({ storyId, parts }) => [storyId, parts.length])).toEqual([['A', 2]])
    expect(moved).toEqual([{ articleId: '6', from: 'B', to: 'X' }])
  })

  test('tells of copies that are new, none any more, or of another original', () => {
    const [one, two, three, four] = compared('AAAA', 'AAAA') as [
      ComparedArticle,
      ComparedArticle,
      ComparedArticle,
      ComparedArticle,
    ]
    const diff = diffStories([
      one,
      { ...two, replayedOriginalId: '1' },
      { ...three, storedOriginalId: '1' },
      { ...four, storedOriginalId: '1', replayedOriginalId: '3' },
    ])
    expect(diff.newCopies.map(({ articleId }) => articleId)).toEqual(['2'])
    expect(diff.copiesNoMore.map(({ articleId }) => articleId)).toEqual(['3'])
    expect(diff.otherOriginals.map(({ articleId }) => articleId)).toEqual(['4'])
    expect(diff.unchanged).toBe(1)
  })

  test('tells no copies of articles that only stand by', () => {
    expect(diffStories(compared('AA', 'AA', { storedOriginalId: '9', isReplayed: false }))).toMatchObject({
      ...quiet,
      articles: 0,
    })
  })

  const letters = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'D', 'E'), minLength: 12, maxLength: 12 })

  test('accounts for each article once and never depends on the order of the articles', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(), (stored, replayed, turn) => {
        const articles = compared(stored, replayed)
        const diff = diffStories(articles)
        const turned = [...articles.slice(turn % 12), ...articles.slice(0, turn % 12)].reverse()
        expect(diffStories(turned)).toEqual(diff)
        for (const { articleId, from, to } of diff.moved) {
          expect([stored[Number(articleId) - 1], replayed[Number(articleId) - 1]]).toEqual([from, to])
        }
        const parted = diff.split.flatMap(({ parts }) => parts.slice(1).flatMap(({ articleIds }) => articleIds))
        const taken = diff.merged.flatMap(({ parts }) => parts.slice(1).flatMap(({ articleIds }) => articleIds))
        const touched = [...diff.moved.map(({ articleId }) => articleId), ...parted, ...taken]
        expect(new Set(touched).size).toBe(touched.length)
        const isSame = touched.length === 0
        expect(isSame).toBe(diff.pairs.f1 === 1 && diff.bcubed.f1 === 1)
      }),
    )
  })
})

describe('agreement', () => {
  test('of one story for two loses precision, of single articles recall', () => {
    expect(agreementOf(compared('AABB', 'XXXX'))).toMatchObject({
      pairs: { precision: 0.333333333, recall: 1, f1: 0.5 },
      bcubed: { precision: 0.5, recall: 1 },
    })
    expect(agreementOf(compared('AABB', 'WXYZ'))).toMatchObject({
      pairs: { precision: 1, recall: 0, f1: 0 },
      bcubed: { precision: 1, recall: 0.5 },
    })
  })

  test('counts pairs with a replayed article only', () => {
    const [one, two, three] = compared('AAA', 'AAB')
    const standing = { isReplayed: false }
    const { pairs, bcubed } = agreementOf([{ ...one!, ...standing }, { ...two!, ...standing }, three!])
    expect(pairs).toEqual({ precision: 1, recall: 0, f1: 0 })
    expect(bcubed).toEqual({ precision: 1, recall: 0.333333333, f1: 0.5 })
  })
})
