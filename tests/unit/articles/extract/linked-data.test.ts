import { describe, expect, test } from '@jest/globals'
import {
  decodeEntities,
  parseLoosely,
  readLinkedData,
  textOf,
  typesOf,
} from '../../../../src/articles/extract/linked-data.ts'

describe('parseLoosely', () => {
  test.each([
    ['a trailing comma', '{"a":[1,2,],}', { a: [1, 2] }],
    ['a raw line break in a string', '{"a":"one\ntwo"}', { a: 'one two' }],
    ['comment marks around it', '<!-- {"a":1} -->', { a: 1 }],
    ['escaped quotes', '{&quot;a&quot;:1}', { a: 1 }],
    ['a bad escape', String.raw`{"a":"it\'s"}`, { a: "it's" }],
  ])('repairs %s', (_, script, expected) => {
    expect(parseLoosely(script)).toEqual(expected)
  })

  test('gives up on what is no JSON', () => {
    expect(parseLoosely('window.data = {}')).toBeUndefined()
  })
})

describe('readLinkedData', () => {
  test('takes graphs and arrays apart and finds nodes by id', () => {
    const data = readLinkedData([
      '{"@graph":[{"@type":"Person","@id":"#p","name":"Bo"},[{"@type":["https://schema.org/NewsArticle"]}]]}',
    ])
    expect(data.nodes.flatMap(typesOf)).toEqual(['Person', 'NewsArticle'])
    expect(data.byId.get('#p')).toMatchObject({ name: 'Bo' })
  })
})

test.each([
  [['first', 'second'], 'first'],
  [{ '@value': ' x ' }, 'x'],
  [{ name: 'A &amp; B' }, 'A & B'],
  [7, '7'],
  [null, null],
  ['  ', null],
])('textOf(%j)', (value, expected) => {
  expect(textOf(value)).toBe(expected)
})

test('decodeEntities leaves unknown ones alone', () => {
  expect(decodeEntities('&#8211; &#x41; &quot; &bogus; &')).toBe('– A " &bogus; &')
})
