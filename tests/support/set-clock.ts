import type { Clock } from '../../src/clock.ts'

/** A clock that stands still until a test moves it. */
export interface SetClock extends Clock {
  set(at: string): void
  advance(seconds: number): void
}

export function setClock(start: string): SetClock {
  let at = new Date(start)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next)
    },
    advance: (seconds) => {
      at = new Date(at.getTime() + seconds * 1000)
    },
  }
}
