import { foldDateText, monthOf } from './date-words.ts'

/** A date as it was written, not yet checked: month 13 and 31 February are still possible here. */
export interface WrittenDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: WrittenTime | null
}

export interface WrittenTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Digits behind the second, three at most, or an empty string. */
  readonly fraction: string
  /** `+0100`, `-7`, `cet`, `europe/oslo`; null when none was written. */
  readonly zone: string | null
}

type Day = Omit<WrittenDate, 'time'>

const longestDate = 120

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:t|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d*))?)?\s?((?![ap]m)[a-z]+(?:\/[a-z_/]+)?|[+-]\d{1,2}(?::?\d{2})?)?(?:\[[^\]]*\])?)?$/
const isoJoined = /^(\d{4})(\d{2})(\d{2})(?:t?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.(\d*))?(z|[+-]\d{2}(?::?\d{2})?)?)?$/
const isoOrdinal = /^(\d{4})-?(\d{3})(?:t(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.(\d*))?(z|[+-]\d{2}:?\d{2})?)?$/
const isoWeek = /^(\d{4})-?w(\d{2})-?([1-7])(?:t(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.(\d*))?(z|[+-]\d{2}:?\d{2})?)?$/
const rfc822 =
  /^(?:[a-z]+,?\s+)?(\d{1,2})\s+([a-z]+)\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\s+((?![ap]m)[a-z]+|[+-]\d{4}))?$/

const clock =
  /(?<!\d)(\d{1,2})\s?(?:[:h時时点]|시|\.(?=\d\d\s*(?:uhr|[ap]\.?m|gmt|utc|bst|cest|cet)))\s?(\d{2})(?!\d)(?:\s?(?:[:分]|분)\s?(\d{2})(?!\d)\s?(?:초|秒)?(?:[.,](\d*))?)?/
const dottedClock = /(?<=\b(?:kl|klo|um|ore|alle|ob|at)\.?\s+)(\d{1,2})\.(\d{2})(?![.\d])/
const bareHour = /(?<!\d)(\d{1,2})(?=\s?[ap]\.?m\b)/
const halfAfter = /^\s*([ap])\.?m\b\.?/
const halfBefore = /(?:오전|오후|午前|午後|上午|下午|\b[ap]m)(?=\s*$)/
const afternoons = new Set(['오후', '午後', '下午', 'pm', 'p'])
const offsetAfter = /^\s*(?:utc|gmt)?\s*([+-])\s?(\d{1,2})(?:[:.]?(\d{2}))?(?!\d)/
const zoneAfter = /^\s*\(?([a-z]+(?:\/[a-z_]+)*)\b\)?/

const yearFirst = /(?<!\d)(\d{4})\s?(?:[-/.年]|년)\s?(\d{1,2})\s?(?:[-/.月]|월)\s?(\d{1,2})(?!\d)/
const yearLast = /(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/
const numberedMonth = /(?<!\d)(\d{1,2})\s+(?:thang\s+(\d{1,2})|(\d{1,2})\s?(?:月|월))[\s,]+(?:nam\s+)?(\d{4})(?!\d)/
const words = /\d+|\p{L}+/gu
const linkWord = /^(?:th|st|nd|rd|er|o|a|e|of|the|de|del|den|der|di|do|d|na|ta|t)$/

/**
 * Every way to read `raw` as a date: none, one, or two for a numeric date that does not say whether the day or the month
 * stands first. Linear in its length; longer than 120 characters is no date.
 */
export function readWrittenDate(raw: string): readonly WrittenDate[] {
  if (raw.length > longestDate) return []
  const text = foldDateText(raw.trim())
  const quick = readIso(text) ?? readRfc822(text)
  if (quick) return [quick]
  const { time, rest } = takeTime(text)
  return readDays(rest).map((day) => ({ ...day, time }))
}

function readIso(text: string): WrittenDate | null {
  const date = iso.exec(text) ?? isoJoined.exec(text)
  if (date) {
    const [, year, month, day, ...time] = date
    return { year: Number(year), month: Number(month), day: Number(day), time: timeOf(time) }
  }
  const ordinal = isoOrdinal.exec(text)
  if (ordinal) {
    const [, year, dayOfYear, ...time] = ordinal
    return { ...dayOfYearOf(Number(year), Number(dayOfYear)), time: timeOf(time) }
  }
  const [, year, week, weekday, ...time] = isoWeek.exec(text) ?? []
  return week === undefined ? null : { ...weekDay(Number(year), Number(week), Number(weekday)), time: timeOf(time) }
}

/** The common case of RSS, read without looking for its parts. */
function readRfc822(text: string): WrittenDate | null {
  const date = rfc822.exec(text)
  if (!date) return null
  const [, day, word, year, hour, minute, second, zone] = date
  const month = monthOf(word ?? '')
  if (month === null) return null
  return { year: fullYear(year ?? ''), month, day: Number(day), time: timeOf([hour, minute, second, '', zone]) }
}

function timeOf([hour, minute, second, fraction, zone]: readonly (string | undefined)[]): WrittenTime | null {
  if (hour === undefined) return null
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    fraction: (fraction ?? '').slice(0, 3),
    zone: zone ?? null,
  }
}

