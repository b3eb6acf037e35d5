/** States of a delivery; the database refuses every other order of them. `sent` rests on the server's reply. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'uncertain' | 'failed' | 'suppressed'

/** A delivery that a sender has in hand. */
export interface ClaimedDelivery {
  readonly id: string
  readonly editionId: string
  /** Null: the mail shows the public copy. */
  readonly overlayId: string | null
  readonly subscriberId: string
  readonly address: string
  /** Number of this attempt, from 1. Whatever is noted names it: a sender that was given up notes nothing any more. */
  readonly attempt: number
  readonly startedAt: Date
  /** No attempt begins after it. */
  readonly deadlineAt: Date
}

/** What an attempt came to, as it is stored. */
export type AttemptResult =
  | { readonly state: 'sent'; readonly reply: string }
  | { readonly state: 'failed'; readonly step: string; readonly reply: string; readonly isAddressRefused: boolean }
  | { readonly state: 'uncertain'; readonly reply: string }
  /** It is tried again, or not before `dueAt`. */
  | { readonly state: 'deferred'; readonly step: string; readonly reply: string; readonly dueAt: Date }
