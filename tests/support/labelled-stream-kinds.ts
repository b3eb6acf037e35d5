import { labelsOf, type PlacedArticle } from './labelled-stream-runs.ts'
import { gluedTruths } from './labelled-stream-scores.ts'

/** Kind of a notice, told by its id: `closure-3` and its `closure-3-copy` are closures. */
export const kindOf = (id: string): string => id.replace(/-\d+(?:-(?:copy|report))?$/u, '')

/** Notices of one kind, other than copies and reports, that the engine put in one story: their ids, a story each. */
export function joinedNotices(placed: readonly PlacedArticle[], kind: string): string[][] {
  const stories = new Map<string, Set<string>>()
  for (const { article, storyId } of placed) {
    if (kindOf(article.id) !== kind) continue
    const held = stories.get(storyId) ?? new Set<string>()
    stories.set(storyId, held.add(article.story))
  }
  return [...stories.values()].filter((held) => held.size > 1).map((held) => [...held].sort())
}

/** Notices of different kinds that the engine put in one story: their ids, a story each. */
export const joinedKinds = (placed: readonly PlacedArticle[]): string[][] =>
  gluedTruths(labelsOf(placed)).filter((glued) => new Set(glued.map(kindOf)).size > 1)

/** Copies that were not told to be one of the right text, and articles that were called a copy of another's. */
export function copyErrors(placed: readonly PlacedArticle[]): string[] {
  const roots = new Map(placed.map(({ article }) => [article.id, article.originalId ?? article.id]))
  return placed.flatMap(({ article, assignment }) => {
    const told = assignment.copyOf ? roots.get(assignment.copyOf.originalId) : undefined
    if (told !== undefined && told !== roots.get(article.id)) return [`${article.id} is no copy of ${told}`]
    if (told === undefined && article.originalId !== null) return [`${article.id} is a copy of ${article.originalId}`]
    return []
  })
}
