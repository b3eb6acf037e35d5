import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../../src/digests/canonical-json.ts'

describe('canonicalJson', () => {
  test('keys are sorted at every depth, lists keep their order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: [3, 1] }], a: null })).toBe('{"a":null,"b":[{"c":[3,1],"d":1}]}')
  })

  test('the order in which keys were set does not show', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
      }),
    )
  })

  test('reads back as the same value, and a second time writes the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonicalJson(value)
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(written))).toBe(written)
      }),
    )
  })
})
