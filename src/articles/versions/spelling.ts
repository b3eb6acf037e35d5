/** Whether one of two words becomes the other by changing, adding, dropping or swapping at most `most` letters. */
export function isRespelt(a: string, b: string, most: number): boolean {
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most
}

/**
 * Optimal string alignment: Damerau's distance in which no letter is changed twice (Boytsov, "Indexing methods for approximate
 * dictionary searching", 2011). O(a × b): for words.
 */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  const cost = (i: number, j: number): number => rows[i]?.[j] ?? Infinity
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i])
    for (let j = 1; j <= b.length; j += 1) {
      const change = cost(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = isSwap ? cost(i - 2, j - 2) + 1 : Infinity
      rows[i]?.push(Math.min(change, swap, cost(i - 1, j) + 1, cost(i, j - 1) + 1))
    }
  }
  return cost(a.length, b.length)
}
