import type { LinkedRegister, NumberedMarks } from './linked-register.ts'

/** An original of the window, as articles of other languages are compared with it. */
export interface LinkedMember {
  readonly articleId: string
  readonly language: string
  readonly marks: NumberedMarks
  /** Event time in milliseconds since 1970. */
  readonly at: number
  storyId: string
}

/** Members that a mark leads to, newest last. */
const postings = 64
/** Heaviest marks of an article that lead to candidates. */
const leads = 32

/**
 * Finds articles of other languages by shared marks. A lookup costs at most `leads` times `postings`, whatever the size of
 * the window.
 */
export class LinkedIndex {
  readonly #postings = new Map<number, LinkedMember[]>()
  readonly #register: LinkedRegister

  constructor(register: LinkedRegister) {
    this.#register = register
  }

  add(member: LinkedMember): void {
    for (const id of member.marks.ids) {
      const held = this.#postings.get(id)
      if (!held) this.#postings.set(id, [member])
      else if (held.push(member) > postings) held.shift()
    }
  }

  remove(member: LinkedMember): void {
    for (const id of member.marks.ids) {
      const left = this.#postings.get(id)?.filter((other) => other !== member)
      if (left && left.length > 0) this.#postings.set(id, left)
      else this.#postings.delete(id)
    }
  }

  /** Members of other languages that share the heaviest marks, most weight first. */
  candidates({ marks, language }: LinkedMember, limit: number): LinkedMember[] {
    const heaviest = Array.from(marks.ids)
      .filter((id) => this.#register.isForeign(id, language))
      .map((id) => ({ id, mark: this.#register.markOf(id), weight: this.#register.idf(id) }))
      .sort((a, b) => b.weight - a.weight || (a.mark < b.mark ? -1 : 1))
      .slice(0, leads)
    const votes = new Map<LinkedMember, number>()
    for (const { id, weight } of heaviest) {
      for (const member of this.#postings.get(id) ?? []) {
        if (member.language !== language) votes.set(member, (votes.get(member) ?? 0) + weight)
      }
    }
    return [...votes]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([member]) => member)
  }
}
