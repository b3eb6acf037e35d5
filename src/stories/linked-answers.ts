import type { Assignment } from './cluster-article.ts'
import type { StoryLink } from './linked-stories.ts'
import { StoryAnswers, type StoryAnswer } from './story-answers.ts'

/**
 * Answers in which linked stories have one id, that of the oldest: a link answers the articles of the younger side again.
 * Linked means connected, whatever the number of links between.
 */
export class LinkedAnswers {
  readonly #answers = new StoryAnswers()
  /** Stories by the id that they answer with, oldest first, and that id by story. */
  readonly #groups = new Map<string, string[]>()
  readonly #shown = new Map<string, string>()
  readonly #order = new Map<string, number>()
  readonly #given = new Map<string, StoryAnswer[]>()
  /** Ids that the present article has ended. */
  readonly #ended: string[] = []

  /** The answer for one article, then corrections: of merges first, then of links. */
  record(id: string, assignment: Assignment, links: readonly StoryLink[]): StoryAnswer[] {
    const { storyId } = assignment
    this.#open(storyId)
    const told = this.#answers.record(id, assignment)
    for (const { from, into } of assignment.merges) this.#join(from, into)
    for (const { storyA, storyB } of links) this.#join(storyA, storyB)
    const out = told.map((answer) => ({ ...answer, storyId: this.#shownFor(answer.storyId) }))
    const corrections = this.#corrections(new Set(out.map((answer) => answer.id)))
    for (const answer of out) this.#note(answer)
    return [...out, ...corrections]
  }

  #open(storyId: string): void {
    if (this.#shown.has(storyId)) return
    this.#order.set(storyId, this.#order.size)
    this.#shown.set(storyId, storyId)
    this.#groups.set(storyId, [storyId])
  }

  #join(a: string, b: string): void {
    this.#open(a)
    this.#open(b)
    const [one, other] = [this.#shownFor(a), this.#shownFor(b)]
    if (one === other) return
    const [kept, ended] = this.#orderOf(one) < this.#orderOf(other) ? [one, other] : [other, one]
    const joining = this.#groups.get(ended) ?? []
    this.#groups.delete(ended)
    for (const storyId of joining) this.#shown.set(storyId, kept)
    this.#groups.set(kept, [...(this.#groups.get(kept) ?? []), ...joining])
    this.#ended.push(ended)
  }

  #corrections(answered: ReadonlySet<string>): StoryAnswer[] {
    const corrected: StoryAnswer[] = []
    for (const ended of this.#ended.splice(0)) {
      const given = this.#given.get(ended) ?? []
      this.#given.delete(ended)
      for (const answer of given) {
        if (answered.has(answer.id)) continue
        const now = { ...answer, storyId: this.#shownFor(ended) }
        this.#note(now)
        corrected.push(now)
      }
    }
    return corrected
  }

  #note(answer: StoryAnswer): void {
    const given = this.#given.get(answer.storyId)
    if (!given) this.#given.set(answer.storyId, [answer])
    else if (!given.some(({ id }) => id === answer.id)) given.push(answer)
  }

  #shownFor(storyId: string): string {
    return this.#shown.get(storyId) ?? storyId
  }

  #orderOf(storyId: string): number {
    return this.#order.get(storyId) ?? Infinity
  }
}
