import workerpool from 'workerpool'
import { AppError, messageOf } from '../errors.ts'

/** What a task works on, for the words and codes of its failures. */
export interface Work {
  /** The codes begin with it, as in `PAGE_TOO_SLOW`. */
  readonly noun: 'PAGE' | 'FEED' | 'ROBOTS'
  readonly url: string
}

/** What one task may take. */
export interface ThreadLimits {
  /** Milliseconds from the task's beginning. */
  readonly limitMs: number
  /** Megabytes of a thread's heap. Bytes outside of it, such as those that a task was given, do not count. */
  readonly memoryMb: number
}

/** Why a task has no answer, of what workerpool rejects it with. */
export function threadFailure(error: unknown, hasBegun: boolean, work: Work, limits: ThreadLimits): unknown {
  const { noun, url } = work
  const { limitMs, memoryMb } = limits
  if (error instanceof workerpool.Promise.TimeoutError && hasBegun) {
    const message = `could not read ${url}: it takes longer than ${limitMs} ms (PAGE_READ_LIMIT_MS)`
    return new AppError(`${noun}_TOO_SLOW`, message, { disposition: 'discard', details: { url, limitMs } })
  }
  if (error instanceof workerpool.Promise.TimeoutError) return died(url, error, 'it did not begin')
  if (!(error instanceof workerpool.TerminateError)) return error
  if (codeOf(error.cause) === 'ERR_WORKER_OUT_OF_MEMORY') {
    const message = `could not read ${url}: it takes more than ${memoryMb} MB of memory`
    return new AppError(`${noun}_TOO_LARGE`, message, { disposition: 'discard', details: { url, memoryMb } })
  }
  return died(url, error, error.cause === undefined ? 'it ended by itself' : messageOf(error.cause))
}

function died(url: string, cause: unknown, why: string): AppError {
  const message = `could not read ${url}: the thread that was to read it died: ${why}`
  return new AppError('THREAD_DIED', message, { disposition: 'retry', details: { url }, cause })
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
