/** Ends a list. A link above zero is an article's number plus one and ends its list too; one below is a node. */
const end = -(2 ** 31)
const fewestSlots = 32
const fullest = 0.8
/** Slots a key after the table was laid out anew: it grows by half, so that at most half of it is ever idle. */
const slotsAKey = 1.5 / fullest

/** Whether an article is still open; numbers of others are dropped wherever they are met. */
export type IsOpen = (ref: number) => boolean

/**
 * Lists of articles by 32-bit key, newest first, in four typed arrays: open addressing with linear probing from key to
 * list, eight bytes a key; only the second and further articles of a key cost a node of eight bytes more. Articles are
 * not taken out: lists forget those that have left while they are read, and the rest goes when the table would grow.
 */
export class PostingTable {
  readonly #isOpen: IsOpen
  #keys = new Int32Array(fewestSlots)
  /** 0 where no key stands. */
  #heads = new Int32Array(fewestSlots)
  #taken = 0
  #articles = new Int32Array(fewestSlots)
  #links = new Int32Array(fewestSlots)
  #nodes = 0
  /** The first of the nodes that may be used again, linked like a list. */
  #spare = end

  constructor(isOpen: IsOpen) {
    this.#isOpen = isOpen
  }

  /** Amortised constant time. */
  add(key: number, ref: number): void {
    if (this.#taken + 1 > fullest * this.#keys.length) this.#layOut()
    let slot = this.#slot(key)
    const head = this.#heads[slot] ?? 0
    if (head === 0) {
      this.#taken++
      this.#keys[slot] = key
    }
    if (head === 0 || head === end) {
      this.#heads[slot] = ref + 1
      return
    }
    const hadRoom = this.#spare !== end || this.#nodes < this.#links.length
    if (!hadRoom) {
      this.#makeRoom()
      slot = this.#slot(key)
    }
    this.#heads[slot] = this.#node(ref, this.#heads[slot] ?? end)
  }

  /** Puts the newest open articles of a key, newest first, behind those that `into` holds; O(`most` + those that left). */
  read(key: number, most: number, into: number[]): void {
    const slot = this.#slot(key)
    let link = this.#heads[slot] ?? 0
    if (link === 0) return
    let before = -1
    for (let found = 0; link !== end && found < most;) {
      const node = -link - 1
      const ref = link > 0 ? link - 1 : (this.#articles[node] ?? 0)
      const next = link > 0 ? end : (this.#links[node] ?? end)
      if (this.#isOpen(ref)) {
        into.push(ref)
        found++
        before = node
      } else {
        if (before < 0) this.#heads[slot] = next
        else this.#links[before] = next
        if (link < 0) this.#give(node)
      }
      link = next
    }
  }

  /** Where the key stands, or may be put. */
  #slot(key: number): number {
    const size = this.#keys.length
    let slot = Math.floor(((Math.imul(key, 0x9e3779b1) >>> 0) * size) / 2 ** 32)
    while (this.#heads[slot] !== 0 && this.#keys[slot] !== key) slot = slot + 1 === size ? 0 : slot + 1
    return slot
  }

  #node(ref: number, next: number): number {
    let node = this.#nodes
    if (this.#spare === end) this.#nodes++
    else {
      node = -this.#spare - 1
      this.#spare = this.#links[node] ?? end
    }
    this.#articles[node] = ref
    this.#links[node] = next
    return -node - 1
  }

  #give(node: number): void {
    this.#links[node] = this.#spare
    this.#spare = -node - 1
  }

  /** Drops what has left, and widens the nodes when that freed less than a quarter of them. */
  #makeRoom(): void {
    this.#layOut()
    let spare = 0
    for (let link = this.#spare; link !== end; link = this.#links[-link - 1] ?? end) spare++
    if (spare * 4 >= this.#links.length) return
    const size = Math.ceil(this.#links.length * 1.5)
    this.#articles = widened(this.#articles, size)
    this.#links = widened(this.#links, size)
  }

  /** Puts all keys with open articles into a table of the right size. Linear in the table. */
  #layOut(): void {
    const [keys, heads] = [this.#keys, this.#heads]
    let live = 0
    for (let slot = 0; slot < heads.length; slot++) if (this.#sweep(slot)) live++
    const size = Math.max(fewestSlots, Math.ceil((live + 1) * slotsAKey))
    this.#keys = new Int32Array(size)
    this.#heads = new Int32Array(size)
    this.#taken = live
    for (let from = 0; from < heads.length; from++) {
      const head = heads[from] ?? 0
      if (head === 0 || head === end) continue
      const slot = this.#slot(keys[from] ?? 0)
      this.#keys[slot] = keys[from] ?? 0
      this.#heads[slot] = head
    }
  }

  /** Takes what has left out of one list; whether anything is left. */
  #sweep(slot: number): boolean {
    let link = this.#heads[slot] ?? 0
    if (link === 0) return false
    for (let before = -1; link !== end;) {
      const node = -link - 1
      const ref = link > 0 ? link - 1 : (this.#articles[node] ?? 0)
      const next = link > 0 ? end : (this.#links[node] ?? end)
      if (this.#isOpen(ref)) before = node
      else {
        if (before < 0) this.#heads[slot] = next
        else this.#links[before] = next
        if (link < 0) this.#give(node)
      }
      link = next
    }
    return this.#heads[slot] !== end
  }
}

function widened(values: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(size)
  wider.set(values)
  return wider
}
