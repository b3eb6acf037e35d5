import type { Queryable } from '../db/database.ts'
import type { AnalystRules } from './analyst-rules.ts'
import { rulesOf } from './decision-rules.ts'
import type { ReplayState } from './replay-state.ts'
import { listObeyedAt } from './repository-decisions.ts'
import { loadSuccessorsAt } from './repository-ledger.ts'

/**
 * What analysts had decided by `at`, for the stories of a replay.
 * @param since when the replay began: a story is followed through the stored merges before, and those of the replay after
 */
export async function rulesAt(
  db: Queryable,
  state: ReplayState,
  { language, at, since }: { readonly language: string; readonly at: Date; readonly since: Date },
): Promise<AnalystRules> {
  const decisions = await listObeyedAt(db, language, at)
  const named = new Set(decisions.flatMap(({ storyId }) => storyId ?? []))
  const successors = await loadSuccessorsAt(db, [...named], since)
  return rulesOf(decisions, (id) => state.replayed.successorOf(successors.get(id) ?? id))
}

/** Articles that have to go into a story for the rules to hold; a story of their own where none is named. */
export interface Settling {
  readonly articleIds: readonly string[]
  readonly storyId: string | null
}

/**
 * The next move that the rules ask for where they do not hold, because a replay by other settings brought together or
 * apart what stood otherwise when the analyst decided: null when all of them hold.
 */
export function nextSettling(state: ReplayState, rules: AnalystRules): Settling | null {
  const storyOf = (articleId: string) => state.replayed.storyOf(articleId)
  const withCopies = (articleId: string) => [articleId, ...state.copiesOf(articleId)]
  for (const [articleId, storyId] of rules.pinned) {
    const at = storyOf(articleId)
    if (at !== null && at !== storyId && state.replayed.isOpen(storyId)) {
      return { articleIds: withCopies(articleId), storyId }
    }
  }
  for (const [articleId, others] of rules.mustLink) {
    const at = storyOf(articleId)
    if (at === null) continue
    for (const other of others) {
      const otherAt = storyOf(other)
      const isLater = otherAt !== null && otherAt !== at && !rules.pinned.has(other) && isBefore(articleId, other)
      if (isLater) return { articleIds: withCopies(other), storyId: at }
    }
  }
  for (const [articleId, others] of rules.cannotLink) {
    const at = storyOf(articleId)
    if (at === null) continue
    for (const other of others) {
      if (storyOf(other) !== at || rules.pinned.has(other) || !isBefore(articleId, other)) continue
      return { articleIds: withCopies(other).filter((one) => one !== articleId), storyId: null }
    }
  }
  return null
}

/** Ids are given in the order in which articles were seen. */
const isBefore = (a: string, b: string): boolean => BigInt(a) < BigInt(b)
