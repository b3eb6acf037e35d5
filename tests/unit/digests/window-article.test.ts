import { describe, expect, test } from '@jest/globals'
import { groupByStory } from '../../../src/digests/window-article.ts'
import { windowArticle } from '../../fixtures/editions/window-articles.ts'

const copy = { copyKind: 'identical', containment: 1 } as const

describe('groupByStory', () => {
  test('articles stand in their story by time, and by address where the time is the same', () => {
    const at = new Date('2031-03-18T09:00:00Z')
    const stories = groupByStory([
      windowArticle('30', { eventAt: at, url: 'https://press.example/b' }),
      windowArticle('31', { eventAt: at, url: 'https://press.example/a' }),
      windowArticle('2'),
      windowArticle('1', { storyId: 'dam' }),
    ])
    expect(stories.map(({ storyId, articles }) => [storyId, articles.map(({ articleId }) => articleId)])).toEqual([
      ['dam', ['1']],
      ['ferry', ['2', '31', '30']],
    ])
  })

  test('counts know copies and owners', () => {
    const [story] = groupByStory([
      windowArticle('1', { ownerGroup: 'Skerry Press' }),
      windowArticle('2', { ownerGroup: 'Skerry Press' }),
      windowArticle('3'),
      windowArticle('4', { originalId: '3', ...copy }),
    ])
    expect(story?.counts).toEqual({ independent: 2, publishers: 4, articles: 4 })
  })

  test('a copy whose original lies before the window is left out, and its story when it brought nothing else', () => {
    const stories = groupByStory([
      windowArticle('1', { originalId: '99', ...copy }),
      windowArticle('2'),
      windowArticle('3', { storyId: 'dam', originalId: '98', ...copy }),
    ])
    expect(stories.map(({ storyId, counts }) => [storyId, counts.articles])).toEqual([['ferry', 1]])
  })

  test('a copy of what another story tells is left out', () => {
    const stories = groupByStory([windowArticle('1'), windowArticle('2', { storyId: 'dam', originalId: '1', ...copy })])
    expect(stories.map(({ storyId }) => storyId)).toEqual(['ferry'])
  })

  test('an empty window has no story', () => {
    expect(groupByStory([])).toEqual([])
  })
})
