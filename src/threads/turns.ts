/** So many at once, the others in the order in which they came. */
export interface Turns {
  /**
   * Waits for a turn.
   * @returns ends the turn; calling it again does nothing
   * @throws the signal's reason when it is aborted before, and what `close` was given
   */
  take(signal: AbortSignal): Promise<() => void>
  /** Whoever waits, or comes later, is refused with `reason`; turns that have begun go on. */
  close(reason: Error): void
}

interface Waiting {
  readonly begin: () => void
  readonly refuse: (reason: Error) => void
}

export function turns(atOnce: number): Turns {
  const waiting = new Set<Waiting>()
  let free = atOnce
  let closed: Error | null = null

  const pass = () => {
    const [next] = waiting
    if (next) next.begin()
    else free += 1
  }
  const begun = () => {
    let isOver = false
    return () => {
      if (!isOver) pass()
      isOver = true
    }
  }
  const wait = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(self)
        signal.removeEventListener('abort', abort)
      }
      const self: Waiting = {
        begin: () => {
          leave()
          resolve()
        },
        refuse: (reason) => {
          leave()
          reject(reason)
        },
      }
      const abort = () => self.refuse(signal.reason as Error)
      signal.addEventListener('abort', abort)
      waiting.add(self)
    })

  return {
    async take(signal) {
      signal.throwIfAborted()
      if (closed) throw closed
      if (free > 0) free -= 1
      else await wait(signal)
      return begun()
    },
    close(reason) {
      closed = reason
      for (const each of waiting) each.refuse(reason)
    },
  }
}
