import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isSameSubject, MOST_NAME_POINTS, readName } from '../../../src/deliveries/mute.ts'

describe('a typed name', () => {
  test.each([
    ['  Arne \t\n Holt ', 'Arne Holt'],
    ['O\u0308re', 'Öre'],
    ['\u202eArne\u200b Holt\0', 'Arne Holt'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['🚢', null],
    ['\u200b', null],
    ['a'.repeat(MOST_NAME_POINTS), 'a'.repeat(MOST_NAME_POINTS)],
    ['a'.repeat(MOST_NAME_POINTS + 1), null],
  ])('%j is kept as %j', (typed, kept) => {
    expect(readName(typed)).toBe(kept)
  })

  test('is kept as it is the second time, and always fits the column', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const name = readName(typed)
        if (name === null) return
        expect(readName(name)).toBe(name)
        expect([...name].length).toBeLessThanOrEqual(MOST_NAME_POINTS)
        expect(name).toMatch(/\S/)
        expect(name).not.toContain('\0')
      }),
    )
  })

  test('is the same in capitals, and no story', () => {
    expect(isSameSubject({ name: 'Örjan Holt' }, { name: 'O\u0308RJAN HOLT' })).toBe(true)
    expect(isSameSubject({ name: 'Holt' }, { name: 'Holte' })).toBe(false)
    expect(isSameSubject({ name: '1' }, { storyId: '1' })).toBe(false)
    expect(isSameSubject({ storyId: '1' }, { storyId: '1' })).toBe(true)
  })
})
