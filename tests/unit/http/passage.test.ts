import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { markPassage } from '../../../src/http/passage.ts'

const marked = (text: string, start: number, end: number) =>
  markPassage(text, { start, end }).paragraphs.flatMap((runs) => runs.filter(({ isMarked }) => isMarked))

describe('markPassage', () => {
  test('counts code points and not the units of a string', () => {
    expect(marked('🚢🚢 late', 3, 7)).toEqual([{ text: 'late', isMarked: true }])
  })

  test('cuts text into its paragraphs', () => {
    const { paragraphs } = markPassage('One.\n\nTwo.\n\n\n\nThree.', null)
    expect(paragraphs.map((runs) => runs.map(({ text }) => text).join(''))).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('marks nothing where the span reaches beyond the text', () => {
    expect(markPassage('Short.', { start: 2, end: 7 }).isInside).toBe(false)
    expect(markPassage('Short.', { start: 6, end: 7 }).isInside).toBe(false)
    expect(markPassage('Short.', { start: 0, end: 6 }).isInside).toBe(true)
  })

  test('keeps every character but the blank lines, and marks what the span holds', () => {
    const paragraph = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !text.includes('\n'))
    const text = fc.array(paragraph, { minLength: 1, maxLength: 4 }).map((paragraphs) => paragraphs.join('\n\n'))
    fc.assert(
      fc.property(text, fc.nat(60), fc.integer({ min: 1, max: 60 }), (whole, start, length) => {
        const points = [...whole]
        const end = Math.min(start + length, points.length)
        fc.pre(start < end)
        const { paragraphs } = markPassage(whole, { start, end })
        expect(paragraphs.flatMap((runs) => runs.map((run) => run.text)).join('')).toBe(whole.replaceAll('\n\n', ''))
        const inside = points.slice(start, end).join('').replaceAll('\n', '')
        expect(
          marked(whole, start, end)
            .map((run) => run.text)
            .join(''),
        ).toBe(inside)
      }),
    )
  })
})
