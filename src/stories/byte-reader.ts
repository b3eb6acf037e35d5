const slabLength = 2 ** 14

/** Reads what a `ByteWriter` wrote. Every method throws a RangeError where the bytes end too early. */
export class ByteReader {
  /** Arrays are cut from it: one of its own would cost each of them more than reading it. */
  static #slab = new Int32Array(slabLength)
  static #used = 0

  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw tooShort()
    return value
  }

  varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
    throw new RangeError('a number of stored features takes more than five bytes')
  }

  /** How many items follow, of which each takes a byte or more: never more than there are bytes. */
  count(): number {
    const count = this.varint()
    if (count > this.#bytes.length - this.#at) throw tooShort()
    return count
  }

  int32(): number {
    if (this.#at + 4 > this.#bytes.length) throw tooShort()
    const value = this.#bytes.readInt32LE(this.#at)
    this.#at += 4
    return value
  }

  int32s(length: number): Int32Array {
    const end = this.#at + 4 * length
    if (end > this.#bytes.length) throw tooShort()
    const numbers = this.array(length)
    // Stored lowest byte first, as every machine that Node runs on keeps them.
    if (length > 0) this.#bytes.copy(new Uint8Array(numbers.buffer, numbers.byteOffset, 4 * length), 0, this.#at, end)
    this.#at = end
    return numbers
  }

  /** An array for so many numbers, all 0. */
  array(length: number): Int32Array {
    if (ByteReader.#used + length > ByteReader.#slab.length) {
      ByteReader.#slab = new Int32Array(Math.max(slabLength, length))
      ByteReader.#used = 0
    }
    const start = ByteReader.#used
    ByteReader.#used += length
    return ByteReader.#slab.subarray(start, ByteReader.#used)
  }

  text(): string {
    const end = this.count() + this.#at
    const value = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end
    return value
  }
}

const tooShort = (): RangeError => new RangeError('stored features end too early')
