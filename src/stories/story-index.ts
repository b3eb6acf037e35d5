import type { ClusterSettings } from './settings.ts'
import type { Original, Story } from './story.ts'
import type { TermVector } from './term-vector.ts'
import type { Vocabulary } from './vocabulary.ts'

export type HeavyTerm = readonly [id: number, weight: number]

/** The terms of an article that say most of it, heaviest first. */
export function heaviestTerms(vector: TermVector, vocabulary: Vocabulary, settings: ClusterSettings): HeavyTerm[] {
  const weighed = Array.from(vector.ids, (id, at): HeavyTerm => {
    return [id, (vector.weights[at] ?? 0) * vocabulary.idf(id, settings.idfPrior)]
  })
  return weighed.sort((a, b) => b[1] - a[1]).slice(0, settings.indexTerms)
}

/**
 * Leads from an article's heaviest terms to open stories. A lookup costs at most terms times posting cap; a term
 * keeps its newest originals only.
 */
export class StoryIndex {
  readonly #postings = new Map<number, Original[]>()
  readonly #settings: ClusterSettings

  constructor(settings: ClusterSettings) {
    this.#settings = settings
  }

  add(original: Original, terms: readonly HeavyTerm[]): void {
    for (const [id] of terms) {
      const held = this.#postings.get(id)
      if (!held) this.#postings.set(id, [original])
      else {
        held.push(original)
        if (held.length > this.#settings.termPostings) held.shift()
      }
    }
  }

  /** Takes out an original under every term it might stand under. */
  remove(original: Original): void {
    for (const id of original.body.ids) {
      const left = this.#postings.get(id)?.filter((other) => other !== original)
      if (left && left.length > 0) this.#postings.set(id, left)
      else this.#postings.delete(id)
    }
  }

  /** The open stories that share most of the given terms, by summed weight; a story counts a term once. */
  candidates(terms: readonly HeavyTerm[]): Story[] {
    const scores = new Map<Story, number>()
    for (const [id, weight] of terms) {
      const seen = new Set<Story>()
      for (const { story } of this.#postings.get(id) ?? []) {
        if (!story || seen.has(story)) continue
        seen.add(story)
        scores.set(story, (scores.get(story) ?? 0) + weight * weight)
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || b[0].sequence - a[0].sequence)
      .slice(0, this.#settings.storyCandidates)
      .map(([story]) => story)
  }
}
