import { hashTexts } from './hash.ts'

/** Words a shingle: with four, two independent reports of one event share next to none. */
const shingleSize = 4

/**
 * The distinct runs of `size` words of a text as 32-bit hashes, sorted as signed integers. A text of fewer words gives none.
 * O(n log n) in the number of words.
 */
export function shinglesOf(words: readonly string[], size = shingleSize): Int32Array {
  const count = words.length - size + 1
  if (count <= 0) return new Int32Array(0)
  const wordHashes = hashTexts(words)
  const hashes = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    let hash = 0
    for (let offset = 0; offset < size; offset++) hash = mix(hash, wordHashes[at + offset] ?? 0)
    hashes[at] = finish(hash)
  }
  return distinctSorted(hashes)
}

/**
 * The part of a text's shingles that every text agrees on: those whose hash is below 1/`rate` of the range, but the
 * `fewest` smallest when that gives fewer (Broder, "On the resemblance and containment of documents", 1997).
 */
export function sampledShingles(shingles: Int32Array, rate: number, fewest: number): Int32Array {
  const limit = -(2 ** 31) + 2 ** 32 / rate
  let end = 0
  while (end < shingles.length && (shingles[end] ?? 0) < limit) end++
  return shingles.subarray(0, Math.min(shingles.length, Math.max(end, fewest)))
}

/** One step of MurmurHash3: order counts. */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  const mixed = hash ^ Math.imul(k, 0x1b873593)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

/** MurmurHash3's finaliser: every bit of the input reaches every bit of the output, so that sampling by size is fair. */
function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function distinctSorted(hashes: Int32Array): Int32Array {
  hashes.sort()
  let kept = 0
  for (let at = 0; at < hashes.length; at++) {
    if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[kept++] = hashes[at] ?? 0
  }
  return hashes.slice(0, kept)
}
