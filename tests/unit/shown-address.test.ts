import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { shownAddress } from '../../src/shown-address.ts'

test.each([
  ['postgresql://wirefold:hush@db.example:5432/wirefold', 'postgresql://db.example:5432/wirefold'],
  ['postgresql://wirefold:hu@sh@db.example/wirefold', 'postgresql://db.example/wirefold'],
  ['postgresql://db.example/wirefold?user=wirefold&password=hush', 'postgresql://db.example/wirefold'],
  ['redis://:hush@127.0.0.1:6379/2', 'redis://127.0.0.1:6379/2'],
  ['redis://[::1]:6379', 'redis://[::1]:6379'],
])('%s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown)
})

test('what is no clear address is not shown', () => {
  for (const address of ['hush', 'wirefold:hush@db.example', 'mysql:/wirefold:hush@db', 'pg://a:12/34@db.example/x']) {
    expect(shownAddress(address)).toBe(`a text of ${address.length} characters that is not shown`)
  }
})

test('no password is ever shown, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('@', '/', ':', '?', '#', '%', ' ', '[', 'Q') }), (odd) => {
      const shown = shownAddress(`postgresql://wirefold:Secret${odd}Secret@db.example/wirefold`)
      expect(shown.toLowerCase()).not.toContain('secret')
    }),
  )
})
