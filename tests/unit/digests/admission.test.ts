import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { admissionOf } from '../../../src/digests/admission.ts'
import { groupByStory, type WindowArticle } from '../../../src/digests/window-article.ts'
import { windowArticle } from '../../fixtures/editions/window-articles.ts'

const report = `The lighthouse of Skerry has a new lamp after sixty years of service of the old one.
The new one uses a tenth of the power and is seen from 24 miles, the coast office said.`
const notice = 'The quay of Skerry is closed to lorries on Friday.'
const list =
  'Skerry 12.40\nHollin 13.05\nTarn 13.50\nOstrel 14.20\nFen 15.00\nSund 15.45\nNorhaven 16.30\nAlder 17.10\nBrek 18.00\nTallow 18.40\nRusk 18.55\nMaar 19.20\nEnd 20.00'

const admission = (articles: readonly Partial<WindowArticle>[], watchStrength = 0): number => {
  const [story] = groupByStory(articles.map((more, i) => windowArticle(String(i + 1), more)))
  if (!story) throw new Error('no story came of the articles')
  return admissionOf(story, watchStrength)
}

describe('admissionOf', () => {
  test.each([
    ['one report', 1, 1],
    ['two reports', 2, 1.585],
    ['three reports', 3, 2],
    ['seven reports', 7, 3],
  ])('%s', (_what, count, expected) => {
    expect(admission(Array.from({ length: count }, () => ({ text: report })))).toBe(expected)
  })

  test('copies and publishers of one owner bring nothing', () => {
    const copies = [2, 3, 4].map(() => ({ text: report, originalId: '1' }))
    expect(admission([{ text: report }, ...copies])).toBe(1)
    const owned = { text: report, ownerGroup: 'Sund Press' }
    expect(admission([owned, owned])).toBe(1)
  })

  test('a notice of a line does not pass by itself, nor does a page without a sentence', () => {
    expect(admission([{ text: notice }])).toBe(0.5)
    expect(admission([{ text: list }])).toBe(0.5)
    expect(admission([{ text: '' }])).toBe(0)
    expect(admission([{ text: 'Subscribe to read the full story about the harbour of Skerry.' }])).toBe(0)
  })

  test('a notice that two publishers have passes, and the best report speaks for the story', () => {
    expect(admission([{ text: notice }, { text: notice }])).toBe(1.085)
    expect(admission([{ text: '' }, { text: report }])).toBe(1.585)
  })

  test('a substantial text of a copy does not speak for a thin original', () => {
    expect(admission([{ text: notice }, { text: report, originalId: '1' }])).toBe(0.5)
  })

  test('a watch helps a notice past the bar by its title alone', () => {
    expect(admission([{ text: notice }], 3)).toBe(1)
    expect(admission([{ text: notice }], 2)).toBe(0.833)
    expect(admission([{ text: notice }], 6)).toBe(1)
    expect(admission([{ text: report }], 1)).toBe(1.167)
  })

  test('a dateline does not spoil the only sentence of a report', () => {
    const wire = `SKERRY, SUND, Dec. 12 (MERIDIAN) -- The lighthouse of Skerry has a new lamp after sixty years of service of the old one, which goes to the museum of navigation in Sund, where it will be shown beside the bell of the first pilot boat and the log of the keeper who lit it every evening until he went home.`
    expect(admission([{ text: wire }])).toBe(1)
  })

  test('scripts with other stops are judged by their length', () => {
    const tokyo =
      '港の夜間フェリーは五月に再開されると両国の政府が火曜日に発表した。二隻の船がそれぞれ百八十の客室を備え、夏には週に五晩運航する。費用は両国が分担する。'
    expect(admission([{ text: tokyo, language: 'ja' }])).toBe(1)
    expect(admission([{ text: '港は閉鎖された。', language: 'ja' }])).toBe(0.5)
  })

  test('other languages with full stops are judged as English is', () => {
    const german = `Die Regierungen von Norhaven und Sund haben am Dienstag vereinbart, die Nachtfähre im Mai wieder fahren zu lassen.
Zwei Schiffe mit je 180 Kabinen sollen die Häfen um 22.30 Uhr verlassen, teilte das Ministerium mit.`
    expect(admission([{ text: german, language: 'de' }])).toBe(1)
  })

  test('what stands beside a story in the window changes nothing, and more reports never harm', () => {
    const texts = fc.array(fc.constantFrom('', notice, list, report), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(texts, fc.constantFrom('', notice, report), fc.nat(6), (own, further, strength) => {
        const before = admission(
          own.map((text) => ({ text })),
          strength,
        )
        const after = admission(
          [...own, further].map((text) => ({ text })),
          strength,
        )
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})
