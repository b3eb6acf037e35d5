import { cacheLifetime } from '../fetch/cache-lifetime.ts'

/**
 * Seconds that a feed asks its readers to wait: its TTL or the lifetime of the answer, whichever is longer; null when it asks
 * for nothing.
 * @param headers by names in lower case
 */
export function cacheFloor(
  ttlMinutes: number | null,
  headers: Readonly<Record<string, string>>,
  now: Date,
): number | null {
  const floor = Math.max((ttlMinutes ?? 0) * 60, cacheLifetime(headers, now) ?? 0)
  return floor > 0 ? Math.min(floor, LONGEST_SECONDS) : null
}

/** A year, as RFC 2616 bounded it: longer ones are mistakes and would not fit the column. */
const LONGEST_SECONDS = 31_536_000
