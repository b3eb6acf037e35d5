import type { Terms } from './terms.ts'

/**
 * Numbers for the stems of a story and for its concepts, so that weighing and choosing work on arrays: pairs of
 * words as texts would have to be joined and hashed over and over. Built over all passages that will be asked for.
 */
export class ConceptIndex {
  /** By number. */
  readonly stems: readonly string[]
  private readonly stemNumbers = new Map<string, number>()
  /** A stem is its own key; a pair is `stems x (first + 1) + second`. */
  private readonly concepts = new Map<number, number>()
  private readonly keys: number[] = []

  constructor(passages: readonly Terms[]) {
    for (const { stems } of passages) {
      for (const stem of stems) if (!this.stemNumbers.has(stem)) this.stemNumbers.set(stem, this.stemNumbers.size)
    }
    this.stems = [...this.stemNumbers.keys()]
  }

  /** Concepts met so far. */
  get count(): number {
    return this.keys.length
  }

  /** The distinct concepts of a passage in order: each content stem, and each pair of neighbours of which one is content. */
  conceptsIn({ stems, content }: Terms): number[] {
    const found = new Set<number>()
    const numbers = stems.map((stem) => this.stemNumbers.get(stem) ?? 0)
    numbers.forEach((first, i) => {
      if (content[i]) found.add(this.conceptOf(first))
      const second = numbers[i + 1]
      if (second !== undefined && (content[i] || content[i + 1])) found.add(this.conceptOf(this.pairKey(first, second)))
    })
    return [...found]
  }

  conceptOfStem(stem: string): number | undefined {
    const number = this.stemNumbers.get(stem)
    return number === undefined ? undefined : this.concepts.get(number)
  }

  /** The numbers of the stems that make a concept. */
  partsOf(concept: number): readonly [first: number, second: number | null] {
    const key = this.keys[concept] ?? 0
    const size = this.stems.length
    return key < size ? [key, null] : [Math.floor(key / size) - 1, key % size]
  }

  private pairKey(first: number, second: number): number {
    return this.stems.length * (first + 1) + second
  }

  private conceptOf(key: number): number {
    const known = this.concepts.get(key)
    if (known !== undefined) return known
    this.concepts.set(key, this.keys.length)
    return this.keys.push(key) - 1
  }
}
