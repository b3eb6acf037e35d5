const LONGEST_MS = 86_400_000

/**
 * When a server asks to come back, by its Retry-After (RFC 9110 10.2.3: seconds, or an HTTP date), at most a day from
 * `now`; null when it names no time, or one that has passed.
 */
export function retryAfterOf(header: string | null, now: Date): Date | null {
  const written = header?.trim() ?? ''
  const at = /^\d{1,9}$/.test(written) ? now.getTime() + Number(written) * 1_000 : dateOf(written)
  if (Number.isNaN(at) || at <= now.getTime()) return null
  return new Date(Math.min(at, now.getTime() + LONGEST_MS))
}

/** `Date.parse` takes `-5` and `7x` for years, and a date without a zone for one of this machine's; asctime's are in UTC. */
function dateOf(written: string): number {
  if (!/^[A-Za-z]{3,9},? /.test(written)) return Number.NaN
  return Date.parse(/\d{4}$/.test(written) ? `${written} GMT` : written)
}
