/**
 * What an analyst may decide. `must_link` and `cannot_link` hold what stands: articles stay together, or stay apart. A
 * `pin` puts an article into a story and keeps it there, a `lock` closes a story to everything automatic. The acts
 * `merge`, `split` and `move` change stories and leave such constraints behind, so that no later run takes them back.
 */
export type DecisionKind = 'must_link' | 'cannot_link' | 'pin' | 'lock' | 'merge' | 'split' | 'move'

/** A decision as rules and contradictions are derived from it. */
export interface Decision {
  readonly id: string
  readonly kind: DecisionKind
  readonly author: string
  /** The analyst's own words; never empty. */
  readonly reason: string
  readonly at: Date
  /** Articles it speaks of: those that are linked, kept apart, or held in a story. Of a merge the two lead articles. */
  readonly articleIds: readonly string[]
  /** Articles with which none of `articleIds` may share a story. */
  readonly apartIds: readonly string[]
  /** Story that holds the articles, that a merge keeps, or that is locked. Null for links, and while a split waits. */
  readonly storyId: string | null
  /** Story that a merge ends or a split divides. */
  readonly fromStoryId: string | null
  /** False while it waits for the lane. */
  readonly isApplied: boolean
}

/**
 * `applied`: the lane did what it says. `refused`: it contradicted other decisions by the time the lane came to it.
 * `withdrawn`: it was undone before the lane came to it.
 */
export type DecisionOutcome = 'applied' | 'refused' | 'withdrawn'

/** A decision with all that has become of it. */
export interface DecisionRecord extends Decision {
  readonly language: string
  readonly appliedAt: Date | null
  readonly outcome: DecisionOutcome | null
  /** What it contradicts now, in words; null when nothing. */
  readonly problem: string | null
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  readonly undoneReason: string | null
  readonly undoAppliedAt: Date | null
}

/** Whether later runs must obey it: neither undone nor refused. One that waits for the lane counts. */
export const isInForce = ({ undoneAt, outcome }: DecisionRecord): boolean =>
  undoneAt === null && (outcome === null || outcome === 'applied')

const holding: ReadonlySet<DecisionKind> = new Set(['pin', 'move', 'split'])
const linking: ReadonlySet<DecisionKind> = new Set(['must_link', 'merge'])

/** Whether it keeps its articles in one story by name. */
export const holds = ({ kind }: Pick<Decision, 'kind'>): boolean => holding.has(kind)

/** Whether its articles must be in one story, whichever that is. */
export const links = ({ kind }: Pick<Decision, 'kind'>): boolean => linking.has(kind)

/** Ids are whole numbers of any length: the shorter is the lower. */
export const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
