import { type Background, rarity } from './background.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { Terms } from './terms.ts'

/** A tf-idf vector over content stems. */
export interface TermVector {
  readonly weights: ReadonlyMap<string, number>
  readonly length: number
}

export function vectorOf(passages: readonly Terms[], background: Background | null): TermVector {
  const weights = new Map<string, number>()
  for (const { stems, content } of passages) {
    stems.forEach((stem, i) => {
      if (content[i]) weights.set(stem, (weights.get(stem) ?? 0) + rarity(background, stem))
    })
  }
  return { weights, length: Math.sqrt(sumOfSquares(weights)) }
}

/** Cosine of two vectors, 0 to 1; 0 when one is empty. Linear in the shorter one. */
export function cosine(a: TermVector, b: TermVector): number {
  if (a.length === 0 || b.length === 0) return 0
  const [short, long] = a.weights.size < b.weights.size ? [a, b] : [b, a]
  let product = 0
  for (const [term, weight] of short.weights) product += weight * (long.weights.get(term) ?? 0)
  return product / (a.length * b.length)
}

/** How near each sentence is to the middle of the story, 0 to 1, where high sentences weigh more. */
export function centralityOf(
  sentences: readonly SourceSentence[],
  vectors: ReadonlyMap<SourceSentence, TermVector>,
): Map<SourceSentence, number> {
  const middle = new Map<string, number>()
  for (const sentence of sentences) {
    const vector = vectors.get(sentence)
    if (!vector || vector.length === 0) continue
    const share = Math.exp(-sentence.position / 15) / vector.length
    for (const [term, weight] of vector.weights) middle.set(term, (middle.get(term) ?? 0) + weight * share)
  }
  const centre: TermVector = { weights: middle, length: Math.sqrt(sumOfSquares(middle)) }
  const near = sentences.map((sentence) => cosine(vectors.get(sentence) ?? centre, centre))
  const nearest = near.reduce((a, b) => Math.max(a, b), 0)
  return new Map(sentences.map((sentence, i) => [sentence, nearest === 0 ? 1 : (near[i] ?? 0) / nearest]))
}

function sumOfSquares(weights: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const weight of weights.values()) sum += weight * weight
  return sum
}
