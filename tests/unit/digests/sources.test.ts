import { describe, expect, test } from '@jest/globals'
import { editionSentence, sourcesOf } from '../../../src/digests/sources.ts'
import { groupByStory, type WindowStory } from '../../../src/digests/window-article.ts'
import { windowArticle } from '../../fixtures/editions/window-articles.ts'

const longTitle = 'Ministers sign accord for a night ferry between the two coasts'
const [story] = groupByStory([
  windowArticle('1', { title: longTitle }),
  windowArticle('2', { originalId: '1', copyKind: 'merged', containment: 0.62 }),
  windowArticle('3', { language: 'es' }),
]) as [WindowStory]
const sources = sourcesOf(story)

const said = (support: string[], publishers = 2) => ({
  text: 'The harbour closes at noon.',
  articleId: support[0] ?? '',
  start: 4,
  end: 31,
  support,
  publishers,
})

describe('sourcesOf', () => {
  test('originals are numbered by time, copies hang below theirs', () => {
    expect(
      sources.map(({ number, articleId, copies }) => [number, articleId, copies.map((copy) => copy.articleId)]),
    ).toEqual([
      [1, '1', ['2']],
      [2, '3', []],
    ])
  })

  test('a source says what the list shows of it', () => {
    expect(sources[0]).toMatchObject({
      title: longTitle,
      cutTitle: 'Ministers sign accord for a night ferry between th...',
      publishedAt: '2031-03-18T08:01:00.000Z',
      language: 'en',
      copies: [{ kind: 'merged', containment: 0.62 }],
    })
  })
})

describe('a source for subscribers', () => {
  test('says so, and whatever states nothing or is free does not', () => {
    const [one] = groupByStory([
      windowArticle('1', { isFree: false }),
      windowArticle('2', { isFree: true }),
      windowArticle('3', { originalId: '1', isFree: false }),
      windowArticle('4'),
    ])
    const [first, second, third] = one ? sourcesOf(one) : []
    expect(first).toMatchObject({ subscription: true, copies: [{ articleId: '3', subscription: true }] })
    expect(second).not.toHaveProperty('subscription')
    expect(third).not.toHaveProperty('subscription')
  })
})

describe('editionSentence', () => {
  test('a copy speaks for its original, each source is named once, in ascending order', () => {
    expect(editionSentence(said(['3', '2', '1']), story, sources)).toEqual({
      text: 'The harbour closes at noon.',
      articleId: '3',
      versionId: 'v3',
      start: 4,
      end: 31,
      sources: [1, 2],
      single: false,
    })
  })

  test('one independent publisher alone is marked', () => {
    expect(editionSentence(said(['2', '1'], 1), story, sources)).toMatchObject({ sources: [1], single: true })
  })

  test('a sentence of an article that the story does not hold is a mistake of the caller', () => {
    expect(() => editionSentence(said(['77']), story, sources)).toThrow('quotes article 77')
  })
})
