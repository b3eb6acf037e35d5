/** Terms of a text by hash, in order of first appearance, and how often each is said. */
export interface TermCounts {
  readonly hashes: Int32Array
  readonly counts: Uint16Array
}

/** Terms of an article with their weights, in thousandths of a unit-length vector. */
export interface TermVector {
  /** In the vocabulary of the lane. */
  readonly ids: Int32Array
  readonly weights: Uint16Array
}

const unit = 1000
const dampings = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)))

/**
 * Damped occurrences, 1 + ln(tf), scaled to unit length and written to `weights`. IDF is left to the comparison, where it
 * is current. Linear in the terms.
 */
export function weighTerms(counts: Uint16Array, weights: Uint16Array): void {
  let square = 0
  for (const count of counts) square += damped(count) ** 2
  const scale = square === 0 ? 0 : unit / Math.sqrt(square)
  for (let at = 0; at < counts.length; at++) weights[at] = Math.round(damped(counts[at] ?? 0) * scale)
}

const damped = (count: number): number => dampings[count] ?? 1 + Math.log(count)
