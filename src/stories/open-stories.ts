import type { ArticleFeatures } from './article-features.ts'
import { type Member, Original } from './original.ts'
import type { OpenOriginals } from './open-originals.ts'
import { Story } from './story.ts'

/** The open stories of one language and who is in them: joining, merging, moving, closing, and nothing of deciding. */
export class OpenStories {
  readonly #originals: OpenOriginals
  readonly #stories = new Map<string, Story>()
  readonly #members = new Map<string, Member>()
  /** Originals that stand in for one that had left, by the id of that one. */
  readonly #standIns = new Map<string, Original>()
  /** By the id of a story that ended in another while that was open. */
  readonly #successors = new Map<string, Story>()

  constructor(originals: OpenOriginals) {
    this.#originals = originals
  }

  get(storyId: string): Story | undefined {
    return this.#stories.get(storyId)
  }

  /** The open story that answers for an id: itself, or the one that took it over while it was open. */
  successorOf(storyId: string): Story | null {
    return this.#stories.get(storyId) ?? this.#successors.get(storyId) ?? null
  }

  member(articleId: string): Member | undefined {
    return this.#members.get(articleId)
  }

  /** The open original that copies of it name by this id. */
  originalOf(groupId: string): Original | undefined {
    const member = this.#members.get(groupId)
    return member instanceof Original ? member : this.#standIns.get(groupId)
  }

  open(storyId: string): Story {
    const story = this.#stories.get(storyId) ?? new Story(storyId)
    this.#stories.set(storyId, story)
    return story
  }

  add(member: Member, story: Story): void {
    story.add(member)
    this.#members.set(member.articleId, member)
    if (member instanceof Original && member.groupId !== member.articleId) this.#standIns.set(member.groupId, member)
  }

  merge(from: Story, into: Story): void {
    if (from === into) return
    into.absorb(from)
    this.#stories.delete(from.id)
    for (const id of from.formerIds) this.#successors.set(id, into)
    this.#successors.set(from.id, into)
  }

  /**
   * Moves articles into a story, which is opened when nobody knows it; a story left empty disappears. A copy whose original
   * is in another story afterwards, moved or left behind, becomes an original where its features are given, and a member
   * without terms otherwise. O(members of the stories concerned).
   */
  move(articleIds: readonly string[], storyId: string, features: ReadonlyMap<string, ArticleFeatures>): void {
    const moving = new Set(articleIds.flatMap((articleId) => this.#members.get(articleId) ?? []))
    const into = this.successorOf(storyId) ?? (moving.size > 0 ? this.open(storyId) : null)
    if (!into) return
    const left = new Set<Story>()
    for (const { story } of moving) if (story && story !== into) left.add(story)
    for (const story of left) story.release(moving)
    for (const member of moving) if (member.story !== into) into.add(member)
    for (const story of [into, ...left]) this.#freeParted(story, features)
    for (const story of left) if (story.members.length === 0) this.#stories.delete(story.id)
  }

  /** Closes the stories without an article since `oldest`, in milliseconds since 1970. O(open stories). */
  closeBefore(oldest: number): void {
    for (const story of this.#stories.values()) if (story.lastAt < oldest) this.#close(story)
  }

  #freeParted(story: Story, features: ReadonlyMap<string, ArticleFeatures>): void {
    const parted = story.members.filter((member) => {
      return !(member instanceof Original) && this.originalOf(member.groupId)?.story !== story
    })
    for (const copy of parted) {
      const own = features.get(copy.articleId)
      if (!own) continue
      const { articleId, at, sequence } = copy
      const original = this.#originals.take(own, { articleId, groupId: articleId, at, sequence })
      const terms = this.#originals.heaviest(original)
      story.release(new Set([copy]))
      this.add(original, story)
      this.#originals.place(
        original,
        own,
        terms.map(({ position }) => position),
      )
    }
  }

  #close(story: Story): void {
    this.#stories.delete(story.id)
    for (const id of story.formerIds) this.#successors.delete(id)
    for (const { articleId, groupId } of story.members) {
      this.#members.delete(articleId)
      if (groupId !== articleId) this.#standIns.delete(groupId)
    }
    for (const original of story.originals) this.#originals.remove(original)
  }
}
