import type { PollFault } from './poll-fault.ts'

/** A poll that was ordered and has no outcome yet, with what is known of its feed. */
export interface PollOrder {
  readonly pollId: string
  readonly roundId: string
  readonly feedId: string
  readonly publisherId: string
  readonly publisher: string
  readonly homeUrl: string | null
  readonly url: string
  readonly slotAt: Date | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly bodyHash: string | null
  /** When its document last came whole and was readable. */
  readonly lastReadAt: Date | null
  readonly lastEntryAt: Date | null
  readonly ignoresValidators: boolean
  /** In a row. */
  readonly failures: number
  readonly failureScore: number
  /** Seconds, set by an operator. */
  readonly intervalSeconds: number | null
  readonly adaptedSeconds: number | null
  readonly rhythmSeconds: number | null
  readonly floorSeconds: number | null
  readonly movedTo: string | null
  readonly movedTimes: number
}

/** What an answer tells of the way to it. */
interface PollTrail {
  readonly httpStatus: number
  /** The address that answered, when it is not the feed's. */
  readonly redirectedTo: string | null
  /** Where permanent redirects lead. */
  readonly movedTo: string | null
}

/** A document that was read. `oddities` are sentences about what was wrong in it and how it was read. */
export interface ReadOutcome extends PollTrail {
  readonly kind: 'read'
  readonly title: string | null
  readonly format: string
  readonly encoding: string
  readonly etag: string | null
  readonly lastModified: string | null
  readonly bodyHash: string | null
  /** The same ETag or Last-Modified came with new entries: its 304s are not to be believed. */
  readonly ignoresValidators: boolean
  readonly rhythmSeconds: number | null
  readonly floorSeconds: number | null
  readonly entries: number
  readonly newEntries: number
  readonly oddities: readonly string[]
}

/** The feed is as it was: a 304, or the bytes of the reading before. */
export interface UnchangedOutcome extends PollTrail {
  readonly kind: 'unchanged'
}

export interface FailedOutcome {
  readonly kind: 'failed'
  readonly fault: PollFault
  readonly httpStatus: number | null
  readonly code: string
  readonly reason: string
  /** When the publisher asks to come back. */
  readonly retryAt: Date | null
}

/** What a poll came to. */
export type PollOutcome = ReadOutcome | UnchangedOutcome | FailedOutcome

/** When a feed is polled next, and the interval behind that. */
export interface NextPoll {
  readonly at: Date
  readonly adaptedSeconds: number
}

/** An entry ready to be stored. */
export interface NewEntry {
  /** What tells it from the feed's other entries; see `entryNames`. */
  readonly name: string
  /** Null when it names no address of a page. */
  readonly articleId: string | null
  readonly url: string | null
  readonly title: string | null
  readonly titleKey: string | null
  readonly summary: string | null
  readonly publishedRaw: string | null
  readonly publishedAt: Date | null
  readonly sourceName: string | null
  /** HTML fragment of the whole text, not sanitised. */
  readonly content: string | null
}

/** A feed to watch, as an OPML file or the command line names it. */
export interface FeedToWatch {
  readonly url: string
  readonly title: string | null
  readonly publisher: string
  readonly ownerGroup: string | null
  readonly homeUrl: string | null
  readonly tags: readonly string[]
}
