import { StoryPartition } from './replay-partition.ts'

/** An article in a replay. */
export interface ReplayPlace {
  readonly articleId: string
  readonly publishedAt: Date
  /** The original that it copies; null for an original. */
  originalId: string | null
  readonly copyKind: string | null
  readonly containment: number | null
  /** The terms that lead to it; null where its index has to choose them. */
  readonly indexTerms: readonly number[] | null
  /** False for one that stands where the lane once put it, because its time is outside the span. */
  readonly isReplayed: boolean
}

/** The articles of one lane in a replay, in the order of the stream: where they are stored, and where the replay put them. */
export class ReplayState {
  readonly stored = new StoryPartition()
  readonly replayed = new StoryPartition()
  readonly places = new Map<string, ReplayPlace>()
  readonly #copies = new Map<string, Set<string>>()
  /** Copies that a decision parted from their originals. */
  readonly #parted = new Map<string, { readonly originalId: string; readonly decisionId: string }>()

  add(place: ReplayPlace, storyId: string): void {
    this.places.set(place.articleId, place)
    this.replayed.put(place.articleId, storyId)
    if (place.originalId !== null) this.#noteCopy(place.originalId, place.articleId)
  }

  copiesOf(articleId: string): readonly string[] {
    return [...(this.#copies.get(articleId) ?? [])]
  }

  /**
   * Makes originals of the copies whose original is in another story now.
   * @param articleIds that have moved
   * @returns those copies
   */
  part(articleIds: readonly string[], decisionId: string): readonly string[] {
    const concerned = new Set(articleIds.flatMap((articleId) => [articleId, ...this.copiesOf(articleId)]))
    return [...concerned].filter((articleId) => {
      const place = this.places.get(articleId)
      const originalId = place?.originalId ?? null
      if (!place || originalId === null || !this.places.has(originalId)) return false
      if (this.replayed.storyOf(originalId) === this.replayed.storyOf(articleId)) return false
      place.originalId = null
      this.#copies.get(originalId)?.delete(articleId)
      this.#parted.set(articleId, { originalId, decisionId })
      return true
    })
  }

  /** Makes copies again of those that a decision, now undone, parted from originals beside which they stand again. */
  reunite(decisionId: string): boolean {
    let any = false
    for (const [articleId, parted] of this.#parted) {
      const place = this.places.get(articleId)
      if (!place || parted.decisionId !== decisionId) continue
      if (this.replayed.storyOf(parted.originalId) !== this.replayed.storyOf(articleId)) continue
      place.originalId = parted.originalId
      this.#noteCopy(parted.originalId, articleId)
      this.#parted.delete(articleId)
      any = true
    }
    return any
  }

  #noteCopy(originalId: string, articleId: string): void {
    const copies = this.#copies.get(originalId)
    if (copies) copies.add(articleId)
    else this.#copies.set(originalId, new Set([articleId]))
  }
}
