/** What came back of a mail. */
export interface Bounce {
  readonly deliveryId: string
  /** `hard`: the address takes no mail; `soft`: not now; `complaint`: its reader calls it unwanted. */
  readonly kind: 'hard' | 'soft' | 'complaint'
  /** Enhanced status code (RFC 3463), such as 5.1.1. */
  readonly status: string | null
  readonly detail: string
}

export type SuppressionReason = 'hard_bounce' | 'soft_bounces' | 'complaint' | 'operator'

/** So many soft bounces within the days below are as good as a hard one. */
export const SOFT_BOUNCES = 3
export const SOFT_BOUNCE_DAYS = 30
