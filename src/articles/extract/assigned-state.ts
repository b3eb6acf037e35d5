/** Names that builders of pages give the state which their scripts start from, where it is assigned in a script. */
const ASSIGNED = /(?:globalContent|__[A-Z][A-Z_]{3,38}__|[Ii]nitial_?[Ss]tate)["']?\]?\s{0,5}=\s{0,5}(?=[{[])/g

const MAX_STATES = 20
/** Characters that are read in search of ends. */
const MAX_READ = 4_000_000

/**
 * The states that scripts of a page assign, as JSON: what a page would show that shows nothing without its scripts.
 * O(length), bounded.
 */
export function assignedStates(page: string): string[] {
  const states: string[] = []
  let unread = MAX_READ
  ASSIGNED.lastIndex = 0
  for (let match = ASSIGNED.exec(page); match && states.length < MAX_STATES; match = ASSIGNED.exec(page)) {
    const start = ASSIGNED.lastIndex
    const end = endOfJson(page, start, unread)
    if (end === null) break
    states.push(page.slice(start, end))
    unread -= end - start
    ASSIGNED.lastIndex = end
  }
  return states
}

const QUOTE = 34
const BACKSLASH = 92
const OPENING = new Set([123, 91])
const CLOSING = new Set([125, 93])

/** Behind the bracket that closes the one at `start`; null where there is none within reach. */
function endOfJson(page: string, start: number, reach: number): number | null {
  const last = Math.min(page.length, start + reach)
  let depth = 0
  for (let at = start; at < last; at++) {
    const code = page.charCodeAt(at)
    if (code === QUOTE) at = endOfString(page, at, last)
    else if (OPENING.has(code)) depth++
    else if (CLOSING.has(code) && --depth === 0) return at + 1
  }
  return null
}

function endOfString(page: string, start: number, last: number): number {
  for (let at = start + 1; at < last; at++) {
    const code = page.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) return at
  }
  return last
}
