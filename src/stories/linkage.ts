import { compareReports } from './events.ts'
import { roundScore } from './evidence-weights.ts'
import type { OpenOriginals } from './open-originals.ts'
import type { ClusterSettings } from './settings.ts'
import type { Story } from './story.ts'

/**
 * Average linkage of two stories: the mean probability that a report of one and a report of the other tell one event,
 * over the newest of each. O(`linkedMembers` squared comparisons).
 */
export function linkageOf(a: Story, b: Story, originals: OpenOriginals, settings: ClusterSettings): number {
  const others = b.originals.slice(-settings.linkedMembers)
  return roundedMean(
    a.originals.slice(-settings.linkedMembers).flatMap((one) => {
      const probed = originals.probeAgain(one)
      return others.map((other) => compareReports(probed, other, settings).probability)
    }),
  )
}

/** What the linkage of two stories must be for them to merge: of two reports as much as one needs to join the other. */
export const leastLinkage = (a: Story, b: Story, { mergeThreshold, joinThreshold }: ClusterSettings): number =>
  a.originals.length + b.originals.length === 2 ? joinThreshold : mergeThreshold

/** Rounded, so that the order of a sum never decides; 0 for none. */
const roundedMean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : roundScore(values.reduce((sum, value) => sum + value, 0) / values.length)
