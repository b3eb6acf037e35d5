/**
 * Seconds that a feed asks its readers to wait: the longest of its TTL, `Cache-Control: max-age` and `Expires` (RFC 9111
 * 5.2.2.1 and 5.3); null when it asks for nothing. `no-cache`, `no-store` and an `Expires` in the past ask for nothing.
 * @param headers by names in lower case
 */
export function cacheFloor(
  ttlMinutes: number | null,
  headers: Readonly<Record<string, string>>,
  now: Date,
): number | null {
  const floor = Math.max((ttlMinutes ?? 0) * 60, cacheSeconds(headers, now))
  return floor > 0 ? Math.min(floor, LONGEST_SECONDS) : null
}

/** A year, as RFC 2616 bounded it: longer ones are mistakes and would not fit the column. */
const LONGEST_SECONDS = 31_536_000

function cacheSeconds(headers: Readonly<Record<string, string>>, now: Date): number {
  const control = headers['cache-control']?.toLowerCase() ?? ''
  if (/\bno-(?:cache|store)\b/.test(control)) return 0
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/.exec(control)?.[1]
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - ageOf(headers))
  const expires = Date.parse(headers['expires'] ?? '')
  const sent = Date.parse(headers['date'] ?? '')
  const seconds = (expires - (Number.isNaN(sent) ? now.getTime() : sent)) / 1_000
  return seconds > 0 ? Math.round(seconds) : 0
}

/** Seconds that the answer has spent in caches already. */
const ageOf = (headers: Readonly<Record<string, string>>): number => {
  const age = headers['age'] ?? ''
  return /^\d{1,9}$/.test(age) ? Number(age) : 0
}
