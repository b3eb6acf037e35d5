import type { LinkedMarks } from './linked-marks.ts'

/** Marks of an article by number, ascending, with how often each is said; `names` has 1 where it is a word of a name. */
export interface NumberedMarks {
  readonly ids: Int32Array
  readonly counts: Uint8Array
  readonly names: Uint8Array
}

/** Added to the number of articles, so that the first hundred do not make every word rare. */
const prior = 200
const mostCounted = 255

/**
 * Numbers for the marks of the window, so that an article costs some bytes a mark, and how many articles of each language
 * write each. A mark that no article holds any more gives its number back.
 */
export class LinkedRegister {
  readonly #ids = new Map<string, number>()
  readonly #marks: string[] = []
  readonly #free: number[] = []
  readonly #totals = new MarkCounts()
  readonly #spoken = new Map<string, MarkCounts>()
  #articles = 0

  add({ language, counts, names }: LinkedMarks): NumberedMarks {
    this.#articles++
    const spoken = this.#spokenIn(language)
    const numbered = Array.from(counts, ([mark, count]) => ({ id: this.#idOf(mark), mark, count }))
    numbered.sort((a, b) => a.id - b.id)
    for (const { id } of numbered) {
      this.#totals.change(id, 1)
      spoken.change(id, 1)
    }
    return {
      ids: Int32Array.from(numbered, ({ id }) => id),
      counts: Uint8Array.from(numbered, ({ count }) => Math.min(count, mostCounted)),
      names: Uint8Array.from(numbered, ({ mark }) => (names.has(mark) ? 1 : 0)),
    }
  }

  remove({ ids }: NumberedMarks, language: string): void {
    this.#articles--
    const spoken = this.#spokenIn(language)
    for (const id of ids) {
      spoken.change(id, -1)
      if (this.#totals.change(id, -1) === 0) this.#release(id)
    }
  }

  markOf(id: number): string {
    return this.#marks[id] ?? ''
  }

  /** Inverse document frequency over all languages of the window. */
  idf(id: number): number {
    return Math.log((this.#articles + prior + 1) / (this.#totals.of(id) + 1))
  }

  /** Whether articles of other languages write the mark, too. */
  isForeign(id: number, language: string): boolean {
    return this.#totals.of(id) > this.#spokenIn(language).of(id)
  }

  /** Articles of a language by mark: what it has no word for says nothing when it is missing. */
  spokenIn(language: string): { of(id: number): number } {
    return this.#spokenIn(language)
  }

  #spokenIn(language: string): MarkCounts {
    let counts = this.#spoken.get(language)
    if (!counts) this.#spoken.set(language, (counts = new MarkCounts()))
    return counts
  }

  #idOf(mark: string): number {
    const known = this.#ids.get(mark)
    if (known !== undefined) return known
    const id = this.#free.pop() ?? this.#marks.length
    this.#marks[id] = mark
    this.#ids.set(mark, id)
    return id
  }

  #release(id: number): void {
    this.#ids.delete(this.markOf(id))
    this.#marks[id] = ''
    this.#free.push(id)
  }
}

/** A count for each number, none at first. */
class MarkCounts {
  #counts = new Int32Array(1024)

  of(id: number): number {
    return this.#counts[id] ?? 0
  }

  change(id: number, by: 1 | -1): number {
    if (id >= this.#counts.length) {
      const wider = new Int32Array(Math.max(id + 1, this.#counts.length * 2))
      wider.set(this.#counts)
      this.#counts = wider
    }
    return (this.#counts[id] = this.of(id) + by)
  }
}
