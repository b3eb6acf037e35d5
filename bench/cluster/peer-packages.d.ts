/** The parts of two packages without types that the bench calls. */
declare module 'minhash' {
  export class Minhash {
    constructor(options: { numPerm: number })
    update(text: string): void
  }
  export class LshIndex {
    constructor(options: { bandSize: number })
    insert(key: string, hash: Minhash): void
    query(hash: Minhash): string[]
  }
}

declare module 'simhash-js' {
  export class SimHash {
    hash(text: string): string
  }
  export const Comparator: { hammingDistance(a: string, b: string): number }
}
