/** A poll that was ordered and has no outcome yet, with what is known of its feed. */
export interface PollOrder {
  readonly pollId: string
  readonly roundId: string
  readonly feedId: string
  readonly publisherId: string
  readonly url: string
  readonly etag: string | null
  readonly lastModified: string | null
  readonly bodyHash: string | null
  readonly slotAt: Date | null
}

/** What a poll came to. `oddities` are sentences about what was wrong in the feed and how it was read. */
export type PollOutcome =
  | {
      readonly kind: 'read'
      readonly httpStatus: number
      readonly title: string | null
      readonly etag: string | null
      readonly lastModified: string | null
      readonly bodyHash: string
      readonly entries: number
      readonly newEntries: number
      readonly oddities: readonly string[]
    }
  | { readonly kind: 'unchanged'; readonly httpStatus: number }
  | { readonly kind: 'failed'; readonly httpStatus: number | null; readonly code: string; readonly reason: string }

/** An entry ready to be stored: its article is known. */
export interface NewEntry {
  readonly guid: string
  readonly articleId: string
  readonly url: string
  readonly title: string | null
  readonly summary: string | null
  readonly publishedRaw: string | null
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
