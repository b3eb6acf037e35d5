import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isList, isObject } from '../../../../src/feeds/parse/json-items.ts'
import { readJsonText, type JsonValue } from '../../../../src/feeds/parse/json-text.ts'

/** The same value as JSON.parse gives it. */
function plain(value: JsonValue): unknown {
  if (isObject(value)) return Object.fromEntries([...value].map(([key, inside]) => [key, plain(inside)]))
  return isList(value) ? value.map(plain) : value
}

const first = (text: string) => plain(readJsonText(text).values[0] ?? null)

describe('readJsonText', () => {
  test('reads all JSON as JSON.parse does', () => {
    const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text))
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(printable, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(printable, tie('value'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(values.value, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const json = readJsonText(text)
        expect(json).toMatchObject({ guesses: 0, isCut: false, isTooDeep: false })
        expect(json.values.map(plain)).toEqual([JSON.parse(text)])
      }),
    )
  })

  test.each([
    ['a comma too many', '{"a":[1,2,],}', { a: [1, 2] }],
    ['a comma too few', '{"a":1 "b":[1 2]}', { a: 1, b: [1, 2] }],
    ['a line end in a string', '{"a":"x\ny"}', { a: 'x\ny' }],
    ['a quote in a string', '{"a":"the "new" bridge","b":1}', { a: 'the "new" bridge', b: 1 }],
    ['an escape that is none', String.raw`{"a":"x\'y\u00"}`, { a: "x'yu00" }],
    ['a word that is none', '{"a":undefined,"b":1}', { b: 1 }],
    ['a bracket too many', '{"a":[1]],"b":2}', { a: [1], b: 2 }],
    ['a key without a value', '{"a":,"b":1}', { b: 1 }],
    ['no end', '{"a":{"b":"x', { a: { b: 'x' } }],
  ])('reads on behind %s', (_, text, expected) => {
    const json = readJsonText(text)
    expect(json.guesses + Number(json.isCut)).toBeGreaterThan(0)
    expect(first(text)).toEqual(expected)
  })

  test('a string that lost its end does not swallow the next item', () => {
    expect(first('[{"id":"1","t":"x}, {"id":"2","t":"y"}]')).toEqual([
      { id: '1', t: 'x', ...{} },
      { id: '2', t: 'y' },
    ])
  })

  test('a null character means nothing', () => {
    expect(first(String.raw`{"a":"x\u0000y\u0008"}`)).toEqual({ a: 'xy' })
  })

  test('keys mean nothing to JavaScript', () => {
    const [value] = readJsonText('{"__proto__":{"x":1}}').values
    expect(value instanceof Map && value.has('__proto__')).toBe(true)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test('depth and length are bounded and said', () => {
    const deep = readJsonText(`${'['.repeat(500)}1${']'.repeat(500)}`)
    expect(deep).toMatchObject({ guesses: 0, isCut: false, isTooDeep: true })
    const long = readJsonText(JSON.stringify(Array.from({ length: 20_002 }, (_, index) => [index])))
    expect([...long.lengths.values()]).toEqual([20_002])
    expect(long.isTooDeep).toBe(false)
  })
})
