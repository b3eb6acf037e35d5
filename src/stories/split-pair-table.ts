import { byId } from './decision.ts'

/** For each two of some reports the probability that they tell one event. The order in which they are named is forgotten. */
export class PairTable {
  /** Lowest first. */
  readonly ids: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #values: Float64Array

  constructor(ids: Iterable<string>) {
    this.ids = [...new Set(ids)].sort(byId)
    this.#places = new Map(this.ids.map((id, place) => [id, place]))
    this.#values = new Float64Array(this.ids.length ** 2)
  }

  set(a: string, b: string, probability: number): void {
    const [placeA, placeB] = [this.placeOf(a), this.placeOf(b)]
    this.#values[placeA * this.ids.length + placeB] = probability
    this.#values[placeB * this.ids.length + placeA] = probability
  }

  /** Of the reports at these places in `ids`; 0 where none was set. */
  at(a: number, b: number): number {
    return this.#values[a * this.ids.length + b] ?? 0
  }

  has(id: string): boolean {
    return this.#places.has(id)
  }

  /** @throws RangeError for an id that the table was not made for */
  placeOf(id: string): number {
    const place = this.#places.get(id)
    if (place === undefined) throw new RangeError(`no report ${id} in this table`)
    return place
  }

  /** Mean over the pairs of one of each; 1 when there are none. O(pairs). */
  meanBetween(a: readonly number[], b: readonly number[]): number {
    let sum = 0
    for (const one of a) for (const other of b) sum += this.at(one, other)
    return a.length === 0 || b.length === 0 ? 1 : sum / (a.length * b.length)
  }

  /** Mean over the pairs of two different ones; 1 when there are none. O(pairs). */
  meanWithin(places: readonly number[]): number {
    let sum = 0
    for (const one of places) for (const other of places) if (one !== other) sum += this.at(one, other)
    return places.length < 2 ? 1 : sum / (places.length * (places.length - 1))
  }
}
