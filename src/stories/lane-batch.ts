import type { Queryable } from '../db/database.ts'
import type { Clusterer } from './clusterer.ts'
import { applyDecisions } from './decision-apply.ts'
import { rememberSettings } from './repository-settings.ts'
import { assignAll } from './lane-assign.ts'
import { fillFacts } from './lane-facts.ts'
import type { LaneHolding } from './lane-holding.ts'
import { rebuildIndex } from './lane-index.ts'
import type { LaneNeeds } from './lane-needs.ts'
import { settledBefore } from './lane-settled.ts'
import { takeReady } from './repository.ts'
import { advanceLane, enterLane } from './repository-lane.ts'
import { defaultSettings, settingsVersion } from './settings.ts'

/** Articles assigned in one transaction: enough to spread its cost, few enough that a standby waits little. */
export const BATCH = 200

interface Batch {
  readonly tx: Queryable
  readonly needs: LaneNeeds
  readonly holding: LaneHolding
  readonly now: Date
  readonly stop: AbortSignal
}

/** What a batch has done, and the index as it was left by it, when there is one. */
interface Done {
  readonly taken: number
  readonly clusterer: Clusterer | null
  readonly sequence: string
  readonly hasAllFacts: boolean
}

/**
 * One transaction of a lane: applies what analysts have decided, then assigns the next articles; returns how many. The
 * index is taken out while it is under way, so that one whose transaction fails, and which has seen what was never stored,
 * is never used again.
 * @param stop ends the building of an index, which may take long; a batch that has begun is finished
 * @throws AppError LANE_LOST (retry) when the lane is no longer held, or was left by `stop`
 */
export async function runBatch(needs: LaneNeeds, holding: LaneHolding, stop: AbortSignal): Promise<number> {
  const now = needs.clock.now()
  const done = await holding.session.transaction((tx) => workOn({ tx, needs, holding, now, stop }))
  holding.hasAllFacts = done.hasAllFacts
  if (done.taken > 0) holding.hasToldSettings = true
  const { clusterer, sequence } = done
  if (clusterer && !holding.ended.aborted) holding.index = { clusterer, sequence }
  return done.taken
}

async function workOn(batch: Batch): Promise<Done> {
  const { tx, needs, holding, now } = batch
  const { language, fence } = holding
  const sequence = await enter(tx, holding)
  const ready = await takeReady(tx, language, settledBefore(now, needs.settleSeconds), BATCH)
  const { clusterer, applied } = await indexAsDecided(batch, { sequence, isNeeded: ready.length > 0 })
  if (clusterer && ready.length > 0) {
    if (!holding.hasToldSettings) await rememberSettings(tx, settingsVersion, defaultSettings, now)
    await assignAll(tx, ready, clusterer, { holding, signature: { language, fence, settingsVersion, now } })
  }
  const hasAllFacts = holding.hasAllFacts || (await fillFacts(tx, language, now))
  holding.mustHold()
  const hasChanged = applied + ready.length > 0
  return {
    taken: ready.length,
    clusterer,
    sequence: hasChanged ? await advanceLane(tx, language) : sequence,
    hasAllFacts,
  }
}

/** From here to the end of the transaction nobody can take the lane. */
async function enter(tx: Queryable, holding: LaneHolding): Promise<string> {
  holding.mustHold()
  const sequence = await enterLane(tx, holding.language, holding.fence)
  return sequence ?? holding.forfeit()
}

interface IndexWish {
  readonly sequence: string
  readonly isNeeded: boolean
}

/**
 * Does what analysts have decided, and gives the index that follows it. An undo may do what no index can follow: then it
 * is built anew from the rows that the undo has left.
 */
async function indexAsDecided(
  batch: Batch,
  wish: IndexWish,
): Promise<{ readonly clusterer: Clusterer | null; readonly applied: number }> {
  const { tx, needs, holding, now } = batch
  let applied = 0
  for (;;) {
    const clusterer = await takeIndex(batch, wish)
    const index = { isOutdated: false }
    const outdate = () => {
      index.isOutdated = true
    }
    applied += await applyDecisions(tx, holding.language, clusterer, now, needs.newStoryId, outdate)
    if (!index.isOutdated) return { clusterer, applied }
  }
}

async function takeIndex(batch: Batch, { sequence, isNeeded }: IndexWish): Promise<Clusterer | null> {
  const { tx, needs, holding, stop } = batch
  const cached = holding.index
  holding.index = undefined
  if (cached?.sequence === sequence) return cached.clusterer
  if (!isNeeded) return null
  return rebuildIndex(tx, holding.language, needs, () => {
    if (stop.aborted) holding.leave()
    holding.mustHold()
  })
}
