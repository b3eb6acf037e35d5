import type { SplitSettings } from './split-settings.ts'

type Parts = readonly (readonly string[])[]

/**
 * Whether two splits are much the same: as many parts, each with its like among those of the other. Reports that only one
 * of them knows are left out, so that a story that has grown is not a new case; but at least half of the earlier ones must
 * be there still. O(reports).
 */
export function areMuchTheSame(earlier: Parts, now: Parts, { samePart }: Pick<SplitSettings, 'samePart'>): boolean {
  const known = new Set(earlier.flat())
  const common = new Set(now.flat().filter((id) => known.has(id)))
  if (earlier.length !== now.length || common.size * 2 < known.size) return false
  const within = (parts: Parts) => parts.map((part) => part.filter((id) => common.has(id)))
  const others = within(earlier)
  return within(now).every((part) => others.some((other) => jaccard(part, other) >= samePart))
}

function jaccard(a: readonly string[], b: readonly string[]): number {
  const other = new Set(b)
  const shared = a.filter((id) => other.has(id)).length
  return shared / Math.max(1, a.length + b.length - shared)
}
