const none = -1

/** Numbers by term id, for one computation: open addressing with linear probing in two typed arrays. */
export class TermTable {
  readonly #keys: Int32Array<ArrayBuffer>
  readonly #values: Float64Array<ArrayBuffer>
  /** Slots in the order in which they were taken, so that sums over the table do not depend on which id a term has. */
  readonly #order: Int32Array<ArrayBuffer>
  readonly #last: number
  #size = 0

  /** @param expected the most terms that it will hold */
  constructor(expected: number) {
    const length = 2 ** Math.max(3, Math.ceil(Math.log2(1 + expected * 1.5)))
    this.#keys = new Int32Array(length).fill(none)
    this.#values = new Float64Array(length)
    this.#order = new Int32Array(expected)
    this.#last = length - 1
  }

  /** 0 for an id that is not there. */
  get(id: number): number {
    let slot = Math.imul(id, 0x9e3779b1) & this.#last
    for (;;) {
      const key = this.#keys[slot]
      if (key === id) return this.#values[slot] ?? 0
      if (key === none) return 0
      slot = (slot + 1) & this.#last
    }
  }

  has(id: number): boolean {
    return this.#keys[this.#slot(id)] === id
  }

  set(id: number, value: number): void {
    this.#values[this.#place(id)] = value
  }

  add(id: number, value: number): void {
    const slot = this.#place(id)
    this.#values[slot] = (this.#values[slot] ?? 0) + value
  }

  /** The ids whose number is not zero, in the order in which they came, with those numbers as whole ones. */
  nonZero(): { ids: Int32Array; weights: Int32Array } {
    const ids = new Int32Array(this.#size)
    const weights = new Int32Array(this.#size)
    let found = 0
    for (let at = 0; at < this.#size; at++) {
      const slot = this.#order[at] ?? 0
      const value = this.#values[slot] ?? 0
      if (value === 0) continue
      ids[found] = this.#keys[slot] ?? 0
      weights[found++] = value
    }
    return { ids: ids.subarray(0, found), weights: weights.subarray(0, found) }
  }

  #slot(id: number): number {
    let slot = Math.imul(id, 0x9e3779b1) & this.#last
    while (this.#keys[slot] !== id && this.#keys[slot] !== none) slot = (slot + 1) & this.#last
    return slot
  }

  #place(id: number): number {
    const slot = this.#slot(id)
    if (this.#keys[slot] === id) return slot
    this.#keys[slot] = id
    this.#order[this.#size++] = slot
    return slot
  }
}
