const slotBits = 24
const slotMask = 2 ** slotBits - 1
/** A slot is given up after so many articles: one more bit and a number plus one would leave 32 bits. */
const mostUses = 126

/** Where per-article columns keep what belongs to a number. */
export const slotOf = (ref: number): number => ref & slotMask

/**
 * Open articles by whole numbers of 31 bits. A number is a slot and how often the slot was used before: slots are used
 * again, so columns stay as long as the window, but a number that was given up never means another article. Lists may
 * thus keep numbers of articles that have left and drop them when they meet them. Every operation is constant time.
 */
export class Register<T> {
  readonly #entries: (T | undefined)[] = []
  readonly #free: number[] = []
  #uses = new Uint8Array(1024)

  /** @throws RangeError above 16 million open articles */
  add(make: (ref: number) => T): T {
    const slot = this.#free.pop() ?? this.#entries.length
    if (slot > slotMask) throw new RangeError(`more than ${slotMask} open articles in one lane`)
    if (slot >= this.#uses.length) this.#grow()
    const entry = make(((this.#uses[slot] ?? 0) << slotBits) | slot)
    this.#entries[slot] = entry
    return entry
  }

  has(ref: number): boolean {
    return ref >>> slotBits === this.#uses[ref & slotMask]
  }

  get(ref: number): T | undefined {
    return this.has(ref) ? this.#entries[ref & slotMask] : undefined
  }

  remove(ref: number): void {
    if (!this.has(ref)) return
    const slot = slotOf(ref)
    const uses = (this.#uses[slot] ?? 0) + 1
    this.#uses[slot] = uses
    this.#entries[slot] = undefined
    if (uses <= mostUses) this.#free.push(slot)
  }

  #grow(): void {
    const wider = new Uint8Array(this.#uses.length * 2)
    wider.set(this.#uses)
    this.#uses = wider
  }
}
