import { hashTexts } from './hash.ts'

/** The hashes of texts, sorted. */
export const sortedHashes = (texts: Iterable<string>): Int32Array => hashTexts([...texts]).sort()

/** How many values two sorted sets have in common. O(a + b). */
export function sharedCount(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] ?? 0
    const right = b[j] ?? 0
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}
