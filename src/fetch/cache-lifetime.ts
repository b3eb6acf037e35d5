/**
 * Seconds for which an answer says that it holds: what is left of its `max-age`, else until it `Expires` (RFC 9111 4.2.1 and
 * 5.3); 0 where it must not be kept or has expired; null when it says nothing
 * that can be read.
 * @param headers by names in lower case
 */
export function cacheLifetime(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const control = headers['cache-control']?.toLowerCase() ?? ''
  if (/\bno-(?:cache|store)\b/.test(control)) return 0
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/.exec(control)?.[1]
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - ageOf(headers))
  const expires = Date.parse(headers['expires'] ?? '')
  if (Number.isNaN(expires)) return null
  const sent = Date.parse(headers['date'] ?? '')
  const seconds = (expires - (Number.isNaN(sent) ? now.getTime() : sent)) / 1_000
  return seconds > 0 ? Math.round(seconds) : 0
}

/** Seconds that the answer has spent in caches already. */
const ageOf = (headers: Readonly<Record<string, string>>): number => {
  const age = headers['age'] ?? ''
  return /^\d{1,9}$/.test(age) ? Number(age) : 0
}
