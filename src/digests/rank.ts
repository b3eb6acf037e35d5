/** What ranking needs to know of a story in one window. */
export interface RankedStory {
  readonly storyId: string
  /** Address of its first report: it settles ties the same way in every database. */
  readonly firstUrl: string
  readonly independent: number
  readonly publishers: number
  /** Independent reports of the window's last six hours. */
  readonly recentReports: number
  readonly lastAt: Date
  /** Stood in an earlier edition. */
  readonly developed: boolean
  /** How strongly the digest's watches find it; 0 without watches. */
  readonly watchStrength: number
}

export interface Ranking {
  readonly storyId: string
  readonly firstUrl: string
  readonly score: number
  /** The weighted parts of the score; they sum to it. */
  readonly components: Readonly<Record<string, number>>
}

const HALF_LIFE_HOURS = 12
/** Equal values may differ from their mean by rounding: a variance of up to 1e-31, seen with seven logarithms. */
const ROUNDING = 1e-18

/**
 * Orders the stories of a window, the most reported first. Each part is a z-score over the window's stories times its
 * weight, so that no part rules by its unit: independent reports .40 (log), watches .20, recency .16 with a half life of
 * 12 h, publishers .12 (log), velocity .12; a story that was told before steps back by .20. What an analyst asked for
 * outweighs when and how fast it was reported, and no watch outweighs what everybody reports. Without watches their part
 * is 0 for all and the others keep their proportions. Ties fall to the address of the first report, so that the order is
 * the same wherever it is computed. O(n log n).
 */
export function rankStories(stories: readonly RankedStory[], windowTo: Date): readonly Ranking[] {
  const independent = zScores(stories.map((story) => Math.log1p(story.independent)))
  const watch = zScores(stories.map((story) => story.watchStrength))
  const publishers = zScores(stories.map((story) => Math.log1p(story.publishers)))
  const velocity = zScores(stories.map((story) => story.recentReports / Math.max(1, story.independent)))
  const recency = zScores(stories.map((story) => 0.5 ** (hoursBetween(story.lastAt, windowTo) / HALF_LIFE_HOURS)))
  return stories
    .map(({ storyId, firstUrl, developed }, i) => {
      const components = {
        independent: rounded(0.4 * (independent[i] ?? 0)),
        publishers: rounded(0.12 * (publishers[i] ?? 0)),
        velocity: rounded(0.12 * (velocity[i] ?? 0)),
        recency: rounded(0.16 * (recency[i] ?? 0)),
        watch: rounded(0.2 * (watch[i] ?? 0)),
        toldBefore: developed ? -0.2 : 0,
      }
      const score = Object.values(components).reduce((sum, part) => sum + part, 0)
      return { storyId, firstUrl, components, score }
    })
    .sort(byScore)
}

/** The highest score first. */
export const byScore = (a: Ranking, b: Ranking): number => b.score - a.score || (a.firstUrl < b.firstUrl ? -1 : 1)

function zScores(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)
  if (variance < ROUNDING) return values.map(() => 0)
  return values.map((value) => (value - mean) / Math.sqrt(variance))
}

const hoursBetween = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 3_600_000)

/** Six decimals: the components are stored, and must read the same after JSON. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
