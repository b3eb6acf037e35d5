import { words } from '../../text/words.ts'

/** What became of the sentences of a text; those that both versions have are left out, wherever they stand. */
export interface SentenceChanges {
  readonly edited: readonly (readonly [before: string, after: string])[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Two sentences are one that was edited when they share this much of their words (Dice's coefficient). */
const LEAST_SHARED = 0.5
/** How far, in changed sentences, an edited one is looked for: a bound on the cost. */
const REACH = 60

/** Sentences that were edited, came and went. O(changed sentences × 120). */
export function compareSentences(
  before: readonly string[],
  after: readonly string[],
  language: string | null,
): SentenceChanges {
  const gone = without(before, after).map((text) => ({ text, words: wordSet(text, language), isTaken: false }))
  const edited: [string, string][] = []
  const added: string[] = []
  without(after, before).forEach((text, at) => {
    const found = nearest(wordSet(text, language), gone.slice(Math.max(0, at - REACH), at + REACH + 1))
    if (found === null) {
      added.push(text)
      return
    }
    found.isTaken = true
    edited.push([found.text, text])
  })
  return { edited, added, removed: gone.filter(({ isTaken }) => !isTaken).map(({ text }) => text) }
}

interface Gone {
  readonly text: string
  readonly words: ReadonlySet<string>
  isTaken: boolean
}

function nearest(wanted: ReadonlySet<string>, gone: readonly Gone[]): Gone | null {
  let best: Gone | null = null
  let bestShare = LEAST_SHARED
  for (const one of gone) {
    const share = one.isTaken ? 0 : sharedWords(wanted, one.words)
    if (share < bestShare || (best !== null && share === bestShare)) continue
    best = one
    bestShare = share
  }
  return best
}

/** Dice's coefficient of two sets of words: from 0, nothing in common, to 1, the same. */
export function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  return (2 * shared) / (a.size + b.size)
}

export const wordSet = (text: string, language: string | null): ReadonlySet<string> => new Set(words(text, language))

/** `from` less one of each that `taken` has. */
function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const text of taken) left.set(text, (left.get(text) ?? 0) + 1)
  return from.filter((text) => {
    const count = left.get(text) ?? 0
    if (count > 0) left.set(text, count - 1)
    return count === 0
  })
}
