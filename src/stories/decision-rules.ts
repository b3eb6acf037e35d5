import type { AnalystRules } from './analyst-rules.ts'
import { byId, type Decision, holds, links } from './decision.ts'
import { LinkedGroups } from './decision-groups.ts'

/**
 * What the decisions ask of every later run. Must-links are closed: whoever is linked by way of another is named. A
 * cannot-link holds for all articles that are linked with either side, because they will be in the same story. Of two pins
 * of one article the younger decision's counts; such a pair is a contradiction and told elsewhere.
 *
 * O(articles of the decisions + pairs that are kept apart).
 * @param decisions that are in force
 * @param successorOf the story that answers for an id today
 */
export function rulesOf(
  decisions: readonly Decision[],
  successorOf: (storyId: string) => string = (id) => id,
): AnalystRules {
  const groups = new LinkedGroups()
  for (const { articleIds } of decisions.filter(links)) {
    for (const articleId of articleIds.slice(1)) groups.link(articleIds[0] ?? articleId, articleId)
  }
  const members = groups.all()
  const together = (articleId: string): readonly string[] => members.get(groups.groupOf(articleId)) ?? [articleId]
  const mustLink = new Map<string, Set<string>>()
  for (const group of members.values()) {
    for (const a of group) for (const b of group) if (a !== b) note(mustLink, a, b)
  }
  const cannotLink = new Map<string, Set<string>>()
  for (const { articleIds, apartIds } of decisions) {
    for (const a of articleIds.flatMap(together)) {
      for (const b of apartIds.flatMap(together)) {
        note(cannotLink, a, b)
        note(cannotLink, b, a)
      }
    }
  }
  const pinned = new Map<string, string>()
  for (const { articleIds, storyId } of decisions.filter(holds).sort((a, b) => byId(a.id, b.id))) {
    if (storyId !== null) for (const articleId of articleIds) pinned.set(articleId, successorOf(storyId))
  }
  const locked = new Set<string>()
  for (const { kind, storyId } of decisions) if (kind === 'lock' && storyId !== null) locked.add(successorOf(storyId))
  return { mustLink, cannotLink, pinned, locked }
}

function note(pairs: Map<string, Set<string>>, from: string, to: string): void {
  const known = pairs.get(from)
  if (known) known.add(to)
  else pairs.set(from, new Set([to]))
}
