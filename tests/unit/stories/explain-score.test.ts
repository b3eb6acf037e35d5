import { describe, expect, test } from '@jest/globals'
import type { Evidence } from '../../../src/stories/evidence.ts'
import { probability } from '../../../src/stories/evidence-weights.ts'
import { contributionsOf } from '../../../src/stories/explain-score.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'

const names = Object.keys(defaultSettings.fullTextWeights).filter((name) => name !== 'bias')
const features = Object.fromEntries(names.map((name, i) => [name, 0.1 + (i % 5) / 10]))

describe('the parts of a probability', () => {
  test.each(['fullTextWeights', 'headlineWeights', 'mixedWeights'] as const)('add up to it by the %s', (kind) => {
    const likeliest = probability(features as unknown as Evidence, defaultSettings[kind])
    const reports = [likeliest, likeliest / 2].map((one, at) => ({ articleId: `${at}`, probability: one }))
    const parts = contributionsOf({ score: likeliest * 0.75, reports, features }, defaultSettings) ?? []
    const odds = parts.reduce((sum, { contribution }) => sum + contribution, 0)
    expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(likeliest, 5)
    expect(parts.map(({ feature }) => feature).sort()).toEqual([...names, 'bias'].sort())
    const sizes = parts.map(({ contribution }) => Math.abs(contribution))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  test('are not told where a veto set it, or nothing was compared', () => {
    const vetoed = { score: 0.3, reports: [{ articleId: '1', probability: 0 }], features }
    expect(contributionsOf(vetoed, defaultSettings)).toBeNull()
    expect(contributionsOf({ score: null, reports: [], features: {} }, defaultSettings)).toBeNull()
    expect(contributionsOf({ score: null, reports: [], features }, defaultSettings)).toBeNull()
    expect(contributionsOf({}, defaultSettings)).toBeNull()
  })

  test('are those of the score where no reports were kept', () => {
    const score = probability(features as unknown as Evidence, defaultSettings.fullTextWeights)
    expect(contributionsOf({ score, features }, defaultSettings)).toHaveLength(names.length + 1)
  })
})
