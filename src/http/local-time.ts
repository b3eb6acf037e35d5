import { DateTime } from 'luxon'
import { localDay, localDayOf } from '../digests/local-day.ts'

/** Days and times as the pages write them: English, 24 hours, in one zone. Days are YYYY-MM-DD. */
export interface LocalTime {
  readonly zone: string
  /** The local day of an instant. */
  dayOf(at: Date): string
  /** First instant of a day and of the day after it; a day may have 23 or 25 hours. */
  boundsOf(day: string): { readonly from: Date; readonly to: Date }
  /** `06:12` */
  clock(at: Date): string
  /** `22 Nov 06:12` */
  dayAndClock(at: Date): string
  /** `06:12` on that day, else `22 Nov 06:12`. */
  clockOn(at: Date, day: string): string
  /** `Sun 22 Nov 2026, 07:42` */
  full(at: Date): string
}

/** Names of days and months in three letters; the formats settle their order. (`en-GB` has `Sept`.) */
const NAMES = { locale: 'en-US' } as const

export function localTime(zone: string): LocalTime {
  const local = (at: Date) => DateTime.fromJSDate(at, { zone })
  const write = (at: Date, format: string) => local(at).toFormat(format, NAMES)
  const dayOf = (at: Date) => localDayOf(at, zone)
  return {
    zone,
    dayOf,
    boundsOf: (day) => localDay(day, zone),
    clock: (at) => write(at, 'HH:mm'),
    dayAndClock: (at) => write(at, 'd LLL HH:mm'),
    clockOn: (at, day) => write(at, dayOf(at) === day ? 'HH:mm' : 'd LLL HH:mm'),
    full: (at) => write(at, 'ccc d LLL yyyy, HH:mm'),
  }
}

/** `22 Nov 2026` */
export const shortDay = (day: string): string => DateTime.fromISO(day, { zone: 'utc' }).toFormat('d LLL yyyy', NAMES)

/** `+28 min`, `+3 h 5 min`, `+2 days`: how long after the first report. */
export function lagInWords(first: Date, at: Date): string {
  const minutes = Math.max(0, Math.round((at.getTime() - first.getTime()) / 60_000))
  if (minutes < 60) return `+${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `+${hours} h` : `+${hours} h ${minutes % 60} min`
  return `+${Math.floor(hours / 24)} days`
}
