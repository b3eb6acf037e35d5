import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { featuresOf } from '../../../src/stories/article-features.ts'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { type Clusterer, createClusterer } from '../../../src/stories/clusterer.ts'
import { decodeFeatures, encodeFeatures } from '../../../src/stories/features-codec.ts'
import { openSince } from '../../../src/stories/open-since.ts'
import { type ClusterSettings, defaultSettings } from '../../../src/stories/settings.ts'
import { streams } from './made-up-streams.ts'
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
  test('never take an article into a story that it was too unlike to join', () => {
    const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => `story-of-${id}` })
    clusterer.assign(article('a', ferry))
    const { decision, merges } = clusterer.assign(
      article('b', {
        title: 'Builders find a painted cellar in Port Elim',
        text: `Workers who laid pipes in the old quarter of Port Elim came upon a vaulted cellar with painted walls. The
          heritage keeper dates the colours to the fifteenth century and wants the trench moved. Nobody knew of the
          room, which is missing from all plans. A chemist takes samples of the blue pigment this week.`,
        hour: 1,
      }),
    )
    expect(decision.rule).toBe('new')
    expect(merges).toEqual([])
  })

  test('keep the older story and tell which one ended', () => {
    const clusterer = open({ joinThreshold: 2 })
    clusterer.assign(article('a', ferry))
    clusterer.assign(article('b', ferryAgain))
    clusterer.mergeStories('story-of-b', 'story-of-a')
    expect(clusterer.assign(article('b', ferryAgain)).storyId).toBe('story-of-a')
  })
})

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
      { numRuns: 15 },
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
      { numRuns: 15 },
    )
  })

  test('features that were stored decide as the text did', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        const clusterer = open()
        const answers = stream.map(({ id, ...rest }) => {
          return { id, assignment: clusterer.assign(stored({ id, ...rest }, defaultSettings)) }
        })
        expect(answers).toEqual(assignAll(open(), stream))
      }),
      { numRuns: 10 },
    )
  })

  test('a clusterer rebuilt from the open stories alone goes on as the one that has seen all', () => {
    const tight: Partial<ClusterSettings> = {
      openDays: 3,
      termPostings: 2,
      shinglePostings: 2,
      indexTerms: 6,
      comparedMembers: 2,
      linkedMembers: 2,
      idfPrior: 3,
    }
    fc.assert(
      fc.property(streams, fc.nat(25), (stream, cut) => {
        const timed = withEventTimes(stream)
        const before = assignAll(open(tight), timed)
        expect(assignAll(rebuilt(tight, timed.slice(0, cut), before), timed.slice(cut))).toEqual(before.slice(cut))
      }),
      { numRuns: 15 },
    )
  })
})

/** Builds a clusterer as a lane does: from the stories that are open, each article under the story that it is in by then. */
function rebuilt(
  settings: Partial<ClusterSettings>,
  stream: readonly ClusterArticle[],
  answers: ReturnType<typeof assignAll>,
): Clusterer {
  const clusterer = open(settings)
  const stories = finalStories(answers.slice(0, stream.length))
  const lastAt = new Map<string, number>()
  const timeOf = ({ publishedAt }: ClusterArticle): number => publishedAt?.getTime() ?? 0
  for (const one of stream) {
    const storyId = stories.get(one.id) ?? ''
    lastAt.set(storyId, Math.max(lastAt.get(storyId) ?? 0, timeOf(one)))
  }
  const since = openSince(Math.max(...stream.map(timeOf)), { ...defaultSettings, ...settings })
  stream.forEach((one, at) => {
    const storyId = stories.get(one.id) ?? ''
    const assignment = answers[at]?.assignment
    if ((lastAt.get(storyId) ?? 0) < since || !assignment) return
    const originalId = assignment.copyOf?.originalId ?? null
    const { indexTerms } = assignment
    clusterer.restore(stored(one, { ...defaultSettings, ...settings }), { storyId, originalId, indexTerms })
  })
  return clusterer
}

/** Undated articles have the newest time before them, as they are stored. */
function withEventTimes(stream: readonly ClusterArticle[]): ClusterArticle[] {
  let newest = 0
  return stream.map((one) => {
    const at = one.publishedAt?.getTime() ?? newest
    newest = Math.max(newest, at)
    return { ...one, publishedAt: new Date(at) }
  })
}

const stored = (one: ClusterArticle, settings: ClusterSettings) => ({
  id: one.id,
  publishedAt: one.publishedAt,
  features: decodeFeatures(encodeFeatures(featuresOf(one, settings))),
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
