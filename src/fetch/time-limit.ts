/** The signal of a piece of work that must end in time. */
export interface TimeLimit {
  /** Ends with the caller's own, or when the time is over. */
  readonly signal: AbortSignal
  readonly isOver: () => boolean
  /** Lets go of the timer and of the caller's signal. */
  readonly clear: () => void
}

/**
 * Limits work to `ms` milliseconds. A timer of its own, since Node 20 may collect an `AbortSignal.timeout` that only
 * `AbortSignal.any` refers to, and a request then waits for ever
 * (nodejs/node #57736).
 */
export function timeLimit(stop: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  let isOver = false
  const end = () => controller.abort(stop.reason)
  const timer = setTimeout(() => {
    isOver = true
    controller.abort(new DOMException(`not done in ${ms} ms`, 'TimeoutError'))
  }, ms)
  if (stop.aborted) end()
  else stop.addEventListener('abort', end, { once: true })
  return {
    signal: controller.signal,
    isOver: () => isOver,
    clear: () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
    },
  }
}
