import type { Block } from './block.ts'

/** Characters of a block that read as prose. */
export function proseOf(block: Block): number {
  if (block.linkShare > 0.5 || block.size < 30) return 0
  if (!block.isSentence && block.size < 120) return 0
  return block.size * (1 - block.linkShare)
}

/** Sums up to each block: the value of any range of blocks is then one subtraction. */
export class PrefixSums {
  readonly #sums: number[]

  /** Values that are left out count as nothing. */
  constructor(values: readonly number[], isLeftOut: readonly boolean[] | null = null) {
    this.#sums = new Array<number>(values.length + 1)
    this.#sums[0] = 0
    let sum = 0
    for (let at = 0; at < values.length; at++) {
      if (isLeftOut?.[at] !== true) sum += values[at] ?? 0
      this.#sums[at + 1] = sum
    }
  }

  between(start: number, end: number): number {
    return (this.#sums[end] ?? 0) - (this.#sums[start] ?? 0)
  }

  get total(): number {
    return this.#sums.at(-1) ?? 0
  }
}
