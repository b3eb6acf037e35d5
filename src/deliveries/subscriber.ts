/** Someone who subscribes to one digest. */
export interface Subscriber {
  readonly id: string
  readonly digestId: string
  readonly digest: string
  readonly address: string
  /** Counts the times that the subscription was asked for. */
  readonly generation: number
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly consent: string | null
  readonly pausedUntil: Date | null
  readonly unsubscribedAt: Date | null
}

/** How a subscription stands: only `active` ones get mails. */
export function subscriberState(
  { confirmedAt, pausedUntil, unsubscribedAt }: Subscriber,
  now: Date,
): 'unconfirmed' | 'active' | 'paused' | 'unsubscribed' {
  if (unsubscribedAt !== null) return 'unsubscribed'
  if (confirmedAt === null) return 'unconfirmed'
  return pausedUntil !== null && pausedUntil > now ? 'paused' : 'active'
}
