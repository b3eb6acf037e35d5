import { foldDateText } from './date-words.ts'
import { localeOf } from './locale.ts'

const ideographicDay = /(\p{Nd}{1,2})\s?月\s?(\p{Nd}{1,2})\s?日/gu
const piece = /\p{L}[\p{L}\p{M}]*|\p{Nd}+/gu
/** Chinese, Japanese and Korean number their months. */
const named = /^\P{Nd}{2,}$/u
const monthsBy = new Map<string, ReadonlyMap<string, number>>()

/**
 * The days of the year that a text names by month and day ("4 May", "4 de mayo", "May 4th", "5月4日"), as "5-4". Months
 * by name as the platform's locale data (CLDR) has them; days in figures alone are read differently in each country and
 * are left out. Linear in the length of the text.
 */
export function daysIn(text: string, language: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, month = '', day = ''] of text.matchAll(ideographicDay)) add(found, Number(month), Number(day))
  const months = monthsOf(language)
  const pieces = text.toLowerCase().match(piece) ?? []
  pieces.forEach((word, at) => {
    const month = months.get(foldDateText(word))
    if (month === undefined) return
    const before = dayOf(pieces[at - 1]) ?? (isShort(pieces[at - 1]) ? dayOf(pieces[at - 2]) : null)
    const day = before ?? dayOf(pieces[at + 1])
    if (day !== null) add(found, month, day)
  })
  return found
}

function add(found: Set<string>, month: number, day: number): void {
  if (month >= 1 && month <= 12 && day >= 1 && day <= 31) found.add(`${month}-${day}`)
}

const dayOf = (word: string | undefined): number | null =>
  word !== undefined && /^\p{Nd}{1,2}$/u.test(word) ? Number(word) : null

/** A preposition or an ordinal's ending may stand between day and month. */
const isShort = (word: string | undefined): boolean => word !== undefined && /^\p{L}{1,2}$/u.test(word)

function monthsOf(stated: string): ReadonlyMap<string, number> {
  const language = localeOf(stated)
  const before = monthsBy.get(language)
  if (before) return before
  const months = new Map<string, number>()
  for (const month of ['long', 'short'] as const) {
    // A day stands beside a month, because inflecting languages name the month of a date in another case.
    for (const options of [{ month }, { month, day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
      for (let at = 0; at < 12; at++) {
        const name = monthIn(format, at)
        if (named.test(name)) months.set(name, at + 1)
      }
    }
  }
  monthsBy.set(language, months)
  return months
}

function monthIn(format: Intl.DateTimeFormat, at: number): string {
  const name = format.formatToParts(Date.UTC(2023, at, 1)).find(({ type }) => type === 'month')?.value ?? ''
  return foldDateText(name.toLowerCase().replace(/\.$/u, ''))
}
