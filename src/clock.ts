/** The time, passed in wherever it matters, so that a test or the demo press can live on a day of its own. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/**
 * A clock that starts at `start` and runs on at the pace of the system clock: the demo press plays on fixed days,
 * and what Wirefold writes about them must carry those days.
 */
export function clockStartingAt(start: Date, system: Clock = systemClock): Clock {
  const offset = start.getTime() - system.now().getTime()
  return { now: () => new Date(system.now().getTime() + offset) }
}
