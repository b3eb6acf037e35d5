import { parseDate } from '../../text/dates.ts'

/** How a page writes dates, and the latest that it can mean. */
export interface PageDates {
  /** BCP 47; of English only that of America, Canada and the Philippines puts the month first. */
  readonly language: string | null
  readonly notAfter: Date | null
}

/** A date as a page writes it, in ISO 8601: with offset, or only the day. Null when it is none. */
export function readPageDate(raw: string, { language, notAfter }: PageDates): string | null {
  const dayFirst = !/^en(?:-(?:us|ca|ph))?$/i.test(language ?? 'en')
  return parseDate(raw, { dayFirst, ...(notAfter ? { notAfter } : {}) })?.iso ?? null
}
