import { describe, expect, test } from '@jest/globals'
import { type EntryToPlace, type KnownEntries, placeEntries, titleAndTime } from '../../../src/feeds/place-entries.ts'

const eight = new Date('2026-03-02T08:00:00Z')
const nine = new Date('2026-03-02T09:00:00Z')

const entry = (facts: Partial<EntryToPlace> = {}): EntryToPlace => ({
  name: 'ferry',
  url: 'https://a.example/ferry',
  titleKey: 'ferry-late',
  isTelling: true,
  publishedAt: eight,
  ...facts,
})

const known = (facts: Partial<KnownEntries> = {}): KnownEntries => ({
  addresses: new Map(),
  names: new Map(),
  titles: new Map(),
  ...facts,
})

const placeOne = (each: EntryToPlace, facts?: Partial<KnownEntries>) => placeEntries([each], known(facts))[0]

describe('an entry', () => {
  test('that nobody knows makes an article', () => {
    expect(placeOne(entry())).toEqual({ kind: 'new', name: 'ferry' })
  })

  test('without an address has none', () => {
    expect(placeOne(entry({ url: null }))).toEqual({ kind: 'none', name: 'ferry' })
  })

  test('of a known address belongs to its article, whatever its name and title', () => {
    const addresses = new Map([['https://a.example/ferry', '7']])
    expect(placeOne(entry(), { addresses })).toEqual({
      kind: 'known',
      articleId: '7',
      isNewAddress: false,
      name: 'ferry',
    })
  })

  test('whose slug was changed belongs to the article that had its name and title', () => {
    const names = new Map([['ferry', { articleId: '7', titleKey: 'ferry-late' }]])
    expect(placeOne(entry(), { names })).toMatchObject({ kind: 'known', articleId: '7', isNewAddress: true })
  })

  test('with a name that was given to another article makes its own, under a name of its own', () => {
    const names = new Map([['ferry', { articleId: '7', titleKey: 'bus-late' }]])
    expect(placeOne(entry(), { names })).toEqual({ kind: 'new', name: 'ferry|https://a.example/ferry' })
    const addresses = new Map([['https://a.example/ferry', '8']])
    expect(placeOne(entry(), { names, addresses })).toMatchObject({
      articleId: '8',
      name: 'ferry|https://a.example/ferry',
    })
  })
})

describe('a title that the publisher has used', () => {
  const titles = new Map([[titleAndTime('ferry-late', eight), '7']])

  test('at the same instant is the same article under a further address', () => {
    expect(placeOne(entry(), { titles })).toMatchObject({ kind: 'known', articleId: '7', isNewAddress: true })
  })

  test.each<[string, Partial<EntryToPlace>]>([
    ['at another time', { publishedAt: nine }],
    ['without a time', { publishedAt: null }],
    ['that is too short to tell', { isTelling: false }],
  ])('%s is another article', (_what, facts) => {
    expect(placeOne(entry(facts), { titles })).toMatchObject({ kind: 'new' })
  })

  test('twice in one document makes one article with two addresses', () => {
    const second = entry({ name: 'ferry-2', url: 'https://a.example/local/ferry' })
    expect(placeEntries([entry(), second], known())).toEqual([
      { kind: 'new', name: 'ferry' },
      { kind: 'same', sameAs: 'https://a.example/ferry', name: 'ferry-2' },
    ])
  })
})
