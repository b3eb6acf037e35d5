import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { type Clusterer, createClusterer } from '../../../src/stories/clusterer.ts'
import { type ClusterSettings, defaultSettings } from '../../../src/stories/settings.ts'
import { article, ferry, ferryAgain, orchard, results } from './press.ts'

const open = (settings: Partial<ClusterSettings> = {}): Clusterer =>
  createClusterer({ settings: { ...defaultSettings, ...settings }, newStoryId: ({ id }) => `story-of-${id}` })

describe('stories', () => {
  test('independent reports of one event meet, another event stays apart', () => {
    const clusterer = open()
    const first = clusterer.assign(article('a', ferry))
    const second = clusterer.assign(article('b', { ...ferryAgain, hour: 2 }))
    const other = clusterer.assign(article('c', { ...orchard, hour: 3 }))
    expect(first).toMatchObject({ storyId: 'story-of-a', isNewStory: true, copyOf: null })
    expect(second).toMatchObject({ storyId: 'story-of-a', isNewStory: false, copyOf: null })
    expect(second.decision.rule).toBe('join')
    expect(second.decision.score).toBeGreaterThanOrEqual(defaultSettings.joinThreshold)
    expect(second.decision.features['titleHeld']).toBeGreaterThan(0)
    expect(other).toMatchObject({ storyId: 'story-of-c', isNewStory: true })
  })

  test('nothing joins a story that has long been quiet', () => {
    const clusterer = open()
    clusterer.assign(article('a', ferry))
    const late = clusterer.assign(article('b', { ...ferryAgain, hour: 24 * (defaultSettings.openDays + 2) }))
    expect(late.isNewStory).toBe(true)
  })

  test('an undated article is as old as the newest seen', () => {
    const clusterer = open()
    clusterer.assign(article('a', { ...ferry, hour: 400 }))
    expect(clusterer.assign(article('b', { ...ferryAgain, hour: null })).storyId).toBe('story-of-a')
  })

  test('a story has one language', () => {
    const clusterer = open()
    clusterer.assign(article('a', ferry))
    expect(clusterer.assign(article('b', { ...ferry, language: 'sv' }))).toMatchObject({
      isNewStory: true,
      copyOf: null,
    })
    expect(clusterer.assign(article('c', { ...ferry, language: null }))).toMatchObject({ storyId: 'story-of-a' })
  })

  test('an article that comes again gets the same answer', () => {
    const clusterer = open()
    const first = clusterer.assign(article('a', ferry))
    clusterer.assign(article('b', ferryAgain))
    expect(clusterer.assign(article('a', ferry))).toEqual(first)
  })
})

describe('notices of one form', () => {
  const notices = [
    results('Halden Power', 'Tarvik', [412, 398, 5211]),
    results('Brask Foods', 'Velden', [77, 123, 964]),
    results('Orlo Mining', 'Sund', [1530, 1689, 20417]),
  ]

  test('are neither copies nor one story', () => {
    const clusterer = open()
    const placed = notices.map((notice, at) => clusterer.assign(article(`n${at}`, { ...notice, hour: at })))
    expect(placed.map(({ copyOf }) => copyOf)).toEqual([null, null, null])
    expect(new Set(placed.map(({ storyId }) => storyId)).size).toBe(3)
  })

  test('stay apart when only their headlines are known', () => {
    const clusterer = open()
    const titles = [
      'Halden Power to speak at the Norland energy fair',
      'Brask Foods to speak at the Norland energy fair',
    ]
    const placed = titles.map((title, at) => clusterer.assign(article(`n${at}`, { title, hour: at })))
    expect(placed[1]?.storyId).not.toBe(placed[0]?.storyId)
  })
})

describe('merges', () => {
  test('keep the older story and tell which one ended', () => {
    const clusterer = open({ joinThreshold: 2 })
    clusterer.assign(article('a', ferry))
    clusterer.assign(article('b', ferryAgain))
    clusterer.mergeStories('story-of-b', 'story-of-a')
    expect(clusterer.assign(article('b', ferryAgain)).storyId).toBe('story-of-a')
  })
})

/** Streams made of pieces of a few texts, so that joins, copies, cuts and merges all happen. */
const streams = fc
  .array(
    fc.record({
      subject: fc.constantFrom(ferry, ferryAgain, orchard, results('Halden Power', 'Tarvik', [412, 398, 5211])),
      from: fc.nat(40),
      length: fc.integer({ min: 0, max: 120 }),
      hour: fc.option(fc.integer({ min: 0, max: 900 })),
      headline: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((pieces) =>
    pieces.map(({ subject, from, length, hour, headline }, at): ClusterArticle => {
      const text = subject.text
        .split(/\s+/u)
        .slice(from, from + length)
        .join(' ')
      return article(`a${at}`, { title: headline ? subject.title : '', text, hour })
    }),
  )

describe('any stream', () => {
  test('a copy is in the story of its original, which is no copy; the same stream gives the same answers', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const answers = assignAll(open(), stream)
        expect(assignAll(open(), stream)).toEqual(answers)
        const stories = finalStories(answers)
        for (const { id, assignment } of answers) {
          if (!assignment.copyOf) continue
          const original = answers.find((answer) => answer.id === assignment.copyOf?.originalId)
          expect(original?.assignment.copyOf).toBeNull()
          expect(stories.get(id)).toBe(stories.get(assignment.copyOf.originalId))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('a clusterer rebuilt from stored decisions goes on as the one that made them', () => {
    fc.assert(
      fc.property(streams, fc.nat(25), (stream, cut) => {
        const before = assignAll(open(), stream)
        const stored = finalStories(before.slice(0, cut))
        const rebuilt = open()
        stream.slice(0, cut).forEach((one, at) => {
          const copyOf = before[at]?.assignment.copyOf
          rebuilt.restore(one, { storyId: stored.get(one.id) ?? '', originalId: copyOf?.originalId ?? null })
        })
        expect(assignAll(rebuilt, stream.slice(cut))).toEqual(before.slice(cut))
      }),
      { numRuns: 25 },
    )
  })
})

const assignAll = (clusterer: Clusterer, stream: readonly ClusterArticle[]) =>
  stream.map((one) => ({ id: one.id, assignment: clusterer.assign(one) }))

function finalStories(answers: ReturnType<typeof assignAll>): Map<string, string> {
  const stories = new Map<string, string>()
  for (const { id, assignment } of answers) {
    stories.set(id, assignment.storyId)
    for (const { from, into } of assignment.merges) {
      for (const [member, storyId] of stories) if (storyId === from) stories.set(member, into)
    }
  }
  return stories
}
