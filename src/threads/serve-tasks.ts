import workerpool from 'workerpool'
import { AppError, type Details, type Disposition } from '../errors.ts'
import type { Tasks } from './thread-pool.ts'

/** What a thread says before it begins with a task: its limit counts from then on. */
export const BEGUN = 'begun'

/** What a thread answers. An AppError goes by its parts, since an error loses its class and its details on the way. */
export type Answer = { readonly value: unknown } | { readonly refusal: Refusal }

interface Refusal {
  readonly code: string
  readonly message: string
  readonly disposition: Disposition
  readonly details: Details
}

/** Makes this thread one of a pool, which does `tasks`. */
export function serveTasks(tasks: Tasks): void {
  const served = Object.entries(tasks).map(([name, task]) => [name, (...args: never[]) => answer(task, args)] as const)
  workerpool.worker(Object.fromEntries(served))
}

async function answer(task: Tasks[string], args: never[]): Promise<Answer> {
  workerpool.workerEmit(BEGUN)
  try {
    return { value: await task(...args) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, disposition, details } = error
    return { refusal: { code, message, disposition, details } }
  }
}

/** @throws AppError that the task threw */
export function valueOf(answer: Answer): unknown {
  if ('value' in answer) return answer.value
  const { code, message, disposition, details } = answer.refusal
  throw new AppError(code, message, { disposition, details })
}
