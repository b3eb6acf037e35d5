import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { entryNames, isTelling, type NamedEntry, renamed, titleKey } from '../../../src/feeds/entry-identity.ts'

const entry = (facts: Partial<NamedEntry>): NamedEntry => ({
  guid: null,
  url: null,
  title: null,
  summary: null,
  ...facts,
})

describe('entryNames', () => {
  test.each<[string, Partial<NamedEntry>, string]>([
    ['the guid', { guid: 'ferry', url: 'https://a.example/ferry' }, 'ferry'],
    ['the address without a guid', { url: 'https://a.example/ferry', title: 'Ferry late' }, 'https://a.example/ferry'],
    ['title and text without an address', { title: 'Ferry late', summary: 'By an hour' }, 'Ferry late|By an hour'],
  ])('are %s', (_what, facts, name) => {
    expect(entryNames([entry(facts)])).toEqual([name])
  })

  test('part entries that share a guid by their addresses, or their titles', () => {
    const shared = [
      entry({ guid: 'news', url: 'https://a.example/1' }),
      entry({ guid: 'news', url: 'https://a.example/2' }),
      entry({ guid: 'news', title: 'No page' }),
    ]
    expect(entryNames(shared)).toEqual(['news|https://a.example/1', 'news|https://a.example/2', 'news|No page'])
  })

  test('fit into an index, however long a guid is, and stay different', () => {
    const names = entryNames(['a', 'b'].map((letter) => entry({ guid: letter.repeat(5_000) })))
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name.length).toBeLessThanOrEqual(500)
  })

  test('do not depend on the order or on what else is in the feed, while guids differ', () => {
    const guids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(guids, (all) => {
        const entries = all.map((guid) => entry({ guid }))
        const names = entryNames(entries)
        expect(new Set(names).size).toBe(all.length)
        expect(entryNames(entries.toReversed())).toEqual(names.toReversed())
        expect(entryNames(entries.slice(1))).toEqual(names.slice(1))
      }),
    )
  })
})

test('an entry renamed for its address has another name', () => {
  expect(renamed('news', 'https://a.example/2')).toBe('news|https://a.example/2')
})

describe('titleKey', () => {
  test('is equal for the same letters and digits', () => {
    expect(titleKey('Ferry late: 3 hours')).toBe(titleKey('  FERRY LATE — 3 hours! '))
    expect(titleKey('Ferry late: 3 hours')).not.toBe(titleKey('Ferry late: 4 hours'))
    expect(titleKey('Паром опоздал')).not.toBe(titleKey('Паром пришёл'))
  })

  test.each([null, '', ' — ', '…'])('is none for %p', (title) => {
    expect(titleKey(title)).toBeNull()
  })
})

test.each([
  ['Ministers sign accord for a night ferry', true],
  ['Morning briefing', false],
  ['Weather', false],
  ['', false],
])('whether %p tells an article is %p', (title, expected) => {
  expect(isTelling(title)).toBe(expected)
})
