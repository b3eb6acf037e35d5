import type { Original } from './original.ts'
import { Postings } from './postings.ts'
import type { Register } from './register.ts'
import type { ClusterSettings } from './settings.ts'
import type { TermVector } from './term-vector.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface HeavyTerm {
  /** Where the term stands in the article's body vector. */
  readonly position: number
  readonly id: number
  readonly weight: number
}

/** The terms of an article that say most of it, heaviest first, earlier ones first among equals. O(n log n) in its terms. */
export function heaviestTerms(vector: TermVector, vocabulary: Vocabulary, settings: ClusterSettings): HeavyTerm[] {
  const { ids, weights } = vector
  const weighed = Float64Array.from(ids, (id, at) => (weights[at] ?? 0) * vocabulary.idf(id, settings.idfPrior))
  const least = weighed.toSorted().at(-settings.indexTerms) ?? 0
  const terms: HeavyTerm[] = []
  for (let position = 0; position < ids.length; position++) {
    const weight = weighed[position] ?? 0
    if (weight >= least) terms.push({ position, id: ids[position] ?? 0, weight })
  }
  return terms.sort((a, b) => b.weight - a.weight).slice(0, settings.indexTerms)
}

/** Leads from an article's heaviest terms to reports of open stories. A lookup costs at most terms times `termPostings`. */
export class StoryIndex {
  readonly #postings: Postings
  readonly #originals: Register<Original>
  readonly #settings: ClusterSettings

  constructor(settings: ClusterSettings, originals: Register<Original>) {
    this.#settings = settings
    this.#originals = originals
    this.#postings = new Postings((ref) => originals.has(ref))
  }

  add(original: Original, terms: Iterable<number>): void {
    for (const id of terms) this.#postings.add(id, original.ref)
  }

  /** The reports of open stories that share most of the given terms, by summed squared weight; newer ones first among equals. */
  candidates(terms: readonly HeavyTerm[]): Original[] {
    const scores = new Map<number, number>()
    const refs: number[] = []
    for (const { id, weight } of terms) {
      refs.length = 0
      this.#postings.read(id, this.#settings.termPostings, refs)
      for (const ref of refs) scores.set(ref, (scores.get(ref) ?? 0) + weight * weight)
    }
    const found = [...scores].flatMap(([ref, score]) => {
      const original = this.#originals.get(ref)
      return original ? [{ original, score }] : []
    })
    return found
      .sort((a, b) => b.score - a.score || b.original.sequence - a.original.sequence)
      .slice(0, this.#settings.storyCandidates)
      .map(({ original }) => original)
  }
}
