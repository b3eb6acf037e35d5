import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Arena } from '../../../src/stories/arena.ts'
import { Postings } from '../../../src/stories/postings.ts'
import { Register } from '../../../src/stories/register.ts'
import { TermTable } from '../../../src/stories/term-table.ts'
import { Vocabulary } from '../../../src/stories/vocabulary.ts'
import { packPrints, sharedPrints } from '../../../src/stories/wording.ts'

/** What happens to a window of articles: one comes with some keys, or the one at a place leaves. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ keys: fc.uniqueArray(fc.integer({ min: -3, max: 400 }), { maxLength: 40 }) }),
    fc.record({ leaves: fc.nat(30) }),
  ),
  { maxLength: 120 },
)

describe('Register', () => {
  test('a number that was given up never means another article', () => {
    const register = new Register<{ readonly ref: number }>()
    const seen = new Set<number>()
    for (let round = 0; round < 500; round++) {
      const { ref } = register.add((given) => ({ ref: given }))
      expect(seen.has(ref)).toBe(false)
      seen.add(ref)
      expect(register.get(ref)).toEqual({ ref })
      register.remove(ref)
      expect(register.get(ref)).toBeUndefined()
    }
  })
})

describe('Postings', () => {
  test('read the newest open articles of a key, whatever came and left before', () => {
    fc.assert(
      fc.property(happenings, fc.integer({ min: 1, max: 5 }), (happened, most) => {
        const register = new Register<{ readonly ref: number }>()
        const postings = new Postings((ref) => register.has(ref))
        const open: { ref: number; keys: readonly number[] }[] = []
        for (const event of happened) {
          if ('keys' in event) {
            const { ref } = register.add((given) => ({ ref: given }))
            for (const key of event.keys) postings.add(key, ref)
            open.push({ ref, keys: event.keys })
          } else {
            for (const { ref } of open.splice(event.leaves, 1)) register.remove(ref)
          }
          for (const key of [-3, 0, 1, 64, 400]) {
            const found: number[] = []
            postings.read(key, most, found)
            const holders = open.filter(({ keys }) => keys.includes(key)).map(({ ref }) => ref)
            expect(found).toEqual(holders.reverse().slice(0, most))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('are as long as the articles that are open, not as those that ever came', () => {
    const register = new Register<{ readonly ref: number }>()
    const postings = new Postings((ref) => register.has(ref))
    const before = process.memoryUsage().arrayBuffers
    for (let round = 0; round < 40_000; round++) {
      const { ref } = register.add((given) => ({ ref: given }))
      for (let key = 0; key < 10; key++) postings.add(Math.imul(round * 10 + key, 0x9e3779b1), ref)
      register.remove(ref)
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 2 ** 20)
  })
})

describe('Arena', () => {
  test('gives back what was put, whatever left', () => {
    const pieces = fc.array(
      fc.record({ slot: fc.nat(40), length: fc.integer({ min: 0, max: 60_000 }), isRemoval: fc.boolean() }),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(pieces, (done) => {
        const arena = new Arena((length) => new Int32Array(length))
        const kept = new Map<number, Int32Array<ArrayBuffer>>()
        done.forEach(({ slot, length, isRemoval }, at) => {
          arena.remove(slot)
          kept.delete(slot)
          if (isRemoval) return
          const values = new Int32Array(length).fill(at)
          arena.put(slot, values)
          kept.set(slot, values)
        })
        for (const [slot, values] of kept)
          expect(Buffer.from(arena.view(slot).slice().buffer).equals(Buffer.from(values.buffer))).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  test('uses the room of what left again', () => {
    const arena = new Arena((length) => new Int32Array(length))
    const values = new Int32Array(4000)
    const before = process.memoryUsage().arrayBuffers
    for (let round = 0; round < 6000; round++) {
      arena.put(round, values)
      if (round >= 10) arena.remove(round - 10)
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 2 ** 20)
  })
})

describe('Vocabulary', () => {
  test('counts the articles that hold a term, and uses the ids of forgotten terms again', () => {
    fc.assert(
      fc.property(happenings, (happened) => {
        const vocabulary = new Vocabulary()
        const open: { ids: Int32Array; keys: readonly number[] }[] = []
        let highest = 0
        let most = 0
        for (const event of happened) {
          if ('keys' in event) {
            const ids = Int32Array.from(event.keys, (key) => vocabulary.idOf(key))
            vocabulary.count(ids)
            open.push({ ids, keys: event.keys })
          } else for (const { ids } of open.splice(event.leaves, 1)) vocabulary.discount(ids)
          const frequencies = new Map<number, number>()
          for (const { keys } of open) for (const key of keys) frequencies.set(key, (frequencies.get(key) ?? 0) + 1)
          most = Math.max(most, frequencies.size)
          for (const [key, frequency] of frequencies) {
            const id = vocabulary.idOf(key)
            highest = Math.max(highest, id + 1)
            expect(vocabulary.frequency(id)).toBe(frequency)
            expect(vocabulary.idf(id, 10)).toBeCloseTo(Math.log((open.length + 11) / (frequency + 1)), 10)
          }
        }
        expect(highest).toBeLessThanOrEqual(most)
      }),
      { numRuns: 25 },
    )
  })
})

describe('TermTable', () => {
  test('holds numbers as a map does', () => {
    const ids = fc.oneof(fc.nat(20), fc.nat(1e6)) // few, so that one is set twice; many, so that slots are shared
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.integer({ min: -3, max: 3 }))), fc.array(ids), (added, others) => {
        const table = new TermTable(added.length)
        const map = new Map<number, number>()
        for (const [id, value] of added) {
          table.set(id, value)
          map.set(id, value)
          expect(table.get(id)).toBe(value)
        }
        for (const id of [...map.keys(), ...others]) expect(table.get(id)).toBe(map.get(id) ?? 0)
      }),
    )
  })
})

describe('prints', () => {
  test('packed as gaps are shared as sets are, whatever lies between them', () => {
    const sorted = fc
      .uniqueArray(fc.oneof(fc.nat(2 ** 22 - 1), fc.integer({ min: 65_530, max: 65_545 })), { maxLength: 60 })
      .map((values) => Int32Array.from(values).sort())
    fc.assert(
      fc.property(sorted, sorted, (own, other) => {
        const held = new Set(other)
        const expected = [...own.keys()].filter((at) => held.has(own[at] ?? -1))
        expect(sharedPrints(own, packPrints(other))).toEqual(expected)
      }),
    )
  })
})
