import { sampledShingles } from '../text/shingles.ts'
import type { ArticleFeatures } from './article-features.ts'
import type { ClusterSettings } from './settings.ts'

/** A text that copies are looked for among. */
export interface IndexedText {
  readonly articleId: string
  readonly features: ArticleFeatures
}

/** A text with the shingles it shares with the one looked up. */
export interface Overlap<T extends IndexedText> {
  readonly text: T
  readonly shared: number
  /** Share of the smaller text's shingles that are shared, plain and with boilerplate weighed down. */
  readonly plainContainment: number
  readonly containment: number
}

/**
 * Finds texts with copied wording by sampled shingles (Broder 1997, as in clustering of wire copy). A lookup costs the
 * number of sampled shingles times the posting cap plus a bounded number of full comparisons, whatever the size of the index.
 */
export class CopyIndex<T extends IndexedText> {
  /** The texts that hold a shingle, newest last; a single one is kept without an array, as most are. */
  readonly #postings = new Map<number, T | T[]>()
  readonly #settings: ClusterSettings

  constructor(settings: ClusterSettings) {
    this.#settings = settings
  }

  add(text: T): void {
    for (const hash of this.#sample(text.features)) {
      const held = this.#postings.get(hash)
      if (held === undefined) this.#postings.set(hash, text)
      else if (Array.isArray(held)) {
        held.push(text)
        if (held.length > this.#settings.shinglePostings) held.shift()
      } else this.#postings.set(hash, [held, text])
    }
  }

  remove(text: T): void {
    for (const hash of this.#sample(text.features)) {
      const held = this.#postings.get(hash)
      if (held === undefined) continue
      const left = Array.isArray(held) ? held.filter((other) => other !== text) : []
      if (left.length > 0) this.#postings.set(hash, left)
      else if (Array.isArray(held) || held === text) this.#postings.delete(hash)
    }
  }

  /** Texts that share wording, most first. */
  overlaps(features: ArticleFeatures): Overlap<T>[] {
    const votes = new Map<T, number>()
    for (const hash of this.#sample(features)) {
      const held = this.#postings.get(hash)
      for (const text of held === undefined ? [] : Array.isArray(held) ? held : [held])
        votes.set(text, (votes.get(text) ?? 0) + 1)
    }
    const ranked = [...votes].sort((a, b) => b[1] - a[1]).slice(0, this.#settings.copyCandidates)
    return weighOverlaps(
      features.shingles,
      ranked.map(([text]) => text),
    )
  }

  #sample(features: ArticleFeatures): Int32Array {
    return sampledShingles(features.shingles, this.#settings.shingleSampling, this.#settings.fewestSampled)
  }
}

/**
 * Containment with each candidate, where a shingle weighs 1 / (candidates that hold it). Text that many candidates share
 * is boilerplate or a template; text that one shares was copied from it.
 */
function weighOverlaps<T extends IndexedText>(shingles: Int32Array, candidates: readonly T[]): Overlap<T>[] {
  const shared = candidates.map((text) => sharedPositions(shingles, text.features.shingles))
  const holders = new Uint16Array(shingles.length)
  for (const positions of shared) for (const at of positions) holders[at] = (holders[at] ?? 0) + 1
  return candidates
    .map((text, index) => overlapOf(text, shared[index] ?? [], holders))
    .sort((a, b) => b.containment - a.containment)
}

function overlapOf<T extends IndexedText>(text: T, shared: readonly number[], holders: Uint16Array): Overlap<T> {
  const weight = shared.reduce((sum, at) => sum + 1 / (holders[at] ?? 1), 0)
  const own = holders.length - shared.length
  const other = text.features.shingles.length - shared.length
  const unshared = Math.min(own, other)
  return {
    text,
    shared: shared.length,
    plainContainment: shared.length / Math.max(1, shared.length + unshared),
    containment: weight / Math.max(1, weight + unshared),
  }
}

function sharedPositions(shingles: Int32Array, other: Int32Array): number[] {
  const positions: number[] = []
  for (let i = 0, j = 0; i < shingles.length && j < other.length;) {
    const left = shingles[i] ?? 0
    const right = other[j] ?? 0
    if (left === right) positions.push(i)
    if (left <= right) i++
    if (right <= left) j++
  }
  return positions
}
