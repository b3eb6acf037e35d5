import { describe, expect, test } from '@jest/globals'
import { explanationLines } from '../../../src/cli/stories-explain.ts'
import { WIDTH } from '../../../src/cli/stories-text.ts'
import { columns } from '../../../src/digests/wrap-text.ts'
import { localTime } from '../../../src/http/local-time.ts'
import type { StoryDecision } from '../../../src/stories/cluster-article.ts'
import type { Evidence } from '../../../src/stories/evidence.ts'
import { probability } from '../../../src/stories/evidence-weights.ts'
import type { Explanation } from '../../../src/stories/explain.ts'
import { contributionsOf } from '../../../src/stories/explain-score.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'

const names = Object.keys(defaultSettings.fullTextWeights).filter((name) => name !== 'bias')
const features = Object.fromEntries(names.map((name) => [name, 0.25]))
const likeliest = probability(features as unknown as Evidence, defaultSettings.fullTextWeights)
const reports = [
  { articleId: '1042', probability: likeliest },
  { articleId: '978', probability: 0.125 },
]

function linesFor(decided: Partial<StoryDecision>): readonly string[] {
  const decision: StoryDecision = {
    rule: 'join',
    score: (likeliest + 0.125) / 2,
    threshold: 0.05,
    margin: 0.1,
    features,
    reports,
    nearestRejected: null,
    ...decided,
  }
  const told: Explanation = {
    articleId: '1050',
    storyId: '17',
    placement: {
      id: '5',
      storyId: '17',
      articleId: '1050',
      title: 'Ferry Astrid runs aground',
      publisher: 'Fenland Record',
      event: 'joined',
      at: new Date('2026-03-02T09:00:00Z'),
      actor: 'lane',
      reason: decision.rule,
      decision,
      settingsVersion: '3',
    },
    since: [],
    copy: null,
    contributions: contributionsOf(decision, defaultSettings),
    recomputed: { problem: 'the article has no text any more' },
  }
  return explanationLines(told, localTime('UTC'))
}

describe('an explanation', () => {
  test('tells the score as the mean over the reports compared, and the likeliest of them in parts', () => {
    const lines = linesFor({})
    const text = lines.join('\n')
    expect(lines).toContain('  the score is the mean over the best compared reports of its story')
    expect(text).toMatch(/article +probability of one event\n {2}1042 +0\.\d{3}\n {2}978 +0\.125\n/)
    expect(text).toMatch(/the likeliest report, article 1042, in parts\n {2}feature +value +weight +contribution\n/)
    expect(text).toMatch(/in sum [+−]\d\.\d{3}: log-odds of one event, a probability of (0\.\d{3})/)
    expect(text).toContain(`a probability of ${likeliest.toFixed(3)}`)
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(WIDTH)
  })

  test('of an article that joined nothing tells the story that it came nearest to, and what was not seen of it', () => {
    const lines = linesFor({ rule: 'new', score: 0.11 })
    expect(lines).toContain(
      '  the score is the mean over the best compared reports of the likeliest story that it did not join;',
    )
    expect(lines).toContain('  reports that no index named count as unlikely')
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(WIDTH)
  })

  test('names the veto where notices of one form were compared', () => {
    const text = linesFor({ score: 0, reports: [{ articleId: '1042', probability: 0 }] }).join('\n')
    expect(text).toContain('  the two are notices of one form, which sets the probability to 0')
    expect(text).toMatch(/feature +value\n/)
    expect(text).not.toContain('log-odds')
  })

  test('of a copy has no score to take apart', () => {
    const text = linesFor({ rule: 'copy', score: null, reports: [], features: { containment: 1 } }).join('\n')
    expect(text).toMatch(/feature +value\n {2}containment +1\.000/)
    expect(text).not.toMatch(/score|likeliest|probability/)
  })
})
