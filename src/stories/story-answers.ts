import type { Assignment } from './cluster-article.ts'

/** Where an article stands; a later answer for an id replaces the earlier. */
export interface StoryAnswer {
  readonly id: string
  readonly storyId: string
  readonly duplicateOf: string | null
}

/** Turns a stream of assignments into answers, with a correction for every article that a merge moves. */
export class StoryAnswers {
  readonly #stories = new Map<string, StoryAnswer[]>()

  /** The answer for one article, then corrections. */
  record(id: string, assignment: Assignment): StoryAnswer[] {
    const answer = { id, storyId: assignment.storyId, duplicateOf: assignment.copyOf?.originalId ?? null }
    const members = this.#stories.get(answer.storyId)
    if (!members) this.#stories.set(answer.storyId, [answer])
    else if (!members.some((member) => member.id === id)) members.push(answer)
    return [answer, ...assignment.merges.flatMap(({ from, into }) => this.#move(from, into))]
  }

  #move(from: string, into: string): StoryAnswer[] {
    const moved = (this.#stories.get(from) ?? []).map((member) => ({ ...member, storyId: into }))
    this.#stories.delete(from)
    this.#stories.set(into, [...(this.#stories.get(into) ?? []), ...moved])
    return moved
  }
}
