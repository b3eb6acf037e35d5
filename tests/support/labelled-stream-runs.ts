import type { Assignment } from '../../src/stories/cluster-article.ts'
import type { Clusterer } from '../../src/stories/clusterer.ts'
import type { LabelledArticle, LabelledStream } from './labelled-stream.ts'
import { gluedTruths, type GroupingScores, scoreGrouping } from './labelled-stream-scores.ts'

/** An article with where the engine put it, after all merges. */
export interface PlacedArticle {
  readonly article: LabelledArticle
  readonly assignment: Assignment
  readonly storyId: string
}

/** What of a clusterer a run needs. */
export type MakeClusterer = () => Pick<Clusterer, 'assign' | 'restore'>

/** Runs a stream through a clusterer. With `restoreAt`, a second one is rebuilt there from the stored decisions and goes on. */
export function placeAll(makeClusterer: MakeClusterer, stream: LabelledStream, restoreAt = Infinity): PlacedArticle[] {
  let clusterer = makeClusterer()
  const assignments: Assignment[] = []
  const stories = new Stories()
  stream.forEach((article, at) => {
    if (at === restoreAt) {
      clusterer = makeClusterer()
      stream.slice(0, at).forEach((earlier, index) => {
        const originalId = assignments[index]?.copyOf?.originalId ?? null
        clusterer.restore(earlier, { storyId: stories.current(assignments[index]?.storyId ?? ''), originalId })
      })
    }
    const assignment = clusterer.assign(article)
    assignments.push(assignment)
    for (const { from, into } of assignment.merges) stories.merge(from, into)
  })
  return stream.map((article, at) => {
    const assignment = assignments[at] as Assignment
    return { article, assignment, storyId: stories.current(assignment.storyId) }
  })
}

class Stories {
  readonly #successors = new Map<string, string>()

  merge(from: string, into: string): void {
    this.#successors.set(from, into)
  }

  current(id: string): string {
    let current = id
    for (let next = this.#successors.get(current); next !== undefined; next = this.#successors.get(current))
      current = next
    return current
  }
}

/** Scores of stories and of copies over one run. */
export interface StreamScores extends GroupingScores {
  readonly articles: number
  readonly trueStories: number
  readonly foundStories: number
  /** Found stories that hold articles of more than one. */
  readonly glued: number
  /** Copies told to be copies of the right text; copies not seen; articles wrongly called a copy of another's text. */
  readonly copiesFound: number
  readonly copiesMissed: number
  readonly falseCopies: number
}

export function scoreRun(placed: readonly PlacedArticle[]): StreamScores {
  const items = labelsOf(placed)
  const rootOf = new Map(placed.map(({ article }) => [article.id, article.originalId ?? article.id]))
  // When a copy comes before its original, the engine must take the later one for the copy: the group decides.
  const groups = new Map<string, number>()
  for (const root of rootOf.values()) groups.set(root, (groups.get(root) ?? 0) + 1)
  let copiesFound = 0
  let falseCopies = 0
  for (const { article, assignment } of placed) {
    if (!assignment.copyOf) continue
    const told = rootOf.get(assignment.copyOf.originalId)
    if (told === rootOf.get(article.id)) copiesFound++
    else falseCopies++
  }
  const copies = [...groups.values()].reduce((sum, size) => sum + size - 1, 0)
  return {
    ...scoreGrouping(items),
    articles: placed.length,
    trueStories: new Set(items.map(({ truth }) => truth)).size,
    foundStories: new Set(items.map(({ found }) => found)).size,
    glued: gluedTruths(items).length,
    copiesFound,
    copiesMissed: copies - copiesFound,
    falseCopies,
  }
}

export const labelsOf = (placed: readonly PlacedArticle[]) =>
  placed.map(({ article, storyId }) => ({ truth: article.story, found: storyId }))
