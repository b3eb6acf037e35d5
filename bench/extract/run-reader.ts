import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { FromReader, PageRead, Ready, ReadingOrders } from './messages.ts'

/** What a process told until it was done, or until it had to be given up. */
export interface Reading {
  readonly ready: Ready
  readonly pages: readonly PageRead[]
  /** Null when the process did not get to its end. */
  readonly peakKilobytes: number | null
  readonly end: 'done' | 'died' | 'hung'
}

const LOADING_MS = 120_000
const PAGE_MS = 10_000

/**
 * Runs a reader in a fresh process, which is killed when a page takes longer than 10 seconds.
 *
 * @throws Error when the process cannot load its pages or libraries
 */
export async function runReader(orders: ReadingOrders, onPage: (pageCount: number) => void): Promise<Reading> {
  const child = fork(new URL('./reader-process.js', import.meta.url), [JSON.stringify(orders)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = once(child, 'close')
  const complaint = lastComplaint(child)
  const pages: PageRead[] = []
  const told: { ready?: Ready; peakKilobytes?: number } = {}
  const watch = watchFor(child)
  watch.restart(LOADING_MS)
  child.on('message', (message: FromReader) => {
    watch.restart(PAGE_MS)
    if (message.kind === 'ready') told.ready = message
    if (message.kind === 'done') told.peakKilobytes = message.peakKilobytes
    if (message.kind !== 'page') return
    pages.push(message)
    onPage(told.ready?.pageCount ?? 0)
  })
  try {
    await ended
  } finally {
    watch.stop()
  }
  const { ready, peakKilobytes = null } = told
  if (ready === undefined) throw new Error(`${orders.reader} did not start: ${complaint()}`)
  return { ready, pages, peakKilobytes, end: endOf(watch.hasBarked(), peakKilobytes !== null) }
}

function endOf(isHung: boolean, isDone: boolean): Reading['end'] {
  if (isDone) return 'done'
  return isHung ? 'hung' : 'died'
}

const COMPLAINT_LENGTH = 2_000

/** Readers write much to standard error about pages; only the last of it is kept. */
function lastComplaint(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-COMPLAINT_LENGTH)
  })
  return () => text.trim()
}

interface Watch {
  restart(milliseconds: number): void
  stop(): void
  hasBarked(): boolean
}

function watchFor(child: ChildProcess): Watch {
  let timer: NodeJS.Timeout | undefined
  let barked = false
  return {
    restart(milliseconds) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        barked = true
        child.kill('SIGKILL')
      }, milliseconds)
    },
    stop: () => clearTimeout(timer),
    hasBarked: () => barked,
  }
}
