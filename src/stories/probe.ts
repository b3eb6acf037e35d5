import { TermTable } from './term-table.ts'
import type { TermVector } from './term-vector.ts'

/** An id that no term has. */
const unseenTerm = -1

/** Two vectors under the current IDF. Shares and cosine are 0 to 1. */
export interface Likeness {
  readonly cosine: number
  /** Share of the probed vector's squared weight that lies on terms of the other, and the other way round. */
  readonly held: number
  readonly holds: number
  /** Terms that both hold, as a share of those that either holds. */
  readonly jaccard: number
  /** Summed IDF of the terms that both hold: how telling the agreement is, whatever the lengths. */
  readonly sharedIdf: number
}

/** An article's vector laid out for many comparisons, each linear in the number of terms of the other vector. */
export class Probe {
  readonly #weights: TermTable
  readonly #idf: (id: number) => number
  readonly #size: number
  readonly #square: number

  constructor({ ids, weights }: TermVector, idf: (id: number) => number) {
    this.#idf = idf
    this.#weights = new TermTable(ids.length)
    this.#size = ids.length
    let square = 0
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0
      const weight = (weights[at] ?? 0) * idf(id)
      this.#weights.set(id, weight)
      square += weight * weight
    }
    this.#square = square
  }

  get isEmpty(): boolean {
    return this.#square === 0
  }

  compare({ ids, weights }: TermVector): Likeness {
    let [dot, square, held, holds, shared, sharedIdf] = [0, 0, 0, 0, 0, 0]
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0
      const idf = this.#idf(id)
      const weight = (weights[at] ?? 0) * idf
      square += weight * weight
      const own = this.#weights.get(id)
      if (own === 0) continue
      dot += weight * own
      held += own * own
      holds += weight * weight
      shared++
      sharedIdf += idf
    }
    return {
      cosine: square === 0 || this.#square === 0 ? 0 : dot / Math.sqrt(square * this.#square),
      held: this.#square === 0 ? 0 : held / this.#square,
      holds: square === 0 ? 0 : holds / square,
      jaccard: shared === 0 ? 0 : shared / (this.#size + ids.length - shared),
      sharedIdf,
    }
  }

  /** IDF of the rarest of these terms that the other side lacks, as a share of the highest possible; 0 when it lacks none. */
  rarity(terms: Int32Array, others: Int32Array): number {
    let highest = 0
    for (const id of terms) if (!others.includes(id)) highest = Math.max(highest, this.#idf(id))
    return highest / this.#idf(unseenTerm)
  }
}
