import { hashText } from '../text/hash.ts'
import { sharedCount } from '../text/sorted-hashes.ts'

/** Figures and names of a report, and the form of its title: what tells it from another report under the same wording. */
export interface Marks {
  readonly publisher: string
  /** Words in the text, without the title. */
  readonly wordCount: number
  /** Hashes of the distinctive figures of the text and of the distinctive names of title and text, each sorted. */
  readonly numbers: Int32Array
  readonly names: Int32Array
  /** The same names, and those of them that the title says, word by word. */
  readonly nameWords: NameList
  readonly titleNames: NameList
  /** Hashes of the terms of the title in order, without those names: what titles of one form have in common. */
  readonly titleForm: Int32Array
}

/** Names one after the other: how many words, then the hash of each word. */
export type NameList = Int32Array

export function nameListOf(names: readonly string[]): NameList {
  const list: number[] = []
  for (const name of names) {
    const parts = name.split(' ')
    list.push(parts.length)
    for (const part of parts) list.push(hashText(part))
  }
  return new Int32Array(list)
}

/** The words of each name. */
export function namesOf(list: NameList): Int32Array[] {
  const names: Int32Array[] = []
  for (let at = 0; at < list.length;) {
    const start = at + 1
    at = start + (list[at] ?? 0)
    names.push(list.subarray(start, at))
  }
  return names
}

/** Fewest figures or names from which their share says something. */
const fewestMarks = 3

/** Share of the smaller of two sorted sets that the larger one holds; 1 when the smaller is too small to say. O(a + b). */
export const heldShare = (a: Int32Array, b: Int32Array): number =>
  Math.min(a.length, b.length) < fewestMarks ? 1 : (sharedShare(a, b) ?? 1)

/** Share of the smaller of two sorted sets that the larger one holds; null when one is empty. O(a + b). */
export function sharedShare(a: Int32Array, b: Int32Array): number | null {
  const smaller = Math.min(a.length, b.length)
  return smaller === 0 ? null : sharedCount(a, b) / smaller
}

/** Words of the names of both titles, as a share of the shorter list. */
export function sharedTitleNames(a: Pick<Marks, 'titleNames'>, b: Pick<Marks, 'titleNames'>): number {
  const [own, other] = [a, b].map(({ titleNames }) => new Set(namesOf(titleNames).flatMap((name) => [...name])))
  if (!own || !other || own.size === 0 || other.size === 0) return 0
  return [...own].filter((word) => other.has(word)).length / Math.min(own.size, other.size)
}
