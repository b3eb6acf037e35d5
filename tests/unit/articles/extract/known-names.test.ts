import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { KnownNames } from '../../../../src/articles/extract/known-names.ts'

test('finds a name within a text, in any letter case', () => {
  const names = new KnownNames(['h1', 'data-src', 'class'])
  expect(names.find('<H1 Class=a Data-Src=b>', 1, 3)).toBe('h1')
  expect(names.find('<H1 Class=a Data-Src=b>', 4, 9)).toBe('class')
  expect(names.find('<H1 Class=a Data-Src=b>', 12, 20)).toBe('data-src')
})

test.each(['h2', 'h', 'classe', 'clas', '\u{11}1', 'data\rsrc', '', 'claſs'])('%j is none', (text) => {
  expect(new KnownNames(['h1', 'data-src', 'class']).find(text, 0, text.length)).toBeNull()
})

test('holds what a set of the same names holds', () => {
  const name = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'b', 'A', 'B', '1', '-', '@', '`') })
  fc.assert(
    fc.property(fc.array(name), name, (list, asked) => {
      const names = list.map((one) => one.toLowerCase())
      const found = new KnownNames(names).find(`<${asked}>`, 1, 1 + asked.length)
      expect(found).toBe(names.includes(asked.toLowerCase()) ? asked.toLowerCase() : null)
    }),
  )
})
