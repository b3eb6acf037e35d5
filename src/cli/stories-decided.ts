import type { DecisionRecord } from '../stories/decision.ts'

/** What a decision has done, for its author. */
export function decidedLine(decision: DecisionRecord): string {
  const { id, storyId, fromStoryId, articleIds, apartIds, undoAppliedAt } = decision
  const undoing = `wirefold stories undo ${id} takes it back`
  if (undoAppliedAt !== null) return `decision ${id} is undone, and what it moved is back where it was`
  const articles = `article${articleIds.length === 1 ? '' : 's'} ${articleIds.join(', ')}`
  switch (decision.kind) {
    case 'merge':
      return `decision ${id}: ${fromStoryId ?? ''} is now part of ${storyId ?? ''}; ${undoing}`
    case 'split':
      return `decision ${id}: ${articles} left ${fromStoryId ?? ''} for the new story ${storyId ?? ''}; ${undoing}`
    case 'move':
    case 'pin':
      return `decision ${id}: ${articles} stay${articleIds.length === 1 ? 's' : ''} in ${storyId ?? ''}; ${undoing}`
    case 'lock':
      return `decision ${id}: nothing joins, leaves or merges with ${storyId ?? ''} by itself; ${undoing}`
    case 'must_link':
      return `decision ${id}: ${articles} stay together; ${undoing}`
    case 'cannot_link':
      return `decision ${id}: ${articles} and ${apartIds.join(', ')} stay apart; ${undoing}`
  }
}
