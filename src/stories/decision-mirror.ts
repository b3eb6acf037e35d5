import type { ApplyNeeds } from './decision-apply.ts'
import type { Moved } from './decision-moves.ts'
import { takeFeatures } from './repository-features.ts'
import { defaultSettings } from './settings.ts'

/** Follows a move of rows in memory. */
export async function mirrorMove(
  { tx, mirror, now }: ApplyNeeds,
  { movedIds, partedIds }: Moved,
  storyId: string,
): Promise<void> {
  if (!mirror || movedIds.length === 0) return
  const taken = await takeFeatures(tx, partedIds, defaultSettings, now)
  const features = new Map([...taken].map(([articleId, one]) => [articleId, one.features]))
  mirror.moveArticles(movedIds, storyId, features)
}
