import type { Judgement } from './judge.ts'
import type { ReaderName } from './readers.ts'

/** What a reader's process is started with, as JSON in its first argument. */
export interface ReadingOrders {
  readonly reader: ReaderName
  /** A file of pages; null for the made-up ones. */
  readonly file: string | null
  readonly passes: number
  /** The index of the first page that is read, and those that are left out. */
  readonly from: number
  readonly without: readonly number[]
  /** Whether what was found is judged too, which costs CPU of its own. */
  readonly isJudged: boolean
}

/** A page that was read, or the message of what the reader threw. */
export interface PageRead {
  readonly kind: 'page'
  readonly index: number
  /** User and system time of the process since the page before, waiting collection of garbage included. */
  readonly cpuMs: number
  readonly error: string | null
  readonly judgement: Judgement | null
}

export type FromReader = Ready | PageRead | { readonly kind: 'done'; readonly peakKilobytes: number }

/** Pages and libraries are loaded. */
export interface Ready {
  readonly kind: 'ready'
  readonly pageCount: number
  /** Characters of HTML in all. */
  readonly characters: number
  /** The most that was resident so far. */
  readonly peakKilobytes: number
}
