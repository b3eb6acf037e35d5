import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import type { Assignment, ClusterArticle } from './cluster-article.ts'
import { type Clusterer, createClusterer } from './clusterer.ts'
import {
  advanceLane,
  listOpen,
  lockLane,
  mergeStory,
  newestPlaced,
  type Placement,
  savePlacements,
  takeReady,
} from './repository.ts'
import { defaultSettings, settingsVersion } from './settings.ts'

/** Articles assigned in one transaction: enough to spread its cost, few enough that a standby waits little. */
const BATCH = 200

export interface LaneNeeds {
  readonly db: Database
  readonly clock: Clock
  readonly newStoryId: (at: Date) => string
  readonly settleSeconds: number
}

/**
 * The single writer that assigns articles to stories, one lane a language.
 *
 * The lane's row is locked for the length of a batch's transaction, so that two processes never both find "no story";
 * a holder that dies lets go with its connection. The index in memory is only a cache: it is used when the row's
 * sequence says that no other process has assigned since, and is rebuilt from Postgres otherwise.
 */
export class Lanes {
  private readonly needs: LaneNeeds
  private readonly indexes = new Map<string, { sequence: string; clusterer: Clusterer }>()

  constructor(needs: LaneNeeds) {
    this.needs = needs
  }

  /** Assigns all articles of the language that are ready, batch by batch; returns how many those were. */
  async run(language: string, signal: AbortSignal, onBatch?: () => Promise<void>): Promise<number> {
    let assigned = 0
    while (!signal.aborted) {
      const taken = await this.runBatch(language)
      assigned += taken
      await onBatch?.()
      if (taken < BATCH) break
    }
    return assigned
  }

  private async runBatch(language: string): Promise<number> {
    const { db, clock } = this.needs
    const now = clock.now()
    const done = await db.transaction(async (tx) => {
      const sequence = await lockLane(tx, language)
      const ready = await takeReady(tx, language, settledBefore(now, this.needs.settleSeconds), BATCH)
      if (ready.length === 0) return null
      const clusterer = await this.takeIndex(tx, language, sequence)
      await assignAll(tx, language, ready, clusterer, now)
      return { sequence: await advanceLane(tx, language), clusterer, taken: ready.length }
    })
    if (!done) return 0
    this.indexes.set(language, done)
    return done.taken
  }

  /** The index is taken out while a batch is under way: one whose transaction fails has seen what was never stored. */
  private async takeIndex(tx: Queryable, language: string, sequence: string): Promise<Clusterer> {
    const cached = this.indexes.get(language)
    this.indexes.delete(language)
    if (cached?.sequence === sequence) return cached.clusterer
    return this.rebuildIndex(tx, language)
  }

  private async rebuildIndex(tx: Queryable, language: string): Promise<Clusterer> {
    const clusterer = createClusterer({
      settings: defaultSettings,
      newStoryId: (article: ClusterArticle) => this.needs.newStoryId(article.publishedAt ?? this.needs.clock.now()),
    })
    const newest = await newestPlaced(tx, language)
    if (!newest) return clusterer
    const from = new Date(newest.getTime() - defaultSettings.openDays * 86_400_000)
    for (const placed of await listOpen(tx, language, from)) {
      clusterer.restore(placed, { storyId: placed.storyId, originalId: placed.originalId })
    }
    return clusterer
  }
}

/** Rounds that started before this no longer hold back their articles. */
export const settledBefore = (now: Date, settleSeconds: number): Date => new Date(now.getTime() - settleSeconds * 1000)

async function assignAll(
  tx: Queryable,
  language: string,
  ready: readonly ClusterArticle[],
  clusterer: Clusterer,
  now: Date,
): Promise<void> {
  let placements: Placement[] = []
  for (const article of ready) {
    const assignment = clusterer.assign(article)
    placements.push(placementOf(article, assignment))
    if (assignment.merges.length === 0) continue
    // A merge moves rows, so what was decided before it must be there first.
    await savePlacements(tx, language, placements, settingsVersion, now)
    placements = []
    for (const merge of assignment.merges) await mergeStory(tx, merge, settingsVersion, now)
  }
  await savePlacements(tx, language, placements, settingsVersion, now)
}

function placementOf(article: ClusterArticle, assignment: Assignment): Placement {
  const { copyOf, decision } = assignment
  return {
    articleId: article.id,
    storyId: assignment.storyId,
    isNewStory: assignment.isNewStory,
    originalId: copyOf?.originalId ?? null,
    copyKind: copyOf?.kind ?? null,
    containment: copyOf?.containment ?? null,
    rule: copyOf?.rule ?? decision.rule,
    decision,
  }
}
