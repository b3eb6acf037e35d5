import { describe, expect, test } from '@jest/globals'
import { correctionsOf, type QuotedSentence } from '../../../src/digests/corrections.ts'

const quoted = 'Nine workers were hurt when the sluice failed.'
const others = ['The dam lies above Brisal.', 'An inquiry opens on Monday.']
const text = (sentence: string | null) => [others[0], ...(sentence === null ? [] : [sentence]), others[1]].join(' ')
const quotation = (after: string | null, more: Partial<QuotedSentence> = {}): QuotedSentence => ({
  editionDate: '2031-03-17',
  storyId: 'dam',
  headline: 'Sluice fails',
  publisher: 'Upland Courier',
  url: 'https://uplandcourier.example/dam',
  articleId: '90',
  language: 'en',
  quoted,
  fromVersion: 1,
  toVersion: 2,
  before: text(quoted),
  after: text(after),
  ...more,
})
const nowOf = (after: string | null, more: Partial<QuotedSentence> = {}) =>
  correctionsOf([quotation(after, more)], []).map(({ now }) => now)

describe('a quoted sentence', () => {
  test('that was changed is told with the one in its place, and without the texts', () => {
    const now = 'Seven workers were hurt when the sluice failed.'
    const [correction] = correctionsOf([quotation(now)], [])
    expect(correction).toMatchObject({ quoted, now, fromVersion: 1, toVersion: 2, editionDate: '2031-03-17' })
    expect(correction).not.toHaveProperty('before')
    expect(correction).not.toHaveProperty('after')
  })

  test('that was denied is changed, though its words are nearly the same', () => {
    expect(nowOf('No workers were hurt when the sluice failed.')).toHaveLength(1)
    expect(nowOf('Police deny that nine workers were hurt when the sluice failed.')).toHaveLength(1)
  })

  test('that was taken out has nothing in its place', () => {
    expect(nowOf(null)).toEqual([null])
  })

  test('that stands, in other typography, in another place or in a longer sentence, is none', () => {
    expect(nowOf(quoted)).toEqual([])
    expect(correctionsOf([quotation(null, { after: `${quoted} ${text(null)}` })], [])).toEqual([])
    expect(nowOf(`BRISAL — ${quoted}`)).toEqual([])
    const cry = '"Stop!" he cried to the crew on the weir.'
    expect(nowOf('“Stop!” he cried to the crew on the weir.', { quoted: cry, before: text(cry) })).toEqual([])
  })

  test('whose spelling alone was mended is none', () => {
    const misspelt = 'Nine workers were hurt when the sluce failed.'
    expect(nowOf(quoted, { quoted: misspelt, before: text(misspelt) })).toEqual([])
  })

  test('that was quoted without its dateline is found with it', () => {
    const dateline = `BRISAL (Meridian) — ${quoted}`
    const now = 'BRISAL (Meridian) — Seven workers were hurt when the sluice failed.'
    expect(nowOf(now, { before: text(dateline) })).toEqual([now])
  })

  test('is corrected once, whichever editions quoted it, and again only when it is changed again', () => {
    const now = 'Seven workers were hurt when the sluice failed.'
    const twice = [quotation(now), quotation(now, { editionDate: '2031-03-16' })]
    const first = correctionsOf(twice, [])
    expect(first.map(({ editionDate }) => editionDate)).toEqual(['2031-03-17'])
    expect(correctionsOf(twice, first)).toEqual([])
    expect(correctionsOf([quotation('Six workers were hurt when the sluice failed.')], first)).toHaveLength(1)
  })

  test('of many, the first eight are told', () => {
    const many = Array.from({ length: 20 }, (_, i) => quotation(null, { articleId: String(i) }))
    expect(correctionsOf(many, []).map(({ articleId }) => articleId)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  })
})
