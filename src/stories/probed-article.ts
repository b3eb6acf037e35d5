import type { Overlap } from './copies.ts'
import type { ClusterSettings } from './settings.ts'
import type { Original } from './story.ts'
import { Probe } from './term-vector.ts'
import type { Vocabulary } from './vocabulary.ts'

/** An article laid out for comparison with many stories. */
export interface ProbedArticle {
  readonly original: Original
  readonly title: Probe
  readonly body: Probe
  readonly names: Probe
  /** Texts with copied wording, as the copy index found them. */
  readonly overlaps: readonly Overlap<Original>[]
}

/** Weighs an article by the current IDF of its words and names. Linear in its terms. */
export function probeArticle(
  original: Original,
  overlaps: readonly Overlap<Original>[],
  words: Vocabulary,
  names: Vocabulary,
  { idfPrior }: ClusterSettings,
): ProbedArticle {
  const wordIdf = (id: number): number => words.idf(id, idfPrior)
  const nameIdf = (id: number): number => names.idf(id, idfPrior)
  return {
    original,
    overlaps,
    title: new Probe(original.title, wordIdf),
    body: new Probe(original.body, wordIdf),
    names: new Probe(original.names, nameIdf),
  }
}
