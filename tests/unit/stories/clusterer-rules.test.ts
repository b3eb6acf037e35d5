import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type AnalystRules, noRules } from '../../../src/stories/analyst-rules.ts'
import { type Clusterer, createClusterer } from '../../../src/stories/clusterer.ts'
import { type ClusterSettings, defaultSettings } from '../../../src/stories/settings.ts'
import { streams } from './made-up-streams.ts'
import { article, ferry, ferryAgain, orchard } from './press.ts'

function ruled(rules: Partial<AnalystRules>, settings: Partial<ClusterSettings> = {}): Clusterer {
  const clusterer = createClusterer({
    settings: { ...defaultSettings, ...settings },
    newStoryId: ({ id }) => `story-of-${id}`,
  })
  clusterer.setRules('en', { ...noRules, ...rules })
  return clusterer
}

const bothWays = (...pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const links = new Map<string, Set<string>>()
  for (const [a, b] of [...pairs, ...pairs.map(([a, b]) => [b, a] as const)]) {
    links.set(a, (links.get(a) ?? new Set()).add(b))
  }
  return links
}

describe('an article that must be with another', () => {
  test('joins its story, whatever the evidence', () => {
    const clusterer = ruled({ mustLink: bothWays(['a', 'c']) })
    clusterer.assign(article('a', ferry))
    const linked = clusterer.assign(article('c', { ...orchard, hour: 1 }))
    expect(linked).toMatchObject({ storyId: 'story-of-a', isNewStory: false, decision: { rule: 'must-link' } })
    expect(linked.decision.score).toBeLessThan(defaultSettings.joinThreshold)
    expect(linked.decision.features).not.toEqual({})
  })

  test('joins it by way of an article that has not come yet', () => {
    const clusterer = ruled({ mustLink: bothWays(['a', 'b'], ['b', 'c']) })
    clusterer.assign(article('a', ferry))
    expect(clusterer.assign(article('c', orchard)).storyId).toBe('story-of-a')
  })

  test('is a copy of what stands in that story, and of nothing elsewhere', () => {
    const clusterer = ruled({ mustLink: bothWays(['b', 'd'], ['b', 'e']) })
    clusterer.assign(article('a', ferry))
    clusterer.assign(article('b', orchard))
    expect(clusterer.assign(article('d', ferry))).toMatchObject({ storyId: 'story-of-b', copyOf: null })
    expect(clusterer.assign(article('e', orchard))).toMatchObject({
      storyId: 'story-of-b',
      copyOf: { originalId: 'b' },
      decision: { rule: 'must-link' },
    })
  })
})

describe('a pinned article', () => {
  test('goes to its story, or to the one that took it over, or to where others are pinned with it', () => {
    const clusterer = ruled(
      {
        pinned: new Map([
          ['c', 'story-of-b'],
          ['d', 'elsewhere'],
          ['e', 'elsewhere'],
        ]),
      },
      { joinThreshold: 2 },
    )
    clusterer.assign(article('a', ferry))
    clusterer.assign(article('b', ferryAgain))
    clusterer.mergeStories('story-of-b', 'story-of-a')
    expect(clusterer.assign(article('c', orchard))).toMatchObject({
      storyId: 'story-of-a',
      decision: { rule: 'pinned' },
    })
    expect(clusterer.assign(article('d', { title: 'One' }))).toMatchObject({ storyId: 'story-of-d', isNewStory: true })
    expect(clusterer.assign(article('e', { title: 'Other' })).storyId).toBe('story-of-d')
  })
})

describe('an article that must not be with another', () => {
  const apart = { cannotLink: bothWays(['a', 'b']) }

  test('opens a story of its own, and says which one was closed to it', () => {
    const clusterer = ruled(apart)
    clusterer.assign(article('a', ferry))
    const refused = clusterer.assign(article('b', ferryAgain))
    expect(refused).toMatchObject({ storyId: 'story-of-b', isNewStory: true, decision: { rule: 'new' } })
    expect(refused.decision.nearestRejected).toMatchObject({ storyId: 'story-of-a', reason: 'cannot-link' })
    expect(refused.decision.score).toBe(refused.decision.nearestRejected?.score)
  })

  test('is no copy in its story either', () => {
    const clusterer = ruled(apart)
    clusterer.assign(article('a', ferry))
    expect(clusterer.assign(article('b', ferry))).toMatchObject({ storyId: 'story-of-b', copyOf: null })
  })

  test('keeps its story from merging with the other', () => {
    const merging = { joinThreshold: 0.1, mergeThreshold: 0.1, mergeLook: 0 }
    const mergesUnder = (later: Partial<AnalystRules>) => {
      const clusterer = ruled({ locked: new Set(['story-of-a']) }, merging)
      clusterer.assign(article('a', ferry))
      expect(clusterer.assign(article('b', ferry)).storyId).toBe('story-of-b')
      clusterer.setRules('en', { ...noRules, ...later })
      return clusterer.assign(article('c', ferryAgain)).merges
    }
    expect(mergesUnder({})).toEqual([{ from: 'story-of-b', into: 'story-of-a' }])
    expect(mergesUnder(apart)).toEqual([])
    expect(mergesUnder({ locked: new Set(['story-of-b']) })).toEqual([])
  })
})

describe('a locked story', () => {
  const lock = { locked: new Set(['story-of-a']) }

  test('takes neither report nor copy', () => {
    const clusterer = ruled(lock)
    clusterer.assign(article('a', ferry))
    const refused = clusterer.assign(article('b', ferryAgain))
    expect(refused).toMatchObject({ isNewStory: true, decision: { nearestRejected: { reason: 'locked' } } })
    expect(clusterer.assign(article('c', { ...ferry, hour: 1 })).storyId).not.toBe('story-of-a')
  })

  test('takes what an analyst puts there', () => {
    const clusterer = ruled({ ...lock, mustLink: bothWays(['a', 'b']) })
    clusterer.assign(article('a', ferry))
    expect(clusterer.assign(article('b', orchard)).storyId).toBe('story-of-a')
  })
})

describe('any stream under any cannot-links', () => {
  test('never has two such articles in one story', () => {
    const pairs = fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 8 })
    fc.assert(
      fc.property(streams, pairs, (stream, apart) => {
        const distinct = apart.filter(([a, b]) => a !== b)
        const clusterer = ruled({ cannotLink: bothWays(...distinct.map(([a, b]) => [`a${a}`, `a${b}`] as const)) })
        const stories = new Map<string, string>()
        for (const one of stream) {
          const { storyId, merges } = clusterer.assign(one)
          stories.set(one.id, storyId)
          for (const { from, into } of merges) {
            for (const [id, story] of stories) if (story === from) stories.set(id, into)
          }
          for (const [a, b] of distinct) {
            const story = stories.get(`a${a}`)
            if (story !== undefined) expect(stories.get(`a${b}`)).not.toBe(story)
          }
        }
      }),
      { numRuns: 15 },
    )
  })
})
