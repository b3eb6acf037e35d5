import { byId } from './decision.ts'
import type { ComparedArticle } from './replay-agreement.ts'

/** Articles that a stored and a replayed story share. */
export interface Overlap {
  readonly storedId: string
  readonly replayedId: string
  readonly articleIds: readonly string[]
}

/** All overlaps, largest first; of equal ones those under one id, then by id, so that the order of the articles never matters. */
export function overlapsOf(articles: readonly ComparedArticle[]): readonly Overlap[] {
  const cells = groupBy(articles, ({ storedId, replayedId }) => `${storedId} ${replayedId}`)
  const overlaps = [...cells.values()].flatMap(([first, ...others]) =>
    first
      ? {
          storedId: first.storedId,
          replayedId: first.replayedId,
          articleIds: [first, ...others].map(({ articleId }) => articleId).sort(byId),
        }
      : [],
  )
  return overlaps.sort(
    (a, b) =>
      b.articleIds.length - a.articleIds.length ||
      Number(b.storedId === b.replayedId) - Number(a.storedId === a.replayedId) ||
      compare(a.storedId, b.storedId) ||
      compare(a.replayedId, b.replayedId),
  )
}

/** Values by key, both in the order in which they come. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
