import workerpool from 'workerpool'
import { AppError } from '../errors.ts'
import { type Answer, BEGUN, valueOf } from './serve-tasks.ts'
import { threadFailure, type ThreadLimits, type Work } from './thread-failure.ts'
import { turns } from './turns.ts'

/** What a thread's script can do: its functions by name. Arguments and answers are cloned on their way. */
export type Tasks = Readonly<Record<string, (...args: never[]) => unknown>>

export interface ThreadPoolOptions extends ThreadLimits {
  /** Absolute path of the threads' script as JavaScript, which calls `serveTasks`. */
  readonly script: string
  /** Most threads at once. */
  readonly threads: number
}

export interface ThreadPool<Script extends Tasks> {
  /**
   * Has a thread do a task. Further tasks wait for a free thread; neither that nor its start counts against the limit.
   * @throws AppError as the task threw it; `…_TOO_SLOW`, `…_TOO_LARGE` (discard); `THREAD_DIED`, `THREADS_CLOSED` (retry)
   */
  run<Name extends keyof Script & string>(
    name: Name,
    args: Parameters<Script[Name]>,
    work: Work,
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<Script[Name]>>>
  /** Ends the threads whatever they do, and refuses what waits. */
  close(): Promise<void>
}

/** A thread that has not begun with its task after so long never will. */
const BEGINS_WITHIN_MS = 60_000
/** A thread that does not end when it is asked to is ended at once: its tasks keep nothing that would be lost. */
const ENDS_WITHIN_MS = 1
/** Of a thread that ended by itself workerpool waits for the end for ever. */
const CLOSES_WITHIN_MS = 2_000

/**
 * Threads that start with the first task, and end with the task that breaks a limit; the next one gets a new thread.
 *
 * Tasks wait here and not in workerpool, whose queue stands still when a thread dies by itself.
 */
export function openThreadPool<Script extends Tasks>(options: ThreadPoolOptions): ThreadPool<Script> {
  const { script, threads, limitMs, memoryMb } = options
  const pool = workerpool.pool(script, {
    maxWorkers: threads,
    workerType: 'thread',
    workerTerminateTimeout: ENDS_WITHIN_MS,
    workerThreadOpts: { resourceLimits: { maxOldGenerationSizeMb: memoryMb } },
  })
  const queue = turns(threads)
  const closed = new AppError('THREADS_CLOSED', 'the process is about to end', { disposition: 'retry' })
  let isClosed = false

  return {
    async run(name, args, work, signal) {
      const end = await queue.take(signal)
      const task = { name, args, limitMs, hasBegun: false }
      try {
        if (isClosed) throw closed
        return valueOf(await askThread(pool, task, signal)) as never
      } catch (error) {
        signal.throwIfAborted()
        throw isClosed ? closed : threadFailure(error, task.hasBegun, work, options)
      } finally {
        end()
      }
    },

    async close() {
      isClosed = true
      queue.close(closed)
      try {
        await pool.terminate(true, CLOSES_WITHIN_MS)
      } catch (error) {
        if (!(error instanceof workerpool.Promise.TimeoutError)) throw error
      }
    },
  }
}

interface Task {
  readonly name: string
  readonly args: unknown[]
  readonly limitMs: number
  hasBegun: boolean
}

/** @throws what workerpool rejects the task with */
async function askThread(pool: workerpool.Pool, task: Task, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  const on = (event: unknown) => {
    if (event !== BEGUN) return
    task.hasBegun = true
    answer.timeout(task.limitMs)
  }
  const answer = pool.exec(task.name, task.args, { on }).timeout(BEGINS_WITHIN_MS + task.limitMs)
  const stop = () => void answer.cancel()
  signal.addEventListener('abort', stop)
  try {
    return (await answer) as Answer
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
