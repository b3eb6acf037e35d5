import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readQuery } from '../../../src/search/query.ts'

const words = (text: string) => readQuery(text).loose?.words

describe('readQuery', () => {
  test('passes on what was typed', () => {
    expect(readQuery('Ferry "late again" or fog')).toMatchObject({
      strict: 'Ferry "late again" or fog',
      excluded: null,
    })
  })

  test.each([
    ['a word', 'ferry -bus late', 'ferry  late', 'bus'],
    ['the first word', '-bus ferry', ' ferry', 'bus'],
    ['a phrase', 'ferry -"night bus" late', 'ferry  late', '"night bus"'],
    ['a phrase without an end', 'ferry -"night bus', 'ferry ', '"night bus'],
    ['several', 'ferry -bus -tram', 'ferry  ', 'bus or tram'],
  ])('parts what is excluded from what is asked for: %s', (_what, text, strict, excluded) => {
    expect(readQuery(text)).toEqual({ strict, excluded, loose: null })
  })

  test('leaves function words out of what an article must have', () => {
    expect(readQuery('the fall of the bridge')).toMatchObject({ loose: { words: ['fall', 'bridge'], leastMatches: 1 } })
    expect(readQuery('what is the bridge').loose).toBeNull()
    expect(readQuery('der Bau von Fähren mit Gas')).toMatchObject({ loose: { words: ['bau', 'fähren', 'gas'] } })
  })

  test('loosens words to three quarters of them', () => {
    const least = (text: string) => readQuery(text).loose?.leastMatches
    expect(least('ferry ostrel')).toBe(1)
    expect(least('ferry ostrel late')).toBe(2)
    expect(least('ferry ostrel late crew')).toBe(3)
    expect(least('ferry ostrel late crew fog')).toBe(3)
  })

  test('counts a word once, whatever its case, and knows letters of all scripts', () => {
    expect(words('Ferry ferry OSTREL')).toEqual(['ferry', 'ostrel'])
    expect(words('паром опоздал 渡船')).toEqual(['паром', 'опоздал', '渡船'])
    expect(words('ferry, ostrel; (2026)!')).toEqual(['ferry', 'ostrel', '2026'])
  })

  test.each([
    ['one word', 'ferry'],
    ['one word twice', 'ferry Ferry'],
    ['a phrase', '"ferry late"'],
    ['an exclusion', 'ferry late -bus'],
    ['an exclusion at the beginning', '-bus ferry late'],
    ['alternatives', 'ferry OR bus'],
    ['alternatives in lower case', 'ferry or bus'],
    ['nothing', ''],
    ['signs alone', '??? !'],
  ])('never loosens %s', (_what, text) => {
    expect(readQuery(text).loose).toBeNull()
  })

  test('takes a hyphen inside a word for no exclusion', () => {
    expect(words('sea-front ferry')).toEqual(['sea', 'front', 'ferry'])
  })

  test('looks at 32 words at most and asks for some of them always', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const { loose } = readQuery(text)
        if (!loose) return
        expect(loose.words.length).toBeLessThanOrEqual(32)
        expect(loose.leastMatches).toBeGreaterThanOrEqual(1)
        expect(loose.leastMatches).toBeLessThanOrEqual(loose.words.length)
      }),
    )
  })
})
