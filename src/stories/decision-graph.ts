import { type Decision, byId, holds, links } from './decision.ts'
import { LinkedGroups } from './decision-groups.ts'

/** Where articles and stories stand at the moment, whatever was decided. */
export interface Standing {
  /** The story that an article is in; null while it is in none. */
  storyOf(articleId: string): string | null
  /** The story that answers for an id today; the id itself where nothing is known of it. */
  successorOf(storyId: string): string
}

interface Edge {
  readonly to: string
  /** Null where two ids are one story by a merge that nobody decided. */
  readonly decisionId: string | null
}

const articleNode = (id: string): string => `article ${id}`
const storyNode = (id: string): string => `story ${id}`

/**
 * What must be together: articles and stories are the nodes; links, holds and merges the edges. Whatever is connected must
 * be one story, and the way between two nodes names the decisions that say so.
 */
export class DecisionGraph {
  readonly #edges = new Map<string, Edge[]>()
  readonly #together = new LinkedGroups()
  readonly #stories = new LinkedGroups()
  readonly #standing: Standing
  /** Each article that the decisions link, and a story for each that they hold by name. */
  readonly linked = new Set<string>()
  readonly held = new Map<string, string>()
  /** A story by the group of nodes that it must be together with. */
  readonly #storyOfGroup = new Map<string, string>()
  readonly #heldStories = new Set<string>()

  constructor(decisions: readonly Decision[], standing: Standing) {
    this.#standing = standing
    for (const decision of [...decisions].sort((a, b) => byId(a.id, b.id))) this.#add(decision)
    for (const edges of this.#edges.values()) edges.sort(byDecisionThenNode)
    for (const storyId of [...this.#heldStories].sort()) {
      const group = this.#together.groupOf(storyNode(storyId))
      if (!this.#storyOfGroup.has(group)) this.#storyOfGroup.set(group, storyId)
    }
  }

  areTogether(a: string, b: string): boolean {
    return this.#together.groupOf(articleNode(a)) === this.#together.groupOf(articleNode(b))
  }

  /** Whether two ids name one story: today, or once the merges among the decisions are done. */
  areOneStory(a: string, b: string): boolean {
    return this.storyGroup(a) === this.storyGroup(b)
  }

  /** What all ids of one story share. */
  storyGroup(storyId: string): string {
    return this.#stories.groupOf(storyNode(this.#standing.successorOf(storyId)))
  }

  /** The story that the decisions ask an article to be in; null when they name none. */
  storyHolding(articleId: string): string | null {
    return this.#storyOfGroup.get(this.#together.groupOf(articleNode(articleId))) ?? null
  }

  /** Held stories of each group that has more than one. */
  disputedStories(): readonly (readonly string[])[] {
    const byGroup = new Map<string, string[]>()
    for (const storyId of [...this.#heldStories].sort()) {
      const group = this.#together.groupOf(storyNode(storyId))
      byGroup.set(group, [...(byGroup.get(group) ?? []), storyId])
    }
    return [...byGroup.values()].filter((stories) => stories.length > 1)
  }

  /** Decisions on the shortest way between two articles or stories. */
  decisionsBetween(from: GraphEnd, to: GraphEnd): readonly string[] {
    const [start, goal] = [nodeOf(from), nodeOf(to)]
    const reachedBy = new Map<string, { node: string; decisionId: string | null } | null>([[start, null]])
    const queue = [start]
    for (const node of queue) {
      if (node === goal) break
      for (const { to: next, decisionId } of this.#edges.get(node) ?? []) {
        if (reachedBy.has(next)) continue
        reachedBy.set(next, { node, decisionId })
        queue.push(next)
      }
    }
    const passed: string[] = []
    for (let step = reachedBy.get(goal); step; step = reachedBy.get(step.node)) {
      if (step.decisionId !== null) passed.push(step.decisionId)
    }
    return passed
  }

  #add(decision: Decision): void {
    const { id, articleIds, storyId, fromStoryId } = decision
    if (links(decision)) {
      for (const articleId of articleIds) this.linked.add(articleId)
      for (const articleId of articleIds.slice(1)) {
        this.#connect(articleNode(articleIds[0] ?? articleId), articleNode(articleId), id)
      }
    }
    if (holds(decision)) {
      const story = heldStory(decision)
      this.#resolve(story)
      if (articleIds.length > 0) this.#heldStories.add(story)
      for (const articleId of articleIds) {
        this.held.set(articleId, story)
        this.#connect(articleNode(articleId), storyNode(story), id)
      }
    }
    if (decision.kind === 'merge' && storyId !== null && fromStoryId !== null) {
      this.#resolve(storyId)
      this.#resolve(fromStoryId)
      this.#connect(storyNode(fromStoryId), storyNode(storyId), id)
      this.#stories.link(
        storyNode(this.#standing.successorOf(fromStoryId)),
        storyNode(this.#standing.successorOf(storyId)),
      )
    }
  }

  #resolve(storyId: string): void {
    const successor = this.#standing.successorOf(storyId)
    if (successor !== storyId) this.#connect(storyNode(storyId), storyNode(successor), null)
  }

  #connect(a: string, b: string, decisionId: string | null): void {
    this.#together.link(a, b)
    for (const [from, to] of [[a, b] as const, [b, a] as const]) {
      const edges = this.#edges.get(from)
      if (edges) edges.push({ to, decisionId })
      else this.#edges.set(from, [{ to, decisionId }])
    }
  }
}

export type GraphEnd = { readonly articleId: string } | { readonly storyId: string }

const nodeOf = (end: GraphEnd): string => ('articleId' in end ? articleNode(end.articleId) : storyNode(end.storyId))

/** The story in which a decision holds its articles; a split that waits for the lane has yet to open its own. */
export const heldStory = ({ id, storyId }: Decision): string => storyId ?? `to be opened by decision ${id}`

/** Ways by decisions go before those that nobody decided, so that a contradiction names whom to ask. */
function byDecisionThenNode(a: Edge, b: Edge): number {
  if (a.decisionId === null || b.decisionId === null) {
    return Number(a.decisionId === null) - Number(b.decisionId === null) || (a.to < b.to ? -1 : 1)
  }
  return byId(a.decisionId, b.decisionId) || (a.to < b.to ? -1 : 1)
}
