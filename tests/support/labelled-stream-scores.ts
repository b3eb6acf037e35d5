/** How well a grouping agrees with the truth. Shares are 0 to 1. */
export interface GroupingScores {
  /** BCubed F1 with its precision and recall (Bagga and Baldwin 1998). */
  readonly b3: number
  readonly b3Precision: number
  readonly b3Recall: number
  /** F1 over pairs of articles. */
  readonly pairF1: number
  /** Pairs that were put together and are not one story; pairs of one story that were not. */
  readonly falseJoins: number
  readonly missedJoins: number
}

const f1 = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
const pairsIn = (size: number): number => (size * (size - 1)) / 2

function sizes(labels: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return counts
}

/** Compares two labels of each item. Linear in the items. */
export function scoreGrouping(items: readonly { readonly truth: string; readonly found: string }[]): GroupingScores {
  if (items.length === 0) throw new Error('There is nothing to score.')
  const truth = sizes(items.map((item) => item.truth))
  const found = sizes(items.map((item) => item.found))
  const both = sizes(items.map((item) => JSON.stringify([item.truth, item.found])))
  let precision = 0
  let recall = 0
  for (const item of items) {
    const shared = both.get(JSON.stringify([item.truth, item.found])) ?? 0
    precision += shared / (found.get(item.found) ?? 1)
    recall += shared / (truth.get(item.truth) ?? 1)
  }
  precision /= items.length
  recall /= items.length
  const pairs = (counts: Map<string, number>) => [...counts.values()].reduce((sum, size) => sum + pairsIn(size), 0)
  const right = pairs(both)
  const falseJoins = pairs(found) - right
  const missedJoins = pairs(truth) - right
  return {
    b3: f1(precision, recall),
    b3Precision: precision,
    b3Recall: recall,
    pairF1: f1(
      right + falseJoins === 0 ? 1 : right / (right + falseJoins),
      right + missedJoins === 0 ? 1 : right / (right + missedJoins),
    ),
    falseJoins,
    missedJoins,
  }
}

/** Items of one found group whose truths differ, one pair of truths each: what was glued together. */
export function gluedTruths(items: readonly { readonly truth: string; readonly found: string }[]): string[][] {
  const groups = new Map<string, Set<string>>()
  for (const { truth, found } of items) {
    const group = groups.get(found) ?? new Set<string>()
    groups.set(found, group.add(truth))
  }
  return [...groups.values()].filter((group) => group.size > 1).map((group) => [...group].sort())
}
