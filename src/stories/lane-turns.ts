/** Lets the calls for one language run one after the other within this process, and those for others beside them. */
export class LaneTurns {
  private readonly last = new Map<string, Promise<unknown>>()

  /** Runs `work` when all that was asked for earlier has ended, however it ended. */
  take<T>(language: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(language) ?? Promise.resolve()).then(work, work)
    this.last.set(language, turn)
    const forget = () => {
      if (this.last.get(language) === turn) this.last.delete(language)
    }
    turn.then(forget, forget)
    return turn
  }

  isBusy(language: string): boolean {
    return this.last.has(language)
  }

  /** Resolves when all that has been asked for so far has ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.last.values())
  }
}
