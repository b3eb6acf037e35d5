import { type IsOpen, PostingTable } from './posting-table.ts'

/** So many tables share the keys by their lowest bits, so that a table that grows makes nobody wait for all of them. */
const tables = 64

/**
 * The open articles that hold a key, such as a shingle or a term. What a key's newest articles are depends on the open
 * articles alone, not on those that have left, so that an index that was rebuilt reads the same lists.
 */
export class Postings {
  readonly #tables: readonly PostingTable[]

  constructor(isOpen: IsOpen) {
    this.#tables = Array.from({ length: tables }, () => new PostingTable(isOpen))
  }

  /** Amortised constant time; an article is added to a key once. */
  add(key: number, ref: number): void {
    this.#tables[key & (tables - 1)]?.add(key, ref)
  }

  /** Puts the numbers of the newest open articles of a key, newest first, behind those that `into` holds. */
  read(key: number, most: number, into: number[]): void {
    this.#tables[key & (tables - 1)]?.read(key, most, into)
  }
}
