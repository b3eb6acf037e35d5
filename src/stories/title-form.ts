/** Titles that say less besides names have no form. */
const fewestWords = 3

/** Whether two titles, without their names, have at least this share of the longer one in common, in the same order. */
export function haveOneForm(a: readonly string[], b: readonly string[], leastShare: number): boolean {
  if (Math.min(a.length, b.length) < fewestWords) return false
  return longestCommon(a, b) >= leastShare * Math.max(a.length, b.length)
}

/** Length of the longest common subsequence. O(a * b). */
export function longestCommon(a: readonly string[], b: readonly string[]): number {
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
