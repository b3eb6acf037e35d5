import stringSimilarity from 'string-similarity'
import { cpuEach } from './cpu-each.ts'

/** What the last of so many articles costs when its title is compared with all titles before it, in microseconds. */
export function titlesOfAll(titles: readonly string[]): number {
  const asked = titles.slice(-3)
  return cpuEach(asked.length, () => {
    for (const title of asked) stringSimilarity.findBestMatch(title, [...titles])
  })
}

/** npm minhash: 4-word shingles, 128 permutations, bands of 8; hashing, putting in and looking up, in microseconds. */
export async function minhashLookup(texts: readonly string[]): Promise<number> {
  const { Minhash, LshIndex } = await import('minhash')
  const index = new LshIndex({ bandSize: 8 })
  return cpuEach(texts.length, () => {
    texts.forEach((text, at) => {
      const hash = new Minhash({ numPerm: 128 })
      for (const shingle of shingles(text)) hash.update(shingle)
      // Its `query` knows only bands that are in the index, so the text itself goes in first.
      index.insert(String(at), hash)
      index.query(hash)
    })
  })
}

/** simhash-js: the hash of a text compared with every hash before it, in microseconds. */
export async function simhashScan(texts: readonly string[]): Promise<number> {
  const { Comparator, SimHash } = await import('simhash-js')
  const simhash = new SimHash()
  const hashes: string[] = []
  return cpuEach(texts.length, () => {
    for (const text of texts) {
      const hash = simhash.hash(text)
      for (const other of hashes) Comparator.hammingDistance(hash, other)
      hashes.push(hash)
    }
  })
}

function* shingles(text: string): Generator<string> {
  const words = text.split(' ')
  for (let at = 0; at + 4 <= words.length; at++) yield words.slice(at, at + 4).join(' ')
}
