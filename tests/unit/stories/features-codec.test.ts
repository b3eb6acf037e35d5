import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { AppError } from '../../../src/errors.ts'
import { featuresOf } from '../../../src/stories/article-features.ts'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { decodeFeatures, encodeFeatures, featuresVersion } from '../../../src/stories/features-codec.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { hashText } from '../../../src/text/hash.ts'
import { article, ferry } from './press.ts'

const texts = fc.string({ unit: 'grapheme', maxLength: 200 })
const articles = fc
  .record({ title: texts, text: texts, publisher: texts, language: fc.constantFrom('en', 'zh', 'tr', 'ar', null) })
  .map((made): ClusterArticle => article('a', made))

describe('stored features', () => {
  test('are read as they were made', () => {
    fc.assert(
      fc.property(articles, (one) => {
        const made = featuresOf(one, defaultSettings)
        expect(decodeFeatures(encodeFeatures(made))).toEqual(made)
      }),
      { numRuns: 60 },
    )
    const made = featuresOf(article('a', ferry), defaultSettings)
    expect(decodeFeatures(encodeFeatures(made))).toEqual(made)
    expect(made.names).toContain(hashText('captain ida orme'))
    expect(made.numbers).toContain(hashText('5400'))
  })

  test('take a few kilobytes', () => {
    const long = article('a', { title: ferry.title, text: Array.from({ length: 20 }, () => ferry.text).join('\n') })
    expect(encodeFeatures(featuresOf(long, defaultSettings)).length).toBeLessThan(3000)
  })

  test('of another format are refused, and those that were cut', () => {
    const bytes = encodeFeatures(featuresOf(article('a', ferry), defaultSettings))
    const other = Buffer.from(bytes)
    other[0] = 99
    expect(() => decodeFeatures(other)).toThrow(expect.objectContaining({ code: 'FEATURES_UNREADABLE' }))
    expect(() => decodeFeatures(other)).toThrow(`format 99, not ${featuresVersion(defaultSettings).split('.')[0]}`)
    const cut = Array.from({ length: bytes.length }, (_none, length) => bytes.subarray(0, length))
    expect(new Set(cut.map(problemOf))).toEqual(new Set(['FEATURES_UNREADABLE']))
    expect(() => decodeFeatures(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow('go on after their end')
  })

  test('are of another version when settings would make others', () => {
    expect(featuresVersion({ ...defaultSettings, bodyWords: 300 })).not.toBe(featuresVersion(defaultSettings))
    expect(featuresVersion({ ...defaultSettings, joinThreshold: 0.9 })).toBe(featuresVersion(defaultSettings))
  })
})

/** Under what code the bytes are refused; null when they are read. */
function problemOf(bytes: Uint8Array): string | null {
  try {
    decodeFeatures(bytes)
    return null
  } catch (error) {
    return (error as AppError).code
  }
}
