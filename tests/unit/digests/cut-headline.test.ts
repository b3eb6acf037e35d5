import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cutHeadline } from '../../../src/digests/cut-headline.ts'
import { anyCharacter } from '../../fixtures/editions/hostile-edition.ts'

const anyTitle = fc.string({ unit: anyCharacter, maxLength: 120 })

describe('cutHeadline', () => {
  test.each([
    ['Night ferry agreed', 'Night ferry agreed'],
    ['  Night ferry agreed \n', 'Night ferry agreed'],
    [
      'Ministers sign accord for a night ferry between the two coasts',
      'Ministers sign accord for a night ferry between th...',
    ],
    // The fiftieth character is a space.
    [
      'Ministers of both coasts sign the long accord on a ferry',
      'Ministers of both coasts sign the long accord on a...',
    ],
    [
      'Ministers of two coasts sign the long accord about a ferry',
      'Ministers of two coasts sign the long accord about...',
    ],
    ['', ''],
  ])('%p becomes %p', (title, cut) => {
    expect(cutHeadline(title)).toBe(cut)
  })

  test('fifty code points stand whole, one more is cut, whatever their size', () => {
    expect(cutHeadline('⛴️'.repeat(25))).toBe('⛴️'.repeat(25))
    expect(cutHeadline('🚢'.repeat(50))).toBe('🚢'.repeat(50))
    expect(cutHeadline('🚢'.repeat(51))).toBe(`${'🚢'.repeat(50)}...`)
  })

  test('at most fifty code points of the title, no space before the dots, dots only where something was cut', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        const cut = cutHeadline(title)
        const points = [...title.trim()]
        const kept = points.length <= 50 ? cut : cut.slice(0, -3)
        expect(title.trim().startsWith(kept)).toBe(true)
        expect([...kept].length).toBeLessThanOrEqual(50)
        expect(kept).toBe(kept.trimEnd())
        expect(cut).toBe(points.length <= 50 ? kept : `${kept}...`)
        if (points.length > 50)
          expect(
            points
              .slice([...kept].length, 50)
              .join('')
              .trim(),
          ).toBe('')
      }),
    )
  })
})
