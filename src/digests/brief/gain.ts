import type { SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'

/** Fitted with the weights of `weighConcepts`, on the same stories. */
const lengthPower = 0.9
const openingBonus = 0.1
const openingScale = 3
const centralityPower = 0.35
const quotationBonus = 1.35
/** An "I", "we" or "you" that nobody explains is worth less. */
const personalShare = 0.5

/** What a brief tells already. */
export interface Told {
  /** By concept: 1 where a sentence of the brief has it. */
  readonly covered: Uint8Array
  /** Independent reports that have a sentence in the brief. */
  readonly heard: ReadonlySet<number>
  /** What a report that has none is worth beside one that has. */
  readonly hearing: number
}

/** What sentences shown together would add per word. Linear in their words. */
export function gainOf(story: StoryText, { covered, heard, hearing }: Told, unit: readonly SourceSentence[]): number {
  let sum = 0
  for (const concept of conceptsOf(story, unit)) if (covered[concept] === 0) sum += story.concepts.weight(concept)
  let factor = 0
  for (const sentence of unit) {
    factor += meritOf(story, sentence) * (heard.has(story.reports[sentence.article] ?? 0) ? 1 : hearing)
  }
  return (sum / wordsOf(unit) ** lengthPower) * (factor / unit.length)
}

export const wordsOf = (unit: readonly SourceSentence[]): number =>
  unit.reduce((sum, sentence) => sum + sentence.wordCount, 0)

/** The distinct concepts of all its sentences. */
function conceptsOf({ concepts }: StoryText, unit: readonly SourceSentence[]): Iterable<number> {
  const [first, second] = unit
  if (!first) return []
  if (!second) return concepts.conceptsOf(first)
  return new Set([...concepts.conceptsOf(first), ...concepts.conceptsOf(second)])
}

function meritOf(story: StoryText, sentence: SourceSentence): number {
  const opening = 1 + openingBonus * Math.exp(-sentence.position / openingScale)
  const quoting = sentence.quotation === 'none' ? 1 : quotationBonus
  const voice = sentence.personal ? personalShare : 1
  return opening * quoting * voice * story.centrality(sentence) ** centralityPower
}
