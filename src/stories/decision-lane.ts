import type { Queryable } from '../db/database.ts'
import { applyDecisions, type MirroredStories } from './decision-apply.ts'
import { hasDecisions, loadRules } from './repository-decisions.ts'

/** How lanes follow analysts. */
export interface LaneDecisions {
  readonly hasDecisions: (db: Queryable, language: string) => Promise<boolean>
  /**
   * Does what was decided at the start of a batch, and tells an index that was built anew the rules before it decides
   * anything. When `outdate` was called the index must be built anew, and this called again with the new one.
   */
  readonly applyDecisions: (
    tx: Queryable,
    language: string,
    clusterer: MirroredStories | null,
    now: Date,
    outdate?: () => void,
  ) => Promise<number>
}

/**
 * Rules change in a lane's own transaction only, so one reading an index is enough.
 * @param newStoryId makes the id of a story that a split opens at a time
 */
export function laneDecisions(newStoryId: (at: Date) => string): LaneDecisions {
  const informed = new WeakSet<MirroredStories>()
  return {
    hasDecisions,
    async applyDecisions(tx, language, clusterer, now, outdate = () => undefined) {
      const applied = await applyDecisions(tx, language, clusterer, now, newStoryId, outdate)
      if (clusterer && applied === 0 && !informed.has(clusterer)) {
        clusterer.setRules(language, await loadRules(tx, language))
      }
      if (clusterer) informed.add(clusterer)
      return applied
    },
  }
}
