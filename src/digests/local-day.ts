import { DateTime } from 'luxon'

/** Half-open. */
export interface Window {
  readonly from: Date
  readonly to: Date
}

/**
 * A local day as instants: 23 or 25 hours long when the clocks change, and from one o'clock where they skip midnight.
 * `day` is YYYY-MM-DD, `zone` an IANA name; throws when either is not.
 */
export function localDay(day: string, zone: string): Window {
  const start = DateTime.fromISO(day, { zone }).startOf('day')
  if (!start.isValid) throw new Error(`${day} in ${zone} is no local day`)
  return { from: start.toJSDate(), to: start.plus({ days: 1 }).startOf('day').toJSDate() }
}

/** The local day that an instant lies in, as YYYY-MM-DD. */
export function localDayOf(at: Date, zone: string): string {
  const day = DateTime.fromJSDate(at, { zone }).toISODate()
  if (day === null) throw new Error(`${zone} is no time zone`)
  return day
}
