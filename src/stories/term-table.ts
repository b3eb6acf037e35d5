const none = -1

/** Numbers by term id, for one computation: open addressing with linear probing in two typed arrays. */
export class TermTable {
  readonly #keys: Int32Array<ArrayBuffer>
  readonly #values: Float64Array<ArrayBuffer>
  readonly #last: number

  /** @param expected the most terms that it will hold */
  constructor(expected: number) {
    const length = 2 ** Math.max(3, Math.ceil(Math.log2(1 + expected * 1.5)))
    this.#keys = new Int32Array(length).fill(none)
    this.#values = new Float64Array(length)
    this.#last = length - 1
  }

  /** 0 for an id that is not there. */
  get(id: number): number {
    return this.#values[this.#slot(id)] ?? 0
  }

  set(id: number, value: number): void {
    const slot = this.#slot(id)
    this.#keys[slot] = id
    this.#values[slot] = value
  }

  /** Where the id is, or would go. */
  #slot(id: number): number {
    let slot = Math.imul(id, 0x9e3779b1) & this.#last
    while (this.#keys[slot] !== id && this.#keys[slot] !== none) slot = (slot + 1) & this.#last
    return slot
  }
}
