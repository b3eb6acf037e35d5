import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isStopWord } from '../../../src/text/stop-words.ts'
import { termOf } from '../../../src/text/terms.ts'
import { words } from '../../../src/text/words.ts'

describe('words', () => {
  test.each([
    ['The ferry, late again, left Port Elim.', 'en', ['the', 'ferry', 'late', 'again', 'left', 'port', 'elim']],
    ["Norland's mayor didn't come", 'en', ['norland', 'mayor', 'didnt', 'come']],
    ['U.S. and U.N. envoys', 'en', ['us', 'and', 'un', 'envoys']],
    ['1,200 of 3.5 tonnes; A320 and 5G', 'en', ['1,200', 'of', '3.5', 'tonnes', 'a320', 'and', '5g']],
    ["L'école d’Arvin", 'fr', ['l', 'école', 'd', 'arvin']],
    ['İSTANBUL', 'tr', ['istanbul']],
    ['مُحَمَّد', 'ar', ['محمد']],
    ['', null, []],
  ])('%s', (text, language, expected) => {
    expect(words(text, language)).toEqual(expected)
  })

  test('languages without spaces are parted by dictionary, even when the tag is missing', () => {
    const found = words('市长宣布新桥开放', null)
    expect(found.length).toBeGreaterThan(2)
    expect(found.join('')).toBe('市长宣布新桥开放')
  })

  test('any text gives lower-cased words without white space', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (points) => {
        for (const word of words(String.fromCodePoint(...points), 'en')) expect(word).toMatch(/^\S+$/u)
      }),
    )
  })
})

describe('isStopWord', () => {
  test('knows the language, and all lists when it is unknown', () => {
    expect(isStopWord('the', 'en-GB')).toBe(true)
    expect(isStopWord('the', 'de')).toBe(false)
    expect(isStopWord('nicht', null)).toBe(true)
    expect(isStopWord('ferry', null)).toBe(false)
  })
})

describe('termOf', () => {
  test('joins the forms of a word and drops what tells nothing', () => {
    expect(termOf('bridges', 'en')).toBe(termOf('bridge', 'en'))
    expect(termOf('parlamentarier', 'de')).toBe(termOf('parlamentarisch', 'de'))
    expect(termOf('المدينة', 'ar')).toBe(termOf('مدينة', 'ar'))
    expect(termOf('the', 'en')).toBeNull()
    expect(termOf('x', 'en')).toBeNull()
  })
})
