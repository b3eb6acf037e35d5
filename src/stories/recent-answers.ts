import type { Assignment } from './cluster-article.ts'

const kept = 10_000

/** The newest assignments, for whoever asks for one again: keeping all would cost more than the articles themselves. */
export class RecentAnswers {
  readonly #answers = new Map<string, Assignment>()

  get(articleId: string): Assignment | undefined {
    return this.#answers.get(articleId)
  }

  keep(articleId: string, assignment: Assignment): void {
    this.#answers.set(articleId, assignment)
    if (this.#answers.size <= kept) return
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest)
      return
    }
  }
}
