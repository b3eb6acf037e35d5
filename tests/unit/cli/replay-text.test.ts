import { describe, expect, test } from '@jest/globals'
import { replayLines } from '../../../src/cli/replay-text.ts'
import { localTime } from '../../../src/http/local-time.ts'
import type { ComparedArticle } from '../../../src/stories/replay-agreement.ts'
import { diffStories } from '../../../src/stories/replay-diff.ts'
import { replaySettings } from '../../../src/stories/replay-settings.ts'
import type { Replayed, ReplayWish } from '../../../src/stories/replay.ts'

const wish: ReplayWish = {
  span: { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-08T00:00:00Z') },
  settings: replaySettings({ joinThreshold: 0.61 }, 'mine.json'),
  language: null,
  obeysDecisions: true,
  schema: 'replay_01hqmxzv9w0000000000000000',
  keepsSchema: false,
}

const article = (articleId: number, storedId: string, replayedId: string): ComparedArticle => ({
  articleId: String(articleId),
  storedId,
  replayedId,
  storedOriginalId: null,
  replayedOriginalId: null,
  isReplayed: true,
})

function replayed(articles: readonly ComparedArticle[], more: Partial<Replayed> = {}): Replayed {
  const firstArticles = new Map<string, string>()
  for (const one of articles.toReversed()) {
    for (const id of [one.storedId, one.replayedId]) firstArticles.set(id, one.articleId)
  }
  const title = 'The harbour ferry is cancelled for another week, and nobody on the quay of Ostrel knows why it is so'
  return {
    languages: ['en'],
    standing: 3,
    unplaced: 0,
    decisions: 1,
    diff: diffStories(articles),
    scores: new Map([['3', { stored: 0.612_3, replayed: null }]]),
    headlines: new Map(articles.map(({ articleId }) => [articleId, `${title} (${articleId})`])),
    firstArticles,
    ...more,
  }
}

const lines = (given: Replayed, asked: Partial<ReplayWish> = {}) =>
  replayLines({ ...wish, ...asked }, given, localTime('UTC'))

describe('a replay as text', () => {
  test('says what was compared, under which settings, and that nothing differs', () => {
    const text = lines(replayed([article(1, 'A', 'A'), article(2, 'A', 'A')])).join('\n')
    expect(text).toContain('replay of Sun 1 Mar 2026, 00:00 to Sun 8 Mar 2026, 00:00 (UTC)')
    expect(text).toMatch(/settings version [\da-z.]+\+[0-9a-f]{8}: joinThreshold [\d.]+ → 0\.61/)
    expect(text).toContain('2 articles (en) · 1 story stored, 1 replayed · 1 unchanged')
    expect(text).toContain('3 articles outside the span stood in these stories as stored, whatever the settings')
    expect(text).toContain('1 decision of analysts')
    expect(text).toContain('no difference: the replay gives the stored stories')
  })

  test('tells a move with both scores', () => {
    const given = replayed([1, 2, 3, 4, 5, 6].map((id) => article(id, id < 4 ? 'A' : 'B', id < 3 ? 'A' : 'B')))
    const text = lines(given)
    expect(text).toContain('  score stored 0.612, replayed none')
    expect(text.filter((line) => line.startsWith('  from A') || line.startsWith('  to   B'))).toHaveLength(2)
  })

  test('begins with the largest difference, and ends with how many are not shown', () => {
    const many = Array.from({ length: 90 }, (_none, i) =>
      article(i, `S${Math.floor(i / 3)}`, `S${Math.floor(i / 3)}${i % 3 === 2 ? 'x' : ''}`),
    )
    const big = Array.from({ length: 40 }, (_none, i) => article(100 + i, 'BIG', i < 20 ? 'BIG' : `P${i}`))
    const text = lines(replayed([...many, ...big]))
    expect(text.find((line) => line.startsWith('split: '))).toMatch(/^split: BIG, 40 articles {2}“The harbour/)
    expect(text).toContain('  and 15 parts more')
    expect(text.at(-1)).toBe('and 11 differences more, smaller ones: --json gives all')
    expect(Math.max(...text.map((line) => [...line].length))).toBeLessThanOrEqual(100)
  })

  test('says what is left out', () => {
    const nothing = replayed([], { languages: [], standing: 0 })
    expect(lines(nothing)).toContain('no stored article has its time in the span')
    const text = lines(replayed([article(1, 'A', 'A')], { unplaced: 2 }), { obeysDecisions: false }).join('\n')
    expect(text).toContain('decisions of analysts are left out')
    expect(text).toContain('2 articles of the span without a story yet left out')
  })
})
