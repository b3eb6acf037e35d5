import { describe, expect, test } from '@jest/globals'
import { featuresOf } from '../../../src/stories/article-features.ts'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { type Clusterer, createClusterer } from '../../../src/stories/clusterer.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { article, ferry, ferryAgain, orchard } from './press.ts'

const open = (): Clusterer => createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => `story-of-${id}` })

const assignAll = (clusterer: Clusterer, stream: readonly ClusterArticle[]) =>
  stream.map((one) => clusterer.assign(one).storyId)

describe('moving articles', () => {
  test('what comes next joins them where they are now', () => {
    const clusterer = open()
    assignAll(clusterer, [article('a', ferry), article('b', { ...orchard, hour: 1 })])
    clusterer.moveArticles(['a'], 'analysts-story')
    expect(clusterer.assign(article('c', { ...ferryAgain, hour: 2 })).storyId).toBe('analysts-story')
    expect(clusterer.assign(article('a', ferry)).storyId).toBe('analysts-story')
  })

  test('a story left empty is gone, and its id answers for nothing', () => {
    const clusterer = open()
    assignAll(clusterer, [article('a', ferry), article('b', orchard)])
    clusterer.moveArticles(['a'], 'story-of-b')
    clusterer.mergeStories('story-of-b', 'story-of-a')
    expect(clusterer.assign(article('b', orchard)).storyId).toBe('story-of-b')
  })

  test('articles that nobody knows move nothing and open nothing', () => {
    const clusterer = open()
    clusterer.moveArticles(['x'], 'analysts-story')
    expect(clusterer.assign(article('a', ferry)).storyId).toBe('story-of-a')
  })

  test('a story is as old as what is left in it', () => {
    const clusterer = open()
    assignAll(clusterer, [article('a', ferry), article('b', { ...ferryAgain, hour: 24 * 10 })])
    clusterer.moveArticles(['b'], 'analysts-story')
    const later = { ...orchard, hour: 24 * (defaultSettings.openDays + 5) }
    clusterer.assign(article('c', later))
    expect(clusterer.assign(article('a', { ...ferry, hour: 24 * 19 }))).toMatchObject({
      storyId: 'analysts-story',
      copyOf: null,
    })
  })

  test('a copy that leaves its original is found by its own text', () => {
    const clusterer = open()
    const copy = article('b', { ...ferry, hour: 1 })
    assignAll(clusterer, [article('a', ferry), copy])
    const features = new Map([['b', featuresOf(copy, defaultSettings)]])
    clusterer.moveArticles(['b'], 'analysts-story', features)
    clusterer.moveArticles(['a'], 'far-away')
    clusterer.setRules('en', {
      mustLink: new Map([['c', new Set(['b'])]]),
      cannotLink: new Map(),
      pinned: new Map(),
      locked: new Set(),
    })
    expect(clusterer.assign(article('c', { ...ferry, hour: 2 }))).toMatchObject({
      storyId: 'analysts-story',
      copyOf: { originalId: 'b' },
    })
  })

  test('a clusterer rebuilt afterwards decides as the one that moved', () => {
    const stream = [
      article('a', ferry),
      article('b', { ...ferryAgain, hour: 1 }),
      article('c', { ...orchard, hour: 2 }),
    ]
    const clusterer = open()
    assignAll(clusterer, stream)
    clusterer.moveArticles(['b', 'c'], 'analysts-story')
    const rebuilt = open()
    stream.forEach((one, at) =>
      rebuilt.restore(one, { storyId: at === 0 ? 'story-of-a' : 'analysts-story', originalId: null }),
    )
    const next = [
      article('d', { ...ferryAgain, text: `${ferryAgain.text} ${orchard.text}`, hour: 3 }),
      article('e', { ...orchard, title: 'Cider makers fear for the Velden crop', hour: 4 }),
    ]
    expect(next.map((one) => rebuilt.assign(one))).toEqual(next.map((one) => clusterer.assign(one)))
  })
})
