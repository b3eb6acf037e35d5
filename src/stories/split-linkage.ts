import type { PairTable } from './split-pair-table.ts'

/** Two clusters that became one, each named by its lowest place in the table. */
export interface Join {
  readonly into: number
  readonly from: number
  /** Mean probability of the pairs between the two; never above that of the joins that made them. */
  readonly linkage: number
}

/**
 * Agglomerates the reports by average linkage (UPGMA: Sokal and Michener 1958), by chains of nearest neighbours (Murtagh
 * 1983): the same tree as joining the likeliest pair again and again, but in O(n²) time. Joins come after those that made
 * their clusters; among equals the lowest place goes first.
 */
export function averageLinkage(table: PairTable): Join[] {
  const clusters = new Clusters(table)
  const joins: Join[] = []
  const chain: number[] = []
  while (joins.length < table.ids.length - 1) {
    if (chain.length === 0) chain.push(clusters.first())
    const last = chain.at(-1) ?? 0
    const before = chain.at(-2)
    const nearest = clusters.nearestTo(last, before)
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    joins.push(clusters.join(Math.min(last, before), Math.max(last, before)))
    // Not only the last two: sums that are rounded may have put a cluster into the chain twice.
    chain.length = Math.min(chain.length - 2, ...[last, before].map((place) => chain.indexOf(place)))
  }
  return joins
}

/** The clusters that joins of at least this linkage make, each and all by lowest place. A lower one never parts what a higher one joins. */
export function clustersAt(size: number, joins: readonly Join[], linkage: number): number[][] {
  const clusters = new Map(Array.from({ length: size }, (_none, place) => [place, [place]]))
  for (const { into, from, linkage: own } of joins) {
    if (own < linkage) continue
    clusters.get(into)?.push(...(clusters.get(from) ?? []))
    clusters.delete(from)
  }
  return [...clusters.values()].map((places) => places.sort((a, b) => a - b))
}

class Clusters {
  readonly #size: number
  /** Summed probabilities of the pairs between two clusters. */
  readonly #sums: Float64Array
  readonly #sizes: Int32Array
  readonly #linkages: Float64Array

  constructor(table: PairTable) {
    this.#size = table.ids.length
    this.#sums = new Float64Array(this.#size ** 2)
    this.#sizes = new Int32Array(this.#size).fill(1)
    this.#linkages = new Float64Array(this.#size).fill(1)
    for (let a = 0; a < this.#size; a++)
      for (let b = 0; b < this.#size; b++) this.#sums[a * this.#size + b] = table.at(a, b)
  }

  has(place: number): boolean {
    return (this.#sizes[place] ?? 0) > 0
  }

  first(): number {
    return this.#sizes.findIndex((size) => size > 0)
  }

  /** @param before preferred among equals, so that a chain ends */
  nearestTo(place: number, before: number | undefined): number {
    let nearest = before ?? -1
    let most = before === undefined ? -Infinity : this.#linkage(place, before)
    for (let other = 0; other < this.#size; other++) {
      if (other === place || !this.has(other)) continue
      const linkage = this.#linkage(place, other)
      if (linkage <= most) continue
      most = linkage
      nearest = other
    }
    return nearest
  }

  join(into: number, from: number): Join {
    const linkage = Math.min(this.#linkage(into, from), this.#linkages[into] ?? 1, this.#linkages[from] ?? 1)
    for (let other = 0; other < this.#size; other++) {
      const sum = this.#sum(into, other) + this.#sum(from, other)
      this.#sums[into * this.#size + other] = sum
      this.#sums[other * this.#size + into] = sum
    }
    this.#sizes[into] = (this.#sizes[into] ?? 0) + (this.#sizes[from] ?? 0)
    this.#sizes[from] = 0
    this.#linkages[into] = linkage
    return { into, from, linkage }
  }

  #linkage(a: number, b: number): number {
    return this.#sum(a, b) / ((this.#sizes[a] ?? 1) * (this.#sizes[b] ?? 1))
  }

  #sum(a: number, b: number): number {
    return this.#sums[a * this.#size + b] ?? 0
  }
}
