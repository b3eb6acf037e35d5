import type { Element } from 'domhandler'

const GENERIC = new Set(['div', 'span', 'section', 'header', 'a'])
const MEANINGFUL = /^(?:h[1-6]|li|blockquote|dd|dt)$/
const TAG_REACH = 3

/** A heading or list item stays one when its text is wrapped once more. */
export function meaningfulTag(open: readonly Element[]): string {
  const nearest = open.at(-1)?.name ?? 'body'
  if (!GENERIC.has(nearest)) return nearest
  for (let up = 2; up <= TAG_REACH; up++) {
    const name = open.at(-up)?.name ?? ''
    if (MEANINGFUL.test(name)) return name
    if (!GENERIC.has(name)) break
  }
  return nearest
}
