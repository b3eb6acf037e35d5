import type { Vocabulary } from './vocabulary.ts'

/**
 * Terms of an article with their weights. Weights are whole numbers (thousandths of a unit-length vector), so that sums
 * over a story are exact and do not depend on the order in which its articles came.
 */
export interface TermVector {
  readonly ids: Int32Array
  readonly weights: Int32Array
}

const unit = 1000
/** An id that no term has. */
const unseenTerm = -1

/** Damped occurrences, 1 + ln(tf), scaled to unit length. IDF is left to the comparison, where it is current. */
export function termVector(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): TermVector {
  const ids = new Int32Array(counts.size)
  const raw = new Float64Array(counts.size)
  let at = 0
  let square = 0
  for (const [term, count] of counts) {
    const weight = 1 + Math.log(count)
    ids[at] = vocabulary.idOf(term)
    raw[at++] = weight
    square += weight * weight
  }
  const scale = square === 0 ? 0 : unit / Math.sqrt(square)
  return { ids, weights: Int32Array.from(raw, (weight) => Math.round(weight * scale)) }
}

/** The sum of the vectors of a story's newest originals. */
export class Centroid {
  readonly #sums = new Map<number, number>()

  add(vector: TermVector, sign: 1 | -1): void {
    vector.ids.forEach((id, at) => {
      const sum = (this.#sums.get(id) ?? 0) + sign * (vector.weights[at] ?? 0)
      if (sum === 0) this.#sums.delete(id)
      else this.#sums.set(id, sum)
    })
  }

  /** As one vector, to compare a whole story with others. */
  vector(): TermVector {
    return { ids: Int32Array.from(this.#sums.keys()), weights: Int32Array.from(this.#sums.values()) }
  }

  entries(): IterableIterator<[number, number]> {
    return this.#sums.entries()
  }
}

/**
 * An article's vector laid out for many comparisons: cosine under the current IDF with other vectors, linear in the
 * number of terms of the other.
 */
export class Probe {
  readonly #weights: Map<number, number>
  readonly #idf: (id: number) => number
  readonly #length: number

  constructor(vector: TermVector, idf: (id: number) => number) {
    this.#idf = idf
    this.#weights = new Map()
    let square = 0
    vector.ids.forEach((id, at) => {
      const weight = (vector.weights[at] ?? 0) * idf(id)
      this.#weights.set(id, weight)
      square += weight * weight
    })
    this.#length = Math.sqrt(square)
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  cosine(vector: TermVector): number {
    let dot = 0
    let square = 0
    for (let at = 0; at < vector.ids.length; at++) {
      const id = vector.ids[at] ?? 0
      const weight = (vector.weights[at] ?? 0) * this.#idf(id)
      square += weight * weight
      dot += weight * (this.#weights.get(id) ?? 0)
    }
    return this.#ratio(dot, square)
  }

  cosineToCentroid(centroid: Centroid): number {
    let dot = 0
    let square = 0
    for (const [id, sum] of centroid.entries()) {
      const weight = sum * this.#idf(id)
      square += weight * weight
      dot += weight * (this.#weights.get(id) ?? 0)
    }
    return this.#ratio(dot, square)
  }

  /** IDF of the rarest of these terms that the other side lacks, as a share of the highest possible; 0 when it lacks none. */
  rarity(terms: ReadonlySet<number>, others: ReadonlySet<number>): number {
    let highest = 0
    for (const id of terms) if (!others.has(id)) highest = Math.max(highest, this.#idf(id))
    return highest / this.#idf(unseenTerm)
  }

  /** Share of this vector's squared weight that lies on terms of the other. */
  heldBy(vector: TermVector): number {
    let held = 0
    for (const id of vector.ids) held += (this.#weights.get(id) ?? 0) ** 2
    return this.#length === 0 ? 0 : held / this.#length ** 2
  }

  /** Share of the other's squared weight that lies on terms of this one. */
  holds(vector: TermVector): number {
    let held = 0
    let square = 0
    vector.ids.forEach((id, at) => {
      const weight = ((vector.weights[at] ?? 0) * this.#idf(id)) ** 2
      square += weight
      if (this.#weights.has(id)) held += weight
    })
    return square === 0 ? 0 : held / square
  }

  /** Summed IDF of the terms that both hold: how telling the agreement is, whatever the lengths. */
  sharedIdf(centroid: Centroid): number {
    let total = 0
    for (const [id] of centroid.entries()) if (this.#weights.has(id)) total += this.#idf(id)
    return total
  }

  #ratio(dot: number, square: number): number {
    return square === 0 || this.#length === 0 ? 0 : dot / (Math.sqrt(square) * this.#length)
  }
}
