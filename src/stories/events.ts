import { type Evidence, gatherEvidence } from './evidence.ts'
import { type EvidenceWeights, probability } from './evidence-weights.ts'
import { hasNamedSibling } from './named-siblings.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import type { Original, Story } from './story.ts'
import { isTemplateSibling } from './template-siblings.ts'

export interface ScoredStory {
  readonly story: Story
  /** Null when only notices of the article's own form could be compared. */
  readonly evidence: Evidence | null
  /** Probability that article and story tell one event; 0 where a veto or too little text in common keeps them apart. */
  readonly score: number
}

/** Scores the stories that the index named and those that hold a text with copied wording, best first. */
export function scoreStories(
  article: ProbedArticle,
  found: readonly Story[],
  settings: ClusterSettings,
): ScoredStory[] {
  const vetoed = new Set<Story>()
  const candidates = new Set(found)
  for (const overlap of article.overlaps) {
    const { story } = overlap.text
    if (!story) continue
    candidates.add(story)
    if (isTemplateSibling(article.original, overlap, settings)) vetoed.add(story)
  }
  return [...candidates]
    .map((story) => scoreStory(article, story, vetoed.has(story), settings))
    .sort((a, b) => b.score - a.score || a.story.sequence - b.story.sequence)
}

function scoreStory(article: ProbedArticle, story: Story, isVetoed: boolean, settings: ClusterSettings): ScoredStory {
  const evidence = gatherEvidence(article, story, settings)
  if (isVetoed || !evidence || hasNamedSibling(article, story, settings)) return { story, evidence, score: 0 }
  const weights = weightsFor(article.original, story, settings)
  if (weights !== settings.headlineWeights && evidence.body < settings.joinBody) return { story, evidence, score: 0 }
  return { story, evidence, score: probability(evidence, weights) }
}

/** Headlines alone, texts, and a headline against texts are three different comparisons. */
function weightsFor(original: Original, story: Story, settings: ClusterSettings): EvidenceWeights {
  const isBare = ({ features }: Original): boolean => features.wordCount < settings.headlineWords
  const isBareStory = story.originals.slice(-settings.comparedMembers).every(isBare)
  if (isBare(original) !== isBareStory) return settings.mixedWeights
  return isBareStory ? settings.headlineWeights : settings.fullTextWeights
}
