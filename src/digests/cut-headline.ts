/** Code points that a headline in a list of sources keeps. */
const KEPT = 50

/**
 * A headline cut for the list of sources: 50 code points at most, trailing space trimmed, `...` behind the cut and only
 * there.
 */
export function cutHeadline(title: string): string {
  const points = [...title.trim()]
  if (points.length <= KEPT) return points.join('')
  return `${points.slice(0, KEPT).join('').trimEnd()}...`
}
