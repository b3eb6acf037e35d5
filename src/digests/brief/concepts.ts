import { type Background, rarity } from './background.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { Terms } from './terms.ts'

/** How much each concept of a story matters, and the concepts of each sentence. */
export interface StoryConcepts {
  weight(concept: string): number
  conceptsOf(sentence: SourceSentence): readonly string[]
}

/**
 * Fitted by random search on a hundred stories with editors' summaries (ROUGE-1 and -2 at 220 words): a plateau, not a
 * peak, so the middle of the best twenty settings is taken.
 */
const positionScale = 28
const repeatPower = 0.35
const agreementPower = 1.8
const singleWordWeight = 0.4
const pairRarityPower = 0.2

/**
 * Concepts are stems of content words, and pairs of neighbouring words of which one carries content. A concept counts
 * once per independent report, more where it stands high and where it is repeated; what several reports put high counts
 * most (concept coverage after Gillick and Favre, "A Scalable Global Model for Summarization", 2009). Linear in the
 * number of words.
 */
export function weighConcepts(
  sentences: readonly SourceSentence[],
  titles: readonly Terms[],
  reports: readonly number[],
  background: Background | null,
): StoryConcepts {
  const concepts = new Map(sentences.map((sentence) => [sentence, conceptsIn(sentence.terms)]))
  const weights = new Map<string, number>()
  for (const [concept, sum] of agreementOf(concepts, titles, reports)) {
    weights.set(concept, sum ** agreementPower * rarityWeight(concept, background))
  }
  return {
    weight: (concept) => weights.get(concept) ?? 0,
    conceptsOf: (sentence) => concepts.get(sentence) ?? [],
  }
}

function conceptsIn({ stems, content }: Terms): string[] {
  const found = new Set<string>()
  stems.forEach((stem, i) => {
    if (content[i]) found.add(stem)
    const next = stems[i + 1]
    if (next !== undefined && (content[i] || content[i + 1])) found.add(`${stem} ${next}`)
  })
  return [...found]
}

interface Prominence {
  height: number
  times: number
}

/** Per concept, the sum over independent reports of how prominent it is there; a title stands at the very top. */
function agreementOf(
  concepts: ReadonlyMap<SourceSentence, readonly string[]>,
  titles: readonly Terms[],
  reports: readonly number[],
): Map<string, number> {
  const byReport = new Map<number, Map<string, Prominence>>()
  titles.forEach((title, article) => notice(byReport, reports[article] ?? 0, conceptsIn(title), 1))
  for (const [sentence, found] of concepts) {
    notice(byReport, reports[sentence.article] ?? 0, found, Math.exp(-sentence.position / positionScale))
  }
  const sums = new Map<string, number>()
  for (const seen of byReport.values()) {
    for (const [concept, { height, times }] of seen) {
      sums.set(concept, (sums.get(concept) ?? 0) + height * times ** repeatPower)
    }
  }
  return sums
}

function notice(
  byReport: Map<number, Map<string, Prominence>>,
  report: number,
  concepts: readonly string[],
  height: number,
): void {
  const seen = byReport.get(report) ?? new Map<string, Prominence>()
  byReport.set(report, seen)
  for (const concept of concepts) {
    const known = seen.get(concept)
    if (known) {
      known.times++
      known.height = Math.max(known.height, height)
    } else seen.set(concept, { height, times: 1 })
  }
}

function rarityWeight(concept: string, background: Background | null): number {
  const space = concept.indexOf(' ')
  if (space < 0) return singleWordWeight * rarity(background, concept)
  const both = rarity(background, concept.slice(0, space)) + rarity(background, concept.slice(space + 1))
  return (both / 2) ** pairRarityPower
}
