/** Writes numbers and texts one after the other into bytes that grow as needed. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(4096)
  #size = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#size++] = value
  }

  /** A whole number from 0 to 2^32 - 1, seven bits a byte, lowest first: small numbers take one byte. */
  varint(value: number): void {
    this.#reserve(5)
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#size++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#size++] = rest
  }

  /** Four bytes, lowest first. */
  int32(value: number): void {
    this.#reserve(4)
    this.#size = this.#bytes.writeInt32LE(value, this.#size)
  }

  /** Length in bytes, then UTF-8. */
  text(value: string): void {
    const length = Buffer.byteLength(value)
    this.varint(length)
    this.#reserve(length)
    this.#size += this.#bytes.write(value, this.#size)
  }

  /** What was written so far. */
  bytes(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#size))
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#bytes.length) return
    const wider = Buffer.allocUnsafe(Math.max(this.#size + more, this.#bytes.length * 2))
    this.#bytes.copy(wider)
    this.#bytes = wider
  }
}