/** Day 1 to 366 of a year; out of that range it gives month 0, which no calendar has. */
function dayOfYearOf(year: number, dayOfYear: number): Day {
  const date = new Date(Date.UTC(year, 0, dayOfYear))
  if (dayOfYear < 1 || date.getUTCFullYear() !== year) return { year, month: 0, day: 0 }
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Week 1 holds the fourth of January (ISO 8601); a week that the year does not have gives month 0. */
function weekDay(year: number, week: number, weekday: number): Day {
  const fourth = new Date(Date.UTC(year, 0, 4))
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7)
  const thursday = new Date(Date.UTC(year, 0, monday + (week - 1) * 7 + 3))
  if (week < 1 || thursday.getUTCFullYear() !== year) return { year, month: 0, day: 0 }
  const date = new Date(Date.UTC(year, 0, monday + (week - 1) * 7 + weekday - 1))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The clock with its half of the day and its zone, and the text without them. */
function takeTime(text: string): { time: WrittenTime | null; rest: string } {
  const found = clock.exec(text) ?? dottedClock.exec(text) ?? bareHour.exec(text)
  if (!found) return { time: null, rest: text }
  let before = text.slice(0, found.index)
  let after = text.slice(found.index + found[0].length)
  const half = halfAfter.exec(after) ?? halfBefore.exec(before)
  if (half?.[1] === undefined) before = before.replace(halfBefore, ' ')
  else after = after.slice(half[0].length)
  const zone = takeZone(after)
  const [, hour = '', minute = '0', second, fraction] = found
  return {
    time: timeOf([hourOf(hour, half ? (half[1] ?? half[0]) : null), minute, second, fraction, zone.name]),
    rest: `${before} ${zone.rest}`,
  }
}

/** Twelve o'clock is the first hour of its half; an hour above twelve already says its half. */
function hourOf(hour: string, half: string | null): string {
  if (half === null || Number(hour) > 12) return hour
  return String((Number(hour) % 12) + (afternoons.has(half) ? 12 : 0))
}

function takeZone(after: string): { name: string | undefined; rest: string } {
  const offset = offsetAfter.exec(after)
  if (offset) {
    const [all, sign = '+', hours = '0', minutes = '00'] = offset
    return { name: `${sign}${hours}${minutes}`, rest: after.slice(all.length) }
  }
  const zone = zoneAfter.exec(after)
  if (!zone?.[1] || monthOf(zone[1]) !== null) return { name: undefined, rest: after }
  return { name: zone[1], rest: after.slice(zone[0].length) }
}

function readDays(text: string): readonly Day[] {
  const start = yearFirst.exec(text)
  if (start) return [{ year: Number(start[1]), month: Number(start[2]), day: Number(start[3]) }]
  const end = yearLast.exec(text)
  if (end) return numericDays(Number(end[1]), end[2] ?? '', Number(end[3]), fullYear(end[4] ?? ''))
  const numbered = numberedMonth.exec(text)
  if (numbered)
    return [{ year: Number(numbered[4]), month: Number(numbered[2] ?? numbered[3]), day: Number(numbered[1]) }]
  const named = readNamedMonth(text)
  return named ? [named] : []
}

/** Dots are written only where the day stands first; slashes and hyphens everywhere. */
function numericDays(first: number, separator: string, second: number, year: number): readonly Day[] {
  const dayFirst = { year, month: second, day: first }
  if (separator === '.' || first === second) return [dayFirst]
  return [dayFirst, { year, month: first, day: second }]
}

/** `3 March 2026`, `March 3rd, 2026`, `2026-March-03`: the day stands beside the month and no number is left over. */
function readNamedMonth(text: string): Day | null {
  const tokens = (text.match(words) ?? []).filter((token) => !linkWord.test(token))
  const months = tokens.flatMap((token, index) => (/^\d/.test(token) || monthOf(token) === null ? [] : [index]))
  // A first word that could be a month ("mar.") before another month is a weekday.
  const at = months.length > 1 && months[0] === 0 ? months[1] : months[0]
  if (at === undefined) return null
  const month = monthOf(tokens[at] ?? '')
  const dayAt = [at - 1, at + 1].find((index) => /^\d{1,2}$/.test(tokens[index] ?? ''))
  if (month === null || dayAt === undefined) return null
  const numbers = tokens.filter((token, index) => index !== dayAt && /^\d/.test(token))
  const year = numbers[0]
  if (year === undefined || numbers.length > 1 || !/^(?:\d{4}|\d{2})$/.test(year)) return null
  return { year: fullYear(year), month, day: Number(tokens[dayAt]) }
}

/** Two digits mean 1970 to 2069. */
const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900)
