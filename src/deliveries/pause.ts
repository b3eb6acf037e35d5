import { DateTime } from 'luxon'
import { localDay, localDayOf } from '../digests/local-day.ts'

/** A pause that is longer ends a subscription without saying so. */
export const MOST_PAUSE_WEEKS = 26

/** First and last day that may be the first one with mail again, both YYYY-MM-DD in `zone`. */
export function pauseBounds(zone: string, now: Date): { readonly first: string; readonly last: string } {
  return { first: dayIn({ days: 1 }, zone, now), last: dayIn({ weeks: MOST_PAUSE_WEEKS }, zone, now) }
}

/** The first day with mail again after a pause of so many weeks that begins on the day of `now`. */
export const dayAfterWeeks = (weeks: number, zone: string, now: Date): string => dayIn({ weeks }, zone, now)

/**
 * When a pause ends whose first day with mail again is `day`: as that day begins in `zone`. Null where the day is not
 * within `pauseBounds`.
 */
export function pauseEnd(day: string, zone: string, now: Date): Date | null {
  const { first, last } = pauseBounds(zone, now)
  return day >= first && day <= last ? localDay(day, zone).from : null
}

function dayIn(span: { readonly days: number } | { readonly weeks: number }, zone: string, now: Date): string {
  const day = DateTime.fromISO(localDayOf(now, zone), { zone: 'utc' }).plus(span).toISODate()
  if (day === null) throw new Error(`no day follows ${now.toISOString()}`)
  return day
}
