/** Which story each article is in while stories open, merge and are divided. Every step costs the articles that it moves. */
export class StoryPartition {
  readonly #stories = new Map<string, string>()
  readonly #members = new Map<string, Set<string>>()
  readonly #successors = new Map<string, string>()

  storyOf(articleId: string): string | null {
    return this.#stories.get(articleId) ?? null
  }

  /** In the order in which they came to the story. */
  membersOf(storyId: string): readonly string[] {
    return [...(this.#members.get(storyId) ?? [])]
  }

  isOpen(storyId: string): boolean {
    return this.#members.has(storyId)
  }

  /** The story that a merge made of it; the id itself where none did. */
  successorOf(storyId: string): string {
    let at = storyId
    for (;;) {
      const next = this.#successors.get(at)
      if (next === undefined) return at
      at = next
    }
  }

  successions(): ReadonlyMap<string, string> {
    return this.#successors
  }

  put(articleId: string, storyId: string): void {
    const before = this.#stories.get(articleId)
    if (before === storyId) return
    if (before !== undefined) this.#leave(articleId, before)
    this.#stories.set(articleId, storyId)
    const members = this.#members.get(storyId)
    if (members) members.add(articleId)
    else this.#members.set(storyId, new Set([articleId]))
  }

  merge(from: string, into: string): void {
    if (this.successorOf(into) === from) return
    for (const articleId of this.membersOf(from)) this.put(articleId, into)
    this.#successors.set(from, into)
  }

  /** Lets a story that had ended go by its own id again. */
  revive(storyId: string): void {
    this.#successors.delete(storyId)
  }

  #leave(articleId: string, storyId: string): void {
    const members = this.#members.get(storyId)
    members?.delete(articleId)
    if (members?.size === 0) this.#members.delete(storyId)
  }
}
