import { sampledShingles, shinglesOf } from '../text/shingles.ts'
import type { ClusterSettings } from './settings.ts'

/**
 * Bits kept of a shingle for comparing texts in full: it meets a wrong partner in a text of n shingles with probability
 * n / 4 million. With 16 bits that is .6 % at 400 words, and 24 candidates together then take enough weight off true
 * copies to lose .006 of F1 on the development set.
 */
const printBits = 22

/** The wording of a text, small enough to keep for every article of the window. */
export interface Wording {
  /** The shingles that lead to candidates, sorted. */
  readonly sample: Int32Array
  /** The upper bits of every shingle, sorted. */
  readonly prints: Int32Array
  /** 32 bits over all shingles: two texts of one digest and as many shingles have the same wording. */
  readonly digest: number
}

/** O(n log n) in the number of words. */
export function wordingOf(words: readonly string[], settings: ClusterSettings): Wording {
  const shingles = shinglesOf(words.slice(0, settings.copyWords))
  return {
    sample: sampledShingles(shingles, settings.shingleSampling, settings.fewestSampled).slice(),
    prints: shingles.map((shingle) => (shingle >> (32 - printBits)) + 2 ** (printBits - 1)),
    digest: shingles.reduce((digest, shingle) => Math.imul(digest ^ shingle, 0x01000193), 0x811c9dc5) | 0,
  }
}

/** In a row of gaps: the gap is longer by this, and goes on. */
const longGap = 0xffff

let gaps = new Uint16Array(4096)

/**
 * Sorted prints as the gaps between them in 16 bits each: hardly more than two bytes a shingle from 100 words on. O(n).
 * @returns numbers that are good until the next call
 */
export function packPrints(prints: Int32Array): Uint16Array<ArrayBuffer> {
  const most = prints.length + 2 ** (printBits - 16) + 1
  if (most > gaps.length) gaps = new Uint16Array(most * 2)
  let size = 0
  let last = 0
  for (const print of prints) {
    let gap = print - last
    for (; gap >= longGap; gap -= longGap) gaps[size++] = longGap
    gaps[size++] = gap
    last = print
  }
  return gaps.subarray(0, size)
}

/** The prints that were packed. O(n). */
export function unpackPrints(packed: Uint16Array): Int32Array {
  const prints = new Int32Array(packed.length)
  let [size, last] = [0, 0]
  for (const gap of packed) {
    last += gap
    if (gap !== longGap) prints[size++] = last
  }
  return prints.subarray(0, size)
}

/** Positions of the prints that a packed text holds too, each of its prints counted once. O(prints of both). */
export function sharedPrints(prints: Int32Array, packed: Uint16Array): number[] {
  const positions: number[] = []
  let at = 0
  let other = 0
  for (const gap of packed) {
    other += gap
    if (gap === longGap) continue
    while ((prints[at] ?? Infinity) < other) at++
    if (prints[at] === other) positions.push(at++)
  }
  return positions
}
