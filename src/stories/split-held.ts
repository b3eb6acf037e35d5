import type { AnalystRules } from './analyst-rules.ts'
import type { HeldReports } from './split-parts.ts'
import type { StoryMembers } from './repository-split.ts'

/**
 * What analysts' rules ask of the reports of a story. A copy that is held holds its original, with which it goes. What is
 * linked with a report that is not compared, or pinned, stays with the story. O(members and their links).
 * @param compared the reports that are to be parted
 */
export function heldReports(
  storyId: string,
  members: StoryMembers,
  compared: ReadonlySet<string>,
  rules: Pick<AnalystRules, 'mustLink' | 'pinned'>,
): HeldReports {
  const together: string[][] = []
  const staying: string[] = []
  for (const [articleId, originalId] of members) {
    if (rules.pinned.get(articleId) === storyId) staying.push(originalId)
    const linked = [...(rules.mustLink.get(articleId) ?? [])].flatMap((other) => members.get(other) ?? [])
    if (linked.length === 0) continue
    const group = [originalId, ...linked]
    together.push(group)
    if (group.some((id) => !compared.has(id))) staying.push(...group)
  }
  return { together, staying }
}
