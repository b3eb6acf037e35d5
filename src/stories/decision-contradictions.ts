import { byId, type Decision } from './decision.ts'
import { DecisionGraph, heldStory, type Standing } from './decision-graph.ts'

/**
 * - `apart-yet-together`: articles that must not share a story are asked, or found, to share one.
 * - `two-stories`: articles that must be together are held in different stories.
 * - `left-behind`: articles that must be together, of which one stands outside the story that holds the other.
 * - `locked`: a decision that waits for the lane would change a locked story.
 */
export type ContradictionKind = 'apart-yet-together' | 'two-stories' | 'left-behind' | 'locked'

export interface Contradiction {
  readonly kind: ContradictionKind
  /** All decisions that together ask for what cannot be, by id: undoing one of them may be enough. */
  readonly decisionIds: readonly string[]
  /** An example of the articles that it is about, and the stories. */
  readonly articleIds: readonly string[]
  readonly storyIds: readonly string[]
}

/**
 * Everything that these decisions ask for and that cannot be, given where articles and stories stand. The order of the
 * decisions does not matter. Of many pairs of articles with one and the same cause the first is told.
 *
 * O(articles of the decisions + pairs that are kept apart), and one search per contradiction.
 * @param decisions that are in force, those that wait for the lane among them
 */
export function contradictionsIn(decisions: readonly Decision[], standing: Standing): readonly Contradiction[] {
  const sorted = [...decisions].sort((a, b) => byId(a.id, b.id))
  const graph = new DecisionGraph(sorted, standing)
  const found = [
    ...sorted.flatMap((decision) => togetherThoughApart(decision, graph, standing)),
    ...inTwoStories(graph),
    ...leftBehind(graph, standing),
    ...changesOfLocked(sorted, standing),
  ]
  return [...new Map(found.map((contradiction) => [keyOf(contradiction), contradiction])).values()]
}

/** Equal for what the same decisions ask for, whatever the articles of the example. */
export const keyOf = ({ kind, decisionIds }: Contradiction): string => `${kind} ${decisionIds.join(' ')}`

const inOrder = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort(byId)

function togetherThoughApart(decision: Decision, graph: DecisionGraph, standing: Standing): Contradiction[] {
  const found: Contradiction[] = []
  const apart = [...decision.apartIds].sort(byId)
  for (const a of [...decision.articleIds].sort(byId)) {
    for (const b of apart) {
      const between = waysTogether(a, b, graph, standing)
      if (!between) continue
      const decisionIds = inOrder([decision.id, ...between])
      found.push({
        kind: 'apart-yet-together',
        decisionIds,
        articleIds: [a, b],
        storyIds: storiesOf([a], graph, standing),
      })
    }
  }
  return found
}

/** The decisions by which two articles come to be in one story; null when they do not. */
function waysTogether(a: string, b: string, graph: DecisionGraph, standing: Standing): readonly string[] | null {
  if (graph.areTogether(a, b)) return graph.decisionsBetween({ articleId: a }, { articleId: b })
  const [placeA, placeB] = [placeOf(a, graph, standing), placeOf(b, graph, standing)]
  if (!placeA || !placeB || !graph.areOneStory(placeA.storyId, placeB.storyId)) return null
  return [
    ...(placeA.isHeld ? graph.decisionsBetween({ articleId: a }, { storyId: placeA.storyId }) : []),
    ...(placeB.isHeld ? graph.decisionsBetween({ articleId: b }, { storyId: placeB.storyId }) : []),
    ...graph.decisionsBetween({ storyId: placeA.storyId }, { storyId: placeB.storyId }),
  ]
}

function placeOf(
  articleId: string,
  graph: DecisionGraph,
  standing: Standing,
): { readonly storyId: string; readonly isHeld: boolean } | null {
  const holding = graph.storyHolding(articleId)
  if (holding !== null) return { storyId: holding, isHeld: true }
  const storyId = standing.storyOf(articleId)
  return storyId === null ? null : { storyId, isHeld: false }
}

const storiesOf = (articleIds: readonly string[], graph: DecisionGraph, standing: Standing): readonly string[] =>
  articleIds.flatMap((articleId) => placeOf(articleId, graph, standing)?.storyId ?? [])

function inTwoStories(graph: DecisionGraph): Contradiction[] {
  return graph.disputedStories().flatMap(([first = '', ...others]) =>
    others
      .filter((other) => !graph.areOneStory(first, other))
      .map((other) => {
        const decisionIds = inOrder(graph.decisionsBetween({ storyId: first }, { storyId: other }))
        const articleIds = [...graph.held].filter(([, story]) => story === first || story === other).map(([id]) => id)
        return { kind: 'two-stories', decisionIds, articleIds: articleIds.sort(byId), storyIds: [first, other] }
      }),
  )
}

/** Articles that are linked and not held by name: they must stand where those stand that they are linked with. */
function leftBehind(graph: DecisionGraph, standing: Standing): Contradiction[] {
  const free = [...graph.linked].filter((articleId) => !graph.held.has(articleId)).sort(byId)
  const found: Contradiction[] = []
  const seen: string[] = []
  for (const articleId of free) {
    const stands = standing.storyOf(articleId)
    if (stands === null) continue
    const holding = graph.storyHolding(articleId)
    if (holding !== null && !graph.areOneStory(stands, holding)) {
      const decisionIds = inOrder(graph.decisionsBetween({ articleId }, { storyId: holding }))
      found.push({ kind: 'left-behind', decisionIds, articleIds: [articleId], storyIds: [stands, holding] })
    }
    const other = holding === null ? seen.find((before) => graph.areTogether(before, articleId)) : undefined
    const otherStands = other === undefined ? null : standing.storyOf(other)
    if (other !== undefined && otherStands !== null && !graph.areOneStory(stands, otherStands)) {
      const decisionIds = inOrder(graph.decisionsBetween({ articleId: other }, { articleId }))
      found.push({ kind: 'left-behind', decisionIds, articleIds: [other, articleId], storyIds: [otherStands, stands] })
    }
    seen.push(articleId)
  }
  return found
}

function changesOfLocked(decisions: readonly Decision[], standing: Standing): Contradiction[] {
  const waiting = decisions.filter(({ isApplied, kind }) => !isApplied && kind !== 'lock')
  return decisions.flatMap((lock) => {
    if (lock.kind !== 'lock' || lock.storyId === null) return []
    const locked = standing.successorOf(lock.storyId)
    return waiting
      .filter((decision) => storiesChangedBy(decision, standing).includes(locked))
      .map(({ id, articleIds }) => ({
        kind: 'locked' as const,
        decisionIds: inOrder([lock.id, id]),
        articleIds,
        storyIds: [locked],
      }))
  })
}

/** Stories that get or lose articles when the decision is applied. */
export function storiesChangedBy(decision: Decision, standing: Standing): readonly string[] {
  const { kind, storyId, fromStoryId, articleIds } = decision
  const named = [storyId, fromStoryId].flatMap((id) => (id === null ? [] : standing.successorOf(id)))
  if (kind === 'merge' || kind === 'split') return named
  if (kind !== 'pin' && kind !== 'move') return []
  const into = standing.successorOf(heldStory(decision))
  const left = articleIds.flatMap((articleId) => standing.storyOf(articleId) ?? []).filter((story) => story !== into)
  return left.length === 0 ? [] : [into, ...left]
}
