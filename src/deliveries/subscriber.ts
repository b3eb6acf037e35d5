/** Someone who subscribes to one digest. */
export interface Subscriber extends ReaderChoices {
  readonly id: string
  readonly digestId: string
  readonly digest: string
  /** IANA name of the digest's zone: the subscriber's days are its days. */
  readonly zone: string
  readonly address: string
  /** Counts the times that the subscription was asked for. */
  readonly generation: number
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly consent: string | null
  readonly pausedUntil: Date | null
  readonly unsubscribedAt: Date | null
}

/** What a subscriber chooses of the digest's editions. */
export interface ReaderChoices {
  /** Days with mail: ISO, Monday is 1; ascending, each once, at least one. */
  readonly weekdays: readonly number[]
  readonly length: ReaderLength
  readonly quiet: ReaderQuiet
}

/** `whole`, or `top`: only the stories that are told at length. */
export const READER_LENGTHS = ['whole', 'top'] as const
export type ReaderLength = (typeof READER_LENGTHS)[number]

/** What a day without stories sends: a mail of three lines, or none. */
export const READER_QUIETS = ['mail', 'none'] as const
export type ReaderQuiet = (typeof READER_QUIETS)[number]

/** How a subscription stands: only `active` ones get mails. */
export function subscriberState(
  { confirmedAt, pausedUntil, unsubscribedAt }: Subscriber,
  now: Date,
): 'unconfirmed' | 'active' | 'paused' | 'unsubscribed' {
  if (unsubscribedAt !== null) return 'unsubscribed'
  if (confirmedAt === null) return 'unconfirmed'
  return pausedUntil !== null && pausedUntil > now ? 'paused' : 'active'
}
