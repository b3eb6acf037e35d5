import { setImmediate, setTimeout } from 'node:timers/promises'

/**
 * Waits, and resolves early when the signal is given. Passed in like the clock, so that a test can stop time. 0 ms only
 * lets others have their turn.
 */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>

export const systemPause: Pause = async (ms, signal) => {
  if (ms === 0) return setImmediate()
  // An abort is how a pause is cut short; whoever waits looks at the signal itself.
  await setTimeout(ms, undefined, signal ? { signal } : {}).catch(() => undefined)
}
