import { fileURLToPath } from 'node:url'
import type { ReadPage } from '../articles/read-page.ts'
import type { ParseFeed } from '../feeds/parse/parse-feed.ts'
import type { CheckRobots } from '../fetch/robots-rules.ts'
import type { ReaderTasks } from './reader-thread.ts'
import { openThreadPool, type ThreadPoolOptions } from './thread-pool.ts'

/** Reading of what publishers send, beside the event loop and within limits. */
export interface Readers {
  readonly readPage: ReadPage
  readonly parseFeed: ParseFeed
  readonly checkRobots: CheckRobots
  close(): Promise<void>
}

/** All hostile pages and feeds that were made at the limits of size could be read in it, not all in half of it. */
const MEMORY_MB = 256
/** More threads would only wait for fetches. */
const MOST_THREADS = 4

/** Threads for a process that reads `pages` at once on a machine with `cores`, one of which stays with the event loop. */
export const readerThreads = (pages: number, cores: number): number =>
  Math.max(1, Math.min(pages, cores - 1, MOST_THREADS))

/** The script beside this file, where both are built. */
const builtScript = fileURLToPath(new URL('./reader-thread.js', import.meta.url))

/** No thread starts before there is something to read. */
export function openReaders(
  options: Pick<ThreadPoolOptions, 'threads' | 'limitMs'> & Partial<Pick<ThreadPoolOptions, 'script' | 'memoryMb'>>,
): Readers {
  const pool = openThreadPool<ReaderTasks>({ script: builtScript, memoryMb: MEMORY_MB, ...options })
  return {
    readPage: (page, signal) => pool.run('readPage', [page], { noun: 'PAGE', url: page.context.url }, signal),
    parseFeed: (bytes, context, signal) =>
      pool.run('parseFeed', [bytes, context], { noun: 'FEED', url: context.url }, signal),
    checkRobots: (file, url, signal) =>
      pool.run('checkRobots', [file, url], { noun: 'ROBOTS', url: `${file.origin}/robots.txt` }, signal),
    close: () => pool.close(),
  }
}
