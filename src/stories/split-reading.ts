import type { Queryable } from '../db/database.ts'
import type { AnalystRules } from './analyst-rules.ts'
import { OpenOriginals } from './open-originals.ts'
import type { Original } from './original.ts'
import { loadRules } from './repository-decisions.ts'
import { loadFeatures } from './repository-features.ts'
import { readOpen } from './repository-open.ts'
import { type LargeStories, listMemberIds, type StoryMembers } from './repository-split.ts'
import type { ClusterSettings } from './settings.ts'

/** A story to search, with its originals that have features, in stream order. */
export interface StoryToSplit {
  readonly storyId: string
  readonly reports: readonly Original[]
  readonly members: StoryMembers
}

/** What the search needs to know of a language. */
export interface SplitReading {
  readonly stories: readonly StoryToSplit[]
  /** Holds the reports of these stories, under the IDF of all open ones. */
  readonly index: OpenOriginals
  readonly rules: AnalystRules
}

/**
 * Reads the large stories of a language as its lane sees them, without the lane: their reports are kept whole, all other
 * open originals only count in the frequencies of terms. O(open articles of the language).
 * @param onStep awaited between two readings; what it throws ends the reading
 */
export async function readToSplit(
  tx: Queryable,
  { language, openFrom, storyIds }: LargeStories,
  settings: ClusterSettings,
  onStep: () => Promise<void>,
): Promise<SplitReading> {
  const index = new OpenOriginals(settings)
  const reports = new Map<string, Original[]>(storyIds.map((storyId) => [storyId, []]))
  let sequence = 0
  for await (const step of readOpen(tx, language, openFrom)) {
    await onStep()
    const originals = step.filter(({ originalId }) => originalId === null)
    const known = await loadFeatures(
      tx,
      originals.map(({ id }) => id),
      settings,
    )
    for (const { id, storyId, publishedAt } of originals) {
      const features = known.get(id)?.features
      if (!features) continue // without a text there is nothing to compare
      const kept = reports.get(storyId)
      if (!kept) {
        index.count(features)
        continue
      }
      const original = index.take(features, { articleId: id, groupId: id, at: publishedAt.getTime(), sequence })
      index.place(original, features, [])
      kept.push(original)
      sequence += 1
    }
  }
  const members = await listMemberIds(tx, storyIds)
  const stories = storyIds.map((storyId) => ({
    storyId,
    reports: reports.get(storyId) ?? [],
    members: members.get(storyId) ?? new Map<string, string>(),
  }))
  return { stories, index, rules: await loadRules(tx, language) }
}
