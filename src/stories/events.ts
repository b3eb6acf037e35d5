import { type Evidence, gatherEvidence } from './evidence.ts'
import { type EvidenceWeights, probability, roundScore } from './evidence-weights.ts'
import type { Original } from './original.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import { areSiblings, isBare } from './siblings.ts'
import type { Story } from './story.ts'

/** A report of a story as the article was compared with it. */
export interface ComparedReport {
  readonly report: Original
  readonly evidence: Evidence
  /** That article and report tell one event; 0 for notices of one form. */
  readonly probability: number
}

export interface ScoredStory {
  readonly story: Story
  /** Likeliest first; not all of the story's reports need have been compared. */
  readonly compared: readonly ComparedReport[]
  /** 0 to 1: see `meanOfBest`. */
  readonly score: number
}

/** Scores the stories of the reports that the indexes named, best first. O(reports times what is compared of each). */
export function scoreStories(
  article: ProbedArticle,
  reports: Iterable<Original>,
  settings: ClusterSettings,
): ScoredStory[] {
  const byStory = new Map<Story, ComparedReport[]>()
  for (const report of reports) {
    if (!report.story) continue
    const compared = compareReports(article, report, settings)
    const others = byStory.get(report.story)
    if (others) others.push(compared)
    else byStory.set(report.story, [compared])
  }
  return [...byStory]
    .map(([story, compared]) => scoreStory(story, compared, settings))
    .sort((a, b) => b.score - a.score || a.story.sequence - b.story.sequence)
}

export function compareReports(article: ProbedArticle, report: Original, settings: ClusterSettings): ComparedReport {
  const evidence = gatherEvidence(article, report)
  const weights = weightsFor(article.original, report, settings)
  // Texts with next to nothing in common but a name, such as that of a town, tell two events.
  const areApart = weights === settings.fullTextWeights && evidence.body < settings.leastBody
  if (areApart || areSiblings(article, report, settings)) return { report, evidence, probability: 0 }
  return { report, evidence, probability: probability(evidence, weights) }
}

function scoreStory(story: Story, compared: ComparedReport[], settings: ClusterSettings): ScoredStory {
  compared.sort((a, b) => b.probability - a.probability || a.report.sequence - b.report.sequence)
  const score = meanOfBest(
    compared.map(({ probability }) => probability),
    story.originals.length,
    settings,
  )
  return { story, compared, score }
}

/**
 * The mean probability of an article with the reports of a story that are most like it: average linkage, with a bound on
 * what a large story may ask for. A report that no index named counts as `unseenProbability`.
 * @param probabilities highest first
 */
export function meanOfBest(
  probabilities: readonly number[],
  storySize: number,
  { comparedMembers, unseenProbability }: ClusterSettings,
): number {
  const asked = Math.min(storySize, comparedMembers)
  const best = probabilities.slice(0, asked)
  const sum = best.reduce((total, one) => total + one, 0)
  return roundScore((sum + (asked - best.length) * unseenProbability) / Math.max(1, asked))
}

/** Headlines alone, texts, and a headline against a text are three different comparisons. */
function weightsFor(a: Original, b: Original, settings: ClusterSettings): EvidenceWeights {
  const [isBareA, isBareB] = [isBare(a, settings), isBare(b, settings)]
  if (isBareA !== isBareB) return settings.mixedWeights
  return isBareA ? settings.headlineWeights : settings.fullTextWeights
}
