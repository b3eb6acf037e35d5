import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stem } from '../../../src/text/stem.ts'

describe('stem', () => {
  test.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['cats', 'cat'],
    ['feed', 'feed'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['sing', 'sing'],
    ['conflated', 'conflat'],
    ['hopping', 'hop'],
    ['falling', 'fall'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['sky', 'sky'],
    ['relational', 'relat'],
    ['conditional', 'condit'],
    ['digitizer', 'digit'],
    ['vietnamization', 'vietnam'],
    ['hopefulness', 'hope'],
    ['electrical', 'electr'],
    ['adjustment', 'adjust'],
    ['adoption', 'adopt'],
    ['opinion', 'opinion'],
    ['probate', 'probat'],
    ['cease', 'ceas'],
    ['controller', 'control'],
    ['roll', 'roll'],
  ])('%s becomes %s, as in the paper', (word, expected) => {
    expect(stem(word)).toBe(expected)
  })

  test('joins the forms of one word', () => {
    const forms = ['negotiate', 'negotiated', 'negotiating', 'negotiation', 'negotiations']
    expect(new Set(forms.map(stem)).size).toBe(1)
  })

  test('leaves short words, figures and other scripts as they are', () => {
    expect(['is', '480', 'größe', 'us'].map(stem)).toEqual(['is', '480', 'größe', 'us'])
  })

  test('never lengthens a word and never empties it', () => {
    const word = fc.stringMatching(/^[a-z]{1,20}$/)
    fc.assert(
      fc.property(word, (text) => {
        const found = stem(text)
        expect(found.length).toBeGreaterThan(0)
        expect(found.length).toBeLessThanOrEqual(text.length + 1)
      }),
    )
  })
})
