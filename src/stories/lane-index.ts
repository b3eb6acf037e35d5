import type { Queryable } from '../db/database.ts'
import { type Clusterer, createClusterer } from './clusterer.ts'
import type { LaneNeeds } from './lane-needs.ts'
import { openSince } from './open-since.ts'
import { loadRules } from './repository-decisions.ts'
import { loadFeatures, type LoadedFeatures, takeFeatures } from './repository-features.ts'
import { newestPlaced, type PlacedArticle, readOpen } from './repository-open.ts'
import { defaultSettings } from './settings.ts'

/** The open stories of a lane in memory: a cache of what Postgres holds, as it was after the batch of that number. */
export interface LaneIndex {
  readonly sequence: string
  readonly clusterer: Clusterer
}

/** Articles whose features are made anew between two renewals of a lease. */
const MADE_AT_ONCE = 100

/**
 * Builds the index of a lane anew from the stories that are still open, with the rules in force. Features that are missing, because they were made
 * by other settings or never, are made from the texts and kept, whatever becomes of the transaction.
 * @param onStep called between two readings; what it throws ends the building
 */
export async function rebuildIndex(
  tx: Queryable,
  language: string,
  needs: LaneNeeds,
  onStep: () => void,
): Promise<Clusterer> {
  const clusterer = createClusterer({
    settings: defaultSettings,
    newStoryId: ({ publishedAt }) => needs.newStoryId(publishedAt ?? needs.clock.now()),
  })
  clusterer.setRules(language, await loadRules(tx, language))
  const newest = await newestPlaced(tx, language)
  if (!newest) return clusterer
  const from = new Date(openSince(newest.getTime(), defaultSettings))
  for await (const step of readOpen(tx, language, from)) {
    onStep()
    restoreAll(clusterer, step, await featuresFor(tx, step, needs, onStep))
  }
  return clusterer
}

function restoreAll(
  clusterer: Clusterer,
  placed: readonly PlacedArticle[],
  known: ReadonlyMap<string, LoadedFeatures>,
): void {
  for (const { id, publishedAt, storyId, originalId } of placed) {
    const found = known.get(id)
    if (!found) continue // without a text there is nothing to compare with
    const { features, indexTerms } = found
    clusterer.restore({ id, publishedAt, features }, { storyId, originalId, indexTerms })
  }
}

async function featuresFor(
  tx: Queryable,
  placed: readonly PlacedArticle[],
  { db, clock }: LaneNeeds,
  onStep: () => void,
): Promise<ReadonlyMap<string, LoadedFeatures>> {
  const ids = placed.map(({ id }) => id)
  const known = new Map(await loadFeatures(tx, ids, defaultSettings))
  const missing = ids.filter((id) => !known.has(id))
  for (let from = 0; from < missing.length; from += MADE_AT_ONCE) {
    onStep()
    const made = await takeFeatures(db, missing.slice(from, from + MADE_AT_ONCE), defaultSettings, clock.now())
    for (const [id, features] of made) known.set(id, features)
  }
  return known
}
