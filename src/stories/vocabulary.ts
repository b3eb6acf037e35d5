const smallestTable = 1024
const fullest = 0.6
/** Frequencies up to here have their logarithm ready. */
const knownLogs = Float64Array.from({ length: 4096 }, (_, at) => Math.log(at + 1))

/**
 * The terms of the open stories of one language, by the hash of each: a small number for each, and the articles that hold
 * it. Counts go down again when a story closes, so that IDF describes the news of the window; copies are not counted, so
 * that a text printed sixty times stays as telling as one printed once. All operations are constant time a term.
 */
export class Vocabulary {
  /** Pairs of hash and id plus one, 0 where there is none: open addressing with linear probing. */
  #table = new Int32Array(2 * smallestTable)
  #hashes = new Int32Array(1024)
  #frequencies = new Int32Array(1024)
  readonly #free: number[] = []
  #ids = 0
  #articles = 0
  #logArticles = { articles: -1, prior: -1, log: 0 }

  /** The id of a term; it is for the caller to `count` it, or the term stays for ever. */
  idOf(hash: number): number {
    const slot = this.#slot(hash)
    const known = this.#table[2 * slot + 1] ?? 0
    if (known !== 0) return known - 1
    const id = this.#free.pop() ?? this.#ids++
    if (id >= this.#hashes.length) this.#grow()
    this.#hashes[id] = hash
    this.#frequencies[id] = 0
    this.#table[2 * slot] = hash
    this.#table[2 * slot + 1] = id + 1
    if (this.#ids - this.#free.length > (fullest * this.#table.length) / 2) this.#rehash()
    return id
  }

  /** Counts an article's distinct terms. */
  count(ids: Int32Array): void {
    this.#articles++
    for (const id of ids) this.#frequencies[id] = this.frequency(id) + 1
  }

  /** Takes an article back; an id that nobody holds any more is used again. */
  discount(ids: Int32Array): void {
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
    const frequency = this.#frequencies[id] ?? 0
    return this.#log(prior) - (frequency < 4096 ? (knownLogs[frequency] ?? 0) : Math.log(frequency + 1))
  }

  #log(prior: number): number {
    const known = this.#logArticles
    if (known.articles !== this.#articles || known.prior !== prior) {
      known.articles = this.#articles
      known.prior = prior
      known.log = Math.log(this.#articles + prior + 1)
    }
    return known.log
  }

  #slot(hash: number): number {
    const last = this.#table.length / 2 - 1
    let slot = homeOf(hash) & last
    while (this.#table[2 * slot + 1] !== 0 && this.#table[2 * slot] !== hash) slot = (slot + 1) & last
    return slot
  }

  /** Takes a term out of the table; those that were put behind it move up, so that no gap hides them (Knuth 6.4, R). */
  #release(id: number): void {
    this.#free.push(id)
    const table = this.#table
    const last = table.length / 2 - 1
    let gap = this.#slot(this.#hashes[id] ?? 0)
    for (let slot = (gap + 1) & last; table[2 * slot + 1] !== 0; slot = (slot + 1) & last) {
      const home = homeOf(table[2 * slot] ?? 0) & last
      if (((slot - home) & last) < ((slot - gap) & last)) continue
      table[2 * gap] = table[2 * slot] ?? 0
      table[2 * gap + 1] = table[2 * slot + 1] ?? 0
      gap = slot
    }
    table[2 * gap + 1] = 0
  }

  #rehash(): void {
    const before = this.#table
    this.#table = new Int32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2) {
      if (before[at + 1] === 0) continue
      const slot = this.#slot(before[at] ?? 0)
      this.#table[2 * slot] = before[at] ?? 0
      this.#table[2 * slot + 1] = before[at + 1] ?? 0
    }
  }

  #grow(): void {
    const widened = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(values.length * 2)
      wider.set(values)
      return wider
    }
    this.#hashes = widened(this.#hashes)
    this.#frequencies = widened(this.#frequencies)
  }
}

/** FNV-1a leaves its low bits less mixed than its high ones. */
const homeOf = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 8
