import { Arena } from './arena.ts'
import { Postings } from './postings.ts'
import { type Register, slotOf } from './register.ts'
import type { ClusterSettings } from './settings.ts'
import { packPrints, sharedPrints, unpackPrints, type Wording } from './wording.ts'

/** A text that copies are looked for among. */
export interface IndexedText {
  /** Its number in the register that the index was made over. */
  readonly ref: number
  /** Place in the stream. */
  readonly sequence: number
}

/** A text with the shingles it shares with the one looked up. */
export interface Overlap<T extends IndexedText> {
  readonly text: T
  readonly shared: number
  /** Jaccard coefficient of the shingles: 1 for the same wording, and for nothing else. */
  readonly resemblance: number
  /** Share of the smaller text's shingles that are shared, plain and with boilerplate weighed down. */
  readonly plainContainment: number
  readonly containment: number
}

/**
 * Finds texts with copied wording by sampled shingles (Broder 1997, as in clustering of wire copy). A lookup costs the
 * number of sampled shingles times `shinglePostings` plus at most `copyCandidates` full comparisons, whatever the size of
 * the index. Texts that leave the register leave the index; `remove` frees their wording at once.
 */
export class CopyIndex<T extends IndexedText> {
  readonly #postings: Postings
  readonly #prints = new Arena((length) => new Uint16Array(length))
  /** By slot: digest and number of shingles. */
  #digests = new Int32Array(1024)
  #sizes = new Uint16Array(1024)
  readonly #texts: Register<T>
  readonly #settings: ClusterSettings

  constructor(settings: ClusterSettings, texts: Register<T>) {
    this.#settings = settings
    this.#texts = texts
    this.#postings = new Postings((ref) => texts.has(ref))
  }

  /** O(shingles). */
  add(text: T, wording: Wording): void {
    const slot = slotOf(text.ref)
    if (slot >= this.#digests.length) this.#grow(slot)
    this.#prints.put(slot, packPrints(wording.prints))
    this.#digests[slot] = wording.digest
    this.#sizes[slot] = wording.prints.length
    for (const hash of wording.sample) this.#postings.add(hash, text.ref)
  }

  remove(text: T): void {
    this.#prints.remove(slotOf(text.ref))
  }

  /** Texts that share wording, most first; the oldest first among equals. */
  overlaps(wording: Wording): Overlap<T>[] {
    const refs: number[] = []
    for (const hash of wording.sample) this.#postings.read(hash, this.#settings.shinglePostings, refs)
    if (refs.length === 0) return []
    const votes = new Map<number, number>()
    for (const ref of refs) votes.set(ref, (votes.get(ref) ?? 0) + 1)
    const ranked = [...votes].flatMap(([ref, count]) => {
      const text = this.#texts.get(ref)
      return text ? [{ text, count }] : []
    })
    ranked.sort((a, b) => b.count - a.count || a.text.sequence - b.text.sequence)
    return this.#weighOverlaps(
      wording,
      ranked.slice(0, this.#settings.copyCandidates).map(({ text }) => text),
    )
  }

  /** Share of the smaller text's shingles that two texts of the index have in common. O(shingles of both). */
  containment(a: T, b: T): number {
    const [own, other] = [this.#prints.view(slotOf(a.ref)), this.#prints.view(slotOf(b.ref))]
    const smaller = Math.min(this.#sizes[slotOf(a.ref)] ?? 0, this.#sizes[slotOf(b.ref)] ?? 0)
    return sharedPrints(unpackPrints(own), other).length / Math.max(1, smaller)
  }

  /**
   * Containment with each candidate, where a shingle weighs 1 / (candidates that hold it). Text that many candidates
   * share is boilerplate or a template; text that one shares was copied from it.
   */
  #weighOverlaps(wording: Wording, candidates: readonly T[]): Overlap<T>[] {
    const shared = candidates.map(({ ref }) => sharedPrints(wording.prints, this.#prints.view(slotOf(ref))))
    const holders = new Uint16Array(wording.prints.length)
    for (const positions of shared) for (const at of positions) holders[at] = (holders[at] ?? 0) + 1
    return candidates
      .map((text, index) => this.#overlapOf(text, wording, shared[index] ?? [], holders))
      .sort((a, b) => b.containment - a.containment)
  }

  #overlapOf(text: T, wording: Wording, shared: readonly number[], holders: Uint16Array): Overlap<T> {
    const slot = slotOf(text.ref)
    const own = wording.prints.length
    const other = this.#sizes[slot] ?? 0
    let weight = 0
    for (const at of shared) weight += 1 / (holders[at] ?? 1)
    const unshared = Math.min(own, other) - shared.length
    const isSame = own === other && wording.digest === this.#digests[slot]
    return {
      text,
      shared: shared.length,
      resemblance: isSame ? 1 : Math.min(shared.length / (own + other - shared.length), mostAlike),
      plainContainment: shared.length / Math.max(1, shared.length + unshared),
      containment: weight / Math.max(1, weight + unshared),
    }
  }

  #grow(slot: number): void {
    const size = Math.max(slot + 1, this.#digests.length * 2)
    const [digests, sizes] = [new Int32Array(size), new Uint16Array(size)]
    digests.set(this.#digests)
    sizes.set(this.#sizes)
    this.#digests = digests
    this.#sizes = sizes
  }
}

/** The most that texts of different wording may resemble each other, when all their prints agree by chance. */
const mostAlike = 0.999
