import type { Original } from './original.ts'
import type { Probe } from './probe.ts'

/** Titles that say less besides names have no form. */
const fewestWords = 3

/** Whether two titles, without their names, have at least this share of the longer one in common, in the same order. */
export function haveOneForm(a: Int32Array, b: Int32Array, leastShare: number): boolean {
  if (Math.min(a.length, b.length) < fewestWords) return false
  return longestCommon(a, b) >= leastShare * Math.max(a.length, b.length)
}

/** Length of the longest common subsequence. O(a * b). */
export function longestCommon(a: Int32Array, b: Int32Array): number {
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const next = new Uint16Array(b.length + 1)
    for (let at = 0; at < b.length; at++) {
      next[at + 1] = word === b[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0)
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Words that two titles have in common in the same order, as a share of the shorter title. */
export const orderShared = (a: Int32Array, b: Int32Array): number =>
  longestCommon(a, b) / Math.max(1, Math.min(a.length, b.length))

/**
 * How rare the rarest name or figure is that each of two titles has of its own, the less rare of the two: 0 when one of
 * them has none.
 * @param title of `own`
 */
export const ownRarity = (title: Probe, own: Original, other: Original): number =>
  Math.min(title.rarity(own.titleMarks, other.title.ids), title.rarity(other.titleMarks, own.title.ids))
