/**
 * The terms of the open stories of one language: a small number for each, and the articles that hold it. Counts go down
 * again when a story closes, so that IDF describes the news of the window; copies are not counted, so that a text printed
 * sixty times stays as telling as one printed once. All operations are constant time a term.
 */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #free: number[] = []
  #frequencies = new Int32Array(1024)
  #articles = 0

  /** Ids run from 0 to below this. */
  get size(): number {
    return this.#terms.length
  }

  idOf(term: string): number {
    const known = this.#ids.get(term)
    if (known !== undefined) return known
    const id = this.#free.pop() ?? this.#terms.length
    this.#terms[id] = term
    this.#ids.set(term, id)
    if (id >= this.#frequencies.length) this.#grow()
    return id
  }

  /** Counts an article's distinct terms. */
  count(ids: Iterable<number>): void {
    this.#articles++
    for (const id of ids) this.#frequencies[id] = this.frequency(id) + 1
  }

  /** Takes an article back; an id that nobody holds any more is used again. */
  discount(ids: Iterable<number>): void {
    this.#articles--
    for (const id of ids) {
      const left = this.frequency(id) - 1
      this.#frequencies[id] = left
      if (left <= 0) this.#release(id)
    }
  }

  frequency(id: number): number {
    return this.#frequencies[id] ?? 0
  }

  /** Inverse document frequency, log((N + prior + 1) / (df + 1)): never below zero, and finite for an unseen term. */
  idf(id: number, prior: number): number {
    return Math.log((this.#articles + prior + 1) / (this.frequency(id) + 1))
  }

  #release(id: number): void {
    this.#ids.delete(this.#terms[id] ?? '')
    this.#terms[id] = ''
    this.#free.push(id)
  }

  #grow(): void {
    const wider = new Int32Array(this.#frequencies.length * 2)
    wider.set(this.#frequencies)
    this.#frequencies = wider
  }
}
