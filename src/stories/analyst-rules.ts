/**
 * What analysts have decided about the stories of one language. Every assignment and every merge obeys it; articles and
 * stories are named by id.
 */
export interface AnalystRules {
  /** Articles that must be in one story, told both ways. */
  readonly mustLink: ReadonlyMap<string, ReadonlySet<string>>
  /** Articles that must not be in one story, told both ways: neither by joining nor by a merge. */
  readonly cannotLink: ReadonlyMap<string, ReadonlySet<string>>
  /** The story in which an analyst put an article; no automatic step moves it out of that story or its successor. */
  readonly pinned: ReadonlyMap<string, string>
  /** Stories that nothing joins, leaves or merges with by itself. */
  readonly locked: ReadonlySet<string>
}

export const noRules: AnalystRules = {
  mustLink: new Map(),
  cannotLink: new Map(),
  pinned: new Map(),
  locked: new Set(),
}
