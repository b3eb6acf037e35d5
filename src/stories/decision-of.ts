import type { StoryDecision } from './cluster-article.ts'
import type { ScoredStory } from './events.ts'
import type { Bar } from './rule-book.ts'
import type { ClusterSettings } from './settings.ts'
import type { Story } from './story.ts'

/** A decision for which no stories were weighed. */
export const undecided = (rule: string): StoryDecision => ({
  rule,
  score: null,
  threshold: null,
  margin: null,
  features: {},
  reports: [],
  nearestRejected: null,
})

/** What was weighed for an original. */
export interface Weighing {
  /** Best first. */
  readonly scored: readonly ScoredStory[]
  readonly joined: Story | null
  /** The rule of an analyst that chose the story; null when the evidence did. */
  readonly wantedBy: string | null
  readonly barOf: (story: Story) => Bar | null
}

/** Score and features are those of the story joined, or of the best that might have been; of one barred when all are. */
export function decisionOf(
  { scored, joined, wantedBy, barOf }: Weighing,
  { joinThreshold, comparedMembers }: ClusterSettings,
): StoryDecision {
  const own = joined && scored.find(({ story }) => story === joined)
  const best = own ?? scored.find(({ story }) => barOf(story) === null) ?? scored[0]
  const rejected = scored.find(({ story }) => story !== joined)
  return {
    rule: wantedBy ?? (joined ? 'join' : 'new'),
    score: best?.score ?? null,
    threshold: joinThreshold,
    margin: best ? best.score - joinThreshold : null,
    features: { ...best?.compared[0]?.evidence },
    reports: reportsOf(best, comparedMembers),
    nearestRejected: rejected ? rejectionOf(rejected, barOf(rejected.story)) : null,
  }
}

const reportsOf = (best: ScoredStory | undefined, most: number) =>
  (best?.compared ?? []).slice(0, most).map(({ report, probability }) => ({ articleId: report.articleId, probability }))

const rejectionOf = ({ story, score }: ScoredStory, reason: Bar | null) => ({
  storyId: story.id,
  score,
  ...(reason && { reason }),
})
