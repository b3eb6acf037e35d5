import type { Original } from './original.ts'
import { Probe } from './probe.ts'
import type { ClusterSettings } from './settings.ts'
import type { TermVector } from './term-vector.ts'
import type { Vocabulary } from './vocabulary.ts'

/** An article laid out for comparison with many reports. */
export interface ProbedArticle {
  readonly original: Original
  readonly title: Probe
  readonly body: Probe
  /** The title and the first words of the text. */
  readonly lead: Probe
  readonly names: Probe
  /** Share of the smaller text's shingles that the article has in common with another. */
  readonly wordingWith: (other: Original) => number
}

/** Weighs an article by the current IDF of its words and names. Linear in its terms. */
export function probeArticle(
  original: Original,
  wordingWith: ProbedArticle['wordingWith'],
  words: Vocabulary,
  names: Vocabulary,
  { idfPrior }: ClusterSettings,
): ProbedArticle {
  const wordIdf = (id: number): number => words.idf(id, idfPrior)
  const nameIdf = (id: number): number => names.idf(id, idfPrior)
  return {
    original,
    wordingWith,
    title: new Probe(original.title, wordIdf),
    body: new Probe(original.body, wordIdf),
    lead: new Probe(leadOf(original), wordIdf),
    names: new Probe(original.nameTerms, nameIdf),
  }
}

/** Terms stand in the order in which they were first said, so those of the opening come first. */
export function leadOf({ body, leadTerms }: Original): TermVector {
  return { ids: body.ids.subarray(0, leadTerms), weights: body.weights.subarray(0, leadTerms) }
}
