import { cosine, type TermVector } from './brief/likeness.ts'
import { byScore, type Ranking, rounded } from './rank.ts'

/** From this likeness on a story steps back, and how far one steps back that says the same in the same words. */
const LEAST_LIKENESS = 0.3
const FULL_STEP = 1

interface Standing {
  readonly ranking: Ranking
  readonly vector: TermVector
  /** To the nearest story that is placed. */
  readonly likeness: number
  readonly placed: Ranking
}

/**
 * Spreads the first `places` of a ranking over different events: each place goes to the story with the highest score
 * after a step back for its likeness to the nearest story above it (maximal marginal relevance, Carbonell and Goldstein
 * 1998, with the likeness as a component of the score). A story steps back and does not vanish; the step is stored as
 * the component `diversity`, 0 or less, and the answer is in the order of the new scores.
 *
 * Stories are looked at in the order of their scores, and only while one without any step could still win a place, so
 * that vectors are made for few more stories than there are places. O(n log n + looked at x (looked at + places x terms)).
 */
export function spreadStories(
  ranking: readonly Ranking[],
  vectorOf: (storyId: string) => TermVector,
  places: number,
): readonly Ranking[] {
  const order = [...ranking].sort(byScore)
  const placed: Standing[] = []
  let waiting: Standing[] = []
  let seen = 0
  while (placed.length < places) {
    let best = bestOf(waiting)
    for (let next = order[seen]; next && (!best || next.score >= best.placed.score); next = order[seen]) {
      waiting.push(standing(next, vectorOf(next.storyId), placed))
      seen++
      best = bestOf(waiting)
    }
    if (!best) break
    placed.push(best)
    waiting = waiting.filter((one) => one !== best).map((one) => beside(one, best))
  }
  return [...[...placed, ...waiting].map((one) => one.placed), ...order.slice(seen).map(unspread)].sort(byScore)
}

/** A ranking that steps back from nobody. */
export const unspread = (ranking: Ranking): Ranking => stepped(ranking, 0)

const bestOf = (waiting: readonly Standing[]): Standing | undefined =>
  waiting.reduce<Standing | undefined>(
    (best, one) => (best && byScore(best.placed, one.placed) <= 0 ? best : one),
    undefined,
  )

function standing(ranking: Ranking, vector: TermVector, above: readonly Standing[]): Standing {
  const likeness = above.reduce((most, one) => Math.max(most, cosine(vector, one.vector)), 0)
  return { ranking, vector, likeness, placed: stepped(ranking, likeness) }
}

function beside(one: Standing, above: Standing): Standing {
  const likeness = cosine(one.vector, above.vector)
  return likeness > one.likeness ? { ...one, likeness, placed: stepped(one.ranking, likeness) } : one
}

function stepped(ranking: Ranking, likeness: number): Ranking {
  const excess = Math.max(0, likeness - LEAST_LIKENESS) / (1 - LEAST_LIKENESS)
  // `0 - x`: a zero without a sign reads the same after JSON.
  const diversity = rounded(0 - FULL_STEP * excess)
  return { ...ranking, score: ranking.score + diversity, components: { ...ranking.components, diversity } }
}
