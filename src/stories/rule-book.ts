import type { AnalystRules } from './analyst-rules.ts'
import type { Story } from './story.ts'

/** Why an article may not join a story. */
export type Bar = 'cannot-link' | 'locked'

type StoryOf = (articleId: string) => Story | null

/** What analysts' rules mean for the open stories. Every question costs the links of the articles asked about. */
export class RuleBook {
  readonly #rules: AnalystRules
  readonly #storyOf: StoryOf
  readonly #pinnedTo = new Map<string, string[]>()

  /** @param storyOf the open story that an article is in */
  constructor(rules: AnalystRules, storyOf: StoryOf) {
    this.#rules = rules
    this.#storyOf = storyOf
    for (const [articleId, storyId] of rules.pinned) {
      const others = this.#pinnedTo.get(storyId)
      if (others) others.push(articleId)
      else this.#pinnedTo.set(storyId, [articleId])
    }
  }

  /** The story to which an article is pinned, by id; null when it is not pinned. */
  pinOf(articleId: string): string | null {
    return this.#rules.pinned.get(articleId) ?? null
  }

  /**
   * The oldest open story with an article that is pinned to the same story: where stories were made anew, it is the one
   * that stands for the one that the analyst named.
   */
  storyWithPin(storyId: string): Story | null {
    return this.#oldestOf(this.#pinnedTo.get(storyId) ?? [])
  }

  /** The oldest open story with an article that the given one must be with, by way of whatever others. */
  linkedStory(articleId: string): Story | null {
    const linked = new Set([articleId])
    for (const one of linked) for (const other of this.#rules.mustLink.get(one) ?? []) linked.add(other)
    linked.delete(articleId)
    return this.#oldestOf([...linked].filter((other) => !this.#isBarredFrom(articleId, this.#storyOf(other))))
  }

  /** Why the article may not join the story by itself; null when it may. */
  barOf(articleId: string, story: Story): Bar | null {
    if (this.#rules.locked.has(story.id)) return 'locked'
    return this.#isBarredFrom(articleId, story) ? 'cannot-link' : null
  }

  /** Whether two stories may become one by themselves. O(articles with a cannot-link). */
  allowsMerge(a: Story, b: Story): boolean {
    if (this.#rules.locked.has(a.id) || this.#rules.locked.has(b.id)) return false
    for (const articleId of this.#rules.cannotLink.keys()) {
      if (this.#storyOf(articleId) === a && this.#isBarredFrom(articleId, b)) return false
    }
    return true
  }

  #isBarredFrom(articleId: string, story: Story | null): boolean {
    if (!story) return false
    for (const other of this.#rules.cannotLink.get(articleId) ?? []) if (this.#storyOf(other) === story) return true
    return false
  }

  #oldestOf(articleIds: readonly string[]): Story | null {
    const stories = articleIds.flatMap((articleId) => this.#storyOf(articleId) ?? [])
    return stories.toSorted((a, b) => a.sequence - b.sequence)[0] ?? null
  }
}
