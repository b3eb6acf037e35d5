import { foldDateText } from '../text/date-words.ts'
import { localeOf } from '../text/locale.ts'
import { numbersIn } from '../text/numbers.ts'
import { loneYear } from '../text/years.ts'

/** In lower case: hours and minutes, with or without seconds, and hours that a half of the day or a word for "o'clock" follows. */
const clock =
  /(?<!\p{Nd})\p{Nd}{1,2}(?:[:h]\p{Nd}{2}(?::\p{Nd}{2})?(?!\p{Nd})|(?:\.\p{Nd}{2})?\s?(?:[ap]\.?m\b|uhr\b))/gu
/** Dates in figures alone: year first or last, and with the signs for month and day of Chinese and Japanese. */
const numericDate =
  /(?<!\p{Nd})(?:\p{Nd}{1,4}([-./])\p{Nd}{1,2}\1\p{Nd}{1,4}(?!\p{Nd})|\p{Nd}{1,2}月(?:\p{Nd}{1,2}日)?)/gu

interface Calendar {
  /** Names of months and weekdays, long and short, in `foldDateText` form. */
  readonly words: ReadonlySet<string>
  /** Days of a month beside its name, single or as a range. */
  readonly dayOfMonth: RegExp
}

const calendars = new Map<string, Calendar>()

/**
 * The figures of a text that can tell one event from another, written as by `numbersIn`. Times of the day, days, and
 * years are left out: notices of different events share them by chance or by habit. Linear in the length of the text.
 */
export function distinctiveFigures(text: string, language: string): string[] {
  const { dayOfMonth } = calendarOf(language)
  let rest = text.toLowerCase()
  for (const pattern of [clock, numericDate, dayOfMonth, loneYear]) rest = rest.replace(pattern, ' ')
  return numbersIn(rest)
}

/**
 * The names that can tell one event from another: not those of weekdays and months, and not the publisher's own, which
 * stands in whatever it prints.
 */
export function distinctiveNames(names: readonly string[], publisher: string, language: string): string[] {
  const { words } = calendarOf(language)
  const own = new Set(publisher.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u))
  return names.filter((name) => {
    const parts = name.toLowerCase().split(' ')
    return !parts.every((part) => words.has(foldDateText(part))) && !parts.every((part) => own.has(part))
  })
}

/** The calendar of a language and of English, as the platform's locale data (CLDR) names it; of English alone without. */
function calendarOf(stated: string): Calendar {
  const language = localeOf(stated)
  const known = calendars.get(language)
  if (known) return known
  const months = namesOf(language, 'month', 12)
  const weekdays = namesOf(language, 'weekday', 7)
  const longestFirst = [...months].toSorted((a, b) => b.length - a.length)
  const month = `(?:${longestFirst.map((name) => name.replace(/[^\p{L}\p{M}\p{N}\s]/gu, '.')).join('|')})`
  const day = String.raw`\p{Nd}{1,2}(?:\.|st|nd|rd|th|er|º)?`
  const before = String.raw`(?:${day}\s?(?:[-–]|\p{L}{1,4})\s?)?${day}\s(?:\p{L}{2}\s)?${month}(?!\p{L})`
  // A look back from the figure, so that only figures are tried. In "4 May 12 boats" the month has its day already.
  const after = String.raw`(?<=(?<!\p{L}|\p{Nd}\.?\s)${month}\s)${day}(?!\p{Nd}|[.,]\p{Nd})`
  const calendar = {
    words: new Set([...months, ...weekdays].map(foldDateText)),
    dayOfMonth: new RegExp(`(?<!\\p{Nd})(?:${before}|${after})`, 'gu'),
  }
  calendars.set(language, calendar)
  return calendar
}

function namesOf(language: string, part: 'month' | 'weekday', count: number): Set<string> {
  const names = new Set<string>()
  for (const width of ['long', 'short'] as const) {
    for (const locale of [language, 'en']) {
      // A day stands beside a month, because inflecting languages name the month of a date in another case.
      for (const options of [{ [part]: width }, { [part]: width, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat([locale, 'en'], { ...options, timeZone: 'UTC' })
        for (let at = 0; at < count; at++) names.add(nameIn(format, part, at))
      }
    }
  }
  return names
}

function nameIn(format: Intl.DateTimeFormat, part: 'month' | 'weekday', at: number): string {
  const date = part === 'month' ? Date.UTC(2023, at, 1) : Date.UTC(2023, 0, 1 + at)
  const found = format.formatToParts(date).find(({ type }) => type === part)?.value ?? ''
  return found.toLowerCase().replace(/\.$/u, '')
}
