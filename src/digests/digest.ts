import type { Schedule } from './schedule.ts'

/** What one subscribes to. */
export interface Digest extends Schedule {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  /** Primary language subtags of the stories that it tells; empty: all. */
  readonly languages: readonly string[]
  readonly length: DigestLength
  /** Least score of admission of a story. */
  readonly admission: number
  /** Per cent of the feeds that must have been seen. */
  readonly coverageFloor: number
  readonly approval: Approval
  /** From the due time: how long a low coverage or a missing approval holds an edition. */
  readonly holdMinutes: number
  /** From the due time: when an edition that is not made yet is no news any more. */
  readonly catchUpMinutes: number
}

export type DigestLength = 'short' | 'usual' | 'long'

/** `none`: sent when due; `send`: waits for a desk, sent at the end of the hold without it; `hold`: waits until approved. */
export type Approval = 'none' | 'send' | 'hold'
