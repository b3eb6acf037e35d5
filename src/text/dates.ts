import { readWrittenDate, type WrittenDate, type WrittenTime } from './date-notations.ts'
import { zoneOffset } from './time-zones.ts'

/** A date in ISO 8601. */
export interface ParsedDate {
  /** A full instant with the offset as written (`2026-03-02T18:20:00+01:00`), or `YYYY-MM-DD` when only the day is known. */
  readonly iso: string
  readonly precision: 'instant' | 'day'
}

export interface DateOptions {
  /** Later dates are refused. */
  readonly notAfter?: Date
  /** Whether `03/04/2026` is the third of April. Without it such a date is read only when one reading is impossible. */
  readonly dayFirst?: boolean
  /** Also read a year or a month alone (`2026`, `2026-03`, a W3CDTF fragment) as its first day. */
  readonly fragments?: boolean
}

const epochSeconds = /^\d{9,10}$/
const epochMilliseconds = /^\d{13}$/
const fragment = /^(\d{4})(?:-(\d{2}))?$/
const earliest = 0
const latestYear = 9999

/**
 * Reads a date as publishers write it: RFC 822 with any zone, ISO 8601 and its fragments, W3CDTF, asctime, JavaScript's
 * own, epoch seconds, and day, month name and year in some thirty languages. Null for anything impossible (31 February,
 * 25:00), before 1970 or after `notAfter`. An instant without a zone counts as UTC. Linear in the length of `raw`.
 */
export function parseDate(raw: string, options: DateOptions = {}): ParsedDate | null {
  const text = raw.trim()
  const dates = epochOf(text) ?? fragmentOf(text, options) ?? readWrittenDate(text).map(checkedDate)
  const possible = dates.filter((date) => date !== null && isWithin(date.epoch, options.notAfter))
  const chosen =
    possible.length > 1 && options.dayFirst !== undefined ? possible[options.dayFirst ? 0 : 1] : possible[0]
  if (!chosen || (possible.length > 1 && options.dayFirst === undefined)) return null
  return { iso: chosen.iso, precision: chosen.precision }
}

interface CheckedDate extends ParsedDate {
  /** Milliseconds since 1970; the beginning of the day in UTC when only the day is known. */
  readonly epoch: number
}

function epochOf(text: string): readonly CheckedDate[] | null {
  const epoch = epochSeconds.test(text) ? Number(text) * 1000 : epochMilliseconds.test(text) ? Number(text) : null
  if (epoch === null) return null
  return [{ iso: new Date(epoch).toISOString().replace('.000Z', 'Z'), precision: 'instant', epoch }]
}

function fragmentOf(text: string, options: DateOptions): readonly (CheckedDate | null)[] | null {
  const found = options.fragments ? fragment.exec(text) : null
  if (!found) return null
  return [checkedDate({ year: Number(found[1]), month: Number(found[2] ?? 1), day: 1, time: null })]
}

function isWithin(epoch: number, notAfter: Date | undefined): boolean {
  return epoch >= earliest && (notAfter === undefined || epoch <= notAfter.getTime())
}

/** Null when the calendar or the clock has no such moment. */
function checkedDate({ year, month, day, time }: WrittenDate): CheckedDate | null {
  const midnight = Date.UTC(year, month - 1, day)
  const date = new Date(midnight)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year > latestYear) return null
  if (time) return checkedInstant(midnight, time)
  return { iso: date.toISOString().slice(0, 10), precision: 'day', epoch: midnight }
}

/** 24:00 is the end of the day and a leap second the one before it, as in ISO 8601. */
function checkedInstant(midnight: number, time: WrittenTime): CheckedDate | null {
  const { hour, minute, fraction } = time
  if (hour > 24 || minute > 59 || time.second > 60 || (hour === 24 && minute + time.second > 0)) return null
  const second = Math.min(time.second, 59)
  const local = new Date(midnight + ((hour * 60 + minute) * 60 + second) * 1000)
  const offset = offsetMinutes(time.zone, local)
  if (offset === null) return null
  const clock = local.toISOString().slice(0, 19)
  const iso = `${clock}${fraction === '' ? '' : `.${fraction}`}${offsetText(offset)}`
  return { iso, precision: 'instant', epoch: local.getTime() - offset * 60_000 }
}

/** UTC without a zone and for a name that nobody knows; null for an offset that no place on earth has. */
function offsetMinutes(zone: string | null, local: Date): number | null {
  if (zone === null) return 0
  const digits = /^([+-])(\d{1,2}?):?(\d{2})?$/.exec(zone)
  if (!digits) return zoneOffset(zone, wallClock(local)) ?? 0
  const minutes = Number(digits[2]) * 60 + Number(digits[3] ?? 0)
  if (minutes > 15 * 60) return null
  return digits[1] === '-' ? -minutes : minutes
}

const wallClock = (local: Date) => ({
  year: local.getUTCFullYear(),
  month: local.getUTCMonth() + 1,
  day: local.getUTCDate(),
  hour: local.getUTCHours(),
  minute: local.getUTCMinutes(),
  second: local.getUTCSeconds(),
})

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z'
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}
