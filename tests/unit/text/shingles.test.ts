import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sampledShingles, shinglesOf } from '../../../src/text/shingles.ts'

const text = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => `word${from + at}`)

describe('shinglesOf', () => {
  test('one shingle a run of four words, told once, sorted', () => {
    expect(shinglesOf(text(3))).toHaveLength(0)
    expect(shinglesOf(text(10))).toHaveLength(7)
    expect(shinglesOf([...text(4), ...text(4)])).toHaveLength(4)
    const shingles = shinglesOf(text(200))
    expect([...shingles]).toEqual([...shingles].sort((a, b) => a - b))
  })

  test('order counts', () => {
    expect([...shinglesOf(['a', 'b', 'c', 'd'])]).not.toEqual([...shinglesOf(['a', 'b', 'd', 'c'])])
  })

  test('a part of a text has a part of its shingles', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 60 }), fc.nat(30), fc.nat(60), (all, start, length) => {
        const whole = new Set(shinglesOf(all))
        for (const shingle of shinglesOf(all.slice(start, start + length))) expect(whole.has(shingle)).toBe(true)
      }),
    )
  })
})

describe('sampledShingles', () => {
  test('keeps about one in sixteen of a long text, and a fixed number of a short one', () => {
    const long = sampledShingles(shinglesOf(text(16_003)), 16, 12)
    expect(long.length).toBeGreaterThan(850)
    expect(long.length).toBeLessThan(1150)
    expect(sampledShingles(shinglesOf(text(30)), 16, 12)).toHaveLength(12)
    expect(sampledShingles(shinglesOf(text(8)), 16, 12)).toHaveLength(5)
  })

  test('two texts that share words sample the same shared shingles', () => {
    const whole = new Set(sampledShingles(shinglesOf(text(2000)), 16, 12))
    const part = sampledShingles(shinglesOf(text(1000, 500)), 16, 12)
    expect([...part].filter((shingle) => whole.has(shingle))).toHaveLength(part.length)
  })
})
