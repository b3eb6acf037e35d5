type Numbers = Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>

interface Chunk<A extends Numbers> {
  readonly data: A
  readonly slots: number[]
  used: number
  live: number
}

const chunkLength = 2 ** 18
/** A chunk of which less is alive is emptied into another. */
const leastAlive = 0.5

/**
 * One run of numbers an article, by slot, in few large arrays: a typed array of its own would cost an article some 350
 * bytes. Room of articles that left is used again once half of their chunk has left, by moving the rest; that is constant
 * time an article, amortised.
 */
export class Arena<A extends Numbers> {
  readonly #make: (length: number) => A
  readonly #chunks: (Chunk<A> | undefined)[] = []
  #open = -1
  /** -1 where nothing is kept. */
  #chunkOf = new Int32Array(1024).fill(-1)
  #starts = new Int32Array(1024)
  #lengths = new Int32Array(1024)

  constructor(make: (length: number) => A) {
    this.#make = make
  }

  put(slot: number, values: A): void {
    if (slot >= this.#starts.length) this.#grow(slot)
    let chunk = this.#chunks[this.#open]
    if (!chunk || chunk.used + values.length > chunk.data.length) chunk = this.#openChunk(values.length)
    this.#chunkOf[slot] = this.#open
    this.#starts[slot] = chunk.used
    this.#lengths[slot] = values.length
    chunk.data.set(values, chunk.used)
    chunk.slots.push(slot)
    chunk.used += values.length
    chunk.live += values.length
  }

  /** The numbers where they lie: good until the next `put` or `remove`. */
  view(slot: number): A {
    const chunk = this.#chunks[this.#chunkOf[slot] ?? -1]
    if (!chunk) throw new RangeError(`nothing is kept for slot ${slot}`)
    const start = this.#starts[slot] ?? 0
    return chunk.data.subarray(start, start + (this.#lengths[slot] ?? 0)) as A
  }

  remove(slot: number): void {
    const at = this.#chunkOf[slot] ?? -1
    const chunk = this.#chunks[at]
    if (!chunk) return
    chunk.live -= this.#lengths[slot] ?? 0
    this.#chunkOf[slot] = -1
    if (at !== this.#open && chunk.live < leastAlive * chunk.used) this.#empty(at, chunk)
  }

  #empty(at: number, chunk: Chunk<A>): void {
    for (const slot of chunk.slots) if (this.#chunkOf[slot] === at) this.put(slot, this.view(slot))
    this.#chunks[at] = undefined
  }

  #openChunk(needed: number): Chunk<A> {
    const data = this.#make(Math.max(chunkLength, needed))
    const chunk = { data, slots: [], used: 0, live: 0 }
    const vacant = this.#chunks.indexOf(undefined)
    this.#open = vacant === -1 ? this.#chunks.length : vacant
    this.#chunks[this.#open] = chunk
    return chunk
  }

  #grow(slot: number): void {
    const size = Math.max(slot + 1, this.#starts.length * 2)
    const widened = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(size).fill(-1)
      wider.set(values)
      return wider
    }
    this.#chunkOf = widened(this.#chunkOf)
    this.#starts = widened(this.#starts)
    this.#lengths = widened(this.#lengths)
  }
}
