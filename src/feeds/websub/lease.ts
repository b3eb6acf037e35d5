/** The lease that is asked for, in seconds: WebSub 8.2 calls ten days a good default. */
export const ASKED_LEASE_SECONDS = 10 * 86_400
const LEAST_LEASE_SECONDS = 3_600
const MOST_LEASE_SECONDS = 30 * 86_400

/** Renewed at this share of the lease, or a day before its end where that is later: a day holds seven tries. */
const RENEWED_AT = 0.8
const RENEWAL_MARGIN_SECONDS = 86_400

/** How long a lease runs and when a longer one is asked for, in seconds from the hub's verification. */
export interface Lease {
  readonly seconds: number
  readonly renewedAfter: number
}

/**
 * The lease that a hub grants with `hub.lease_seconds`: an hour at least, so that a hub cannot ask to be asked all the time, and
 * 30 days at most. A hub that says nothing readable is taken to grant what was asked for.
 */
export function leaseOf(granted: string | undefined): Lease {
  const wished = granted !== undefined && /^\d{1,15}$/.test(granted) ? Number(granted) : ASKED_LEASE_SECONDS
  const seconds = Math.min(Math.max(wished, LEAST_LEASE_SECONDS), MOST_LEASE_SECONDS)
  return { seconds, renewedAfter: Math.round(Math.max(seconds * RENEWED_AT, seconds - RENEWAL_MARGIN_SECONDS)) }
}

/** A hub has this long to verify a request before it is made again. */
const FIRST_WAIT_SECONDS = 600
const LONGEST_WAIT_SECONDS = 86_400

/** Seconds to the next request after so many without a lease: each wait twice the one before, a day at most, never an end. */
export const waitAfter = (attempts: number): number =>
  Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(attempts - 1, 10), LONGEST_WAIT_SECONDS)
