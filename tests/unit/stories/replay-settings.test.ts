import { describe, expect, test } from '@jest/globals'
import { UsageError } from '../../../src/errors.ts'
import { replaySettings } from '../../../src/stories/replay-settings.ts'
import { defaultSettings, settingsVersion } from '../../../src/stories/settings.ts'

const problems = (given: unknown): string[] => {
  try {
    replaySettings(given, 'mine.json')
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('settings of a replay', () => {
  test('are those of the release where nothing is given, or what is so already', () => {
    const same = { settings: defaultSettings, version: settingsVersion, changes: [] }
    expect(replaySettings({}, 'mine.json')).toEqual(same)
    expect(replaySettings({ joinThreshold: defaultSettings.joinThreshold, fullTextWeights: {} }, 'mine.json')).toEqual(
      same,
    )
  })

  test('take what is given, weights one by one, and are called by what differs', () => {
    const { settings, version, changes } = replaySettings(
      { joinThreshold: 0.61, mixedWeights: { gap: -9 } },
      'mine.json',
    )
    expect(settings).toEqual({
      ...defaultSettings,
      joinThreshold: 0.61,
      mixedWeights: { ...defaultSettings.mixedWeights, gap: -9 },
    })
    expect(changes).toEqual([
      { path: 'joinThreshold', from: defaultSettings.joinThreshold, to: 0.61 },
      { path: 'mixedWeights.gap', from: defaultSettings.mixedWeights.gap, to: -9 },
    ])
    expect(version).toMatch(new RegExp(`^${settingsVersion}\\+[0-9a-f]{8}$`))
    const again = replaySettings({ mixedWeights: { gap: -9 }, joinThreshold: 0.61 }, 'yours.json')
    expect(again.version).toBe(version)
    expect(replaySettings({ joinThreshold: 0.62 }, 'mine.json').version).not.toBe(version)
  })

  test('every setting may be given as it is', () => {
    expect(replaySettings(defaultSettings, 'mine.json').changes).toEqual([])
  })

  test('everything that is wrong is told at once, each by its path', () => {
    const [heading, ...lines] = problems({
      joinTreshold: 0.5,
      openDays: '14',
      copyNames: 1.5,
      indexTerms: 2.5,
      headlineWeights: { luck: 1, bias: 1e6 },
    })
    expect(heading).toBe('mine.json holds no settings of stories:')
    expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      'copyNames',
      'headlineWeights.bias',
      'headlineWeights.luck',
      'indexTerms',
      'joinTreshold',
      'openDays',
    ])
    expect(lines).toContain('  joinTreshold: there is no such setting')
  })

  test.each([[null], [[]], ['joinThreshold'], [3]])('%j is no settings', (given) => {
    expect(problems(given)).toHaveLength(2)
  })
})
