import { hashTexts } from '../text/hash.ts'
import { daysIn } from './linked-days.ts'
import { distinctiveFigures } from './distinctive-marks.ts'

/** What the opening of a report says in figures, and the days and years that it names anywhere, as sorted hashes. */
export interface LeadMarks {
  readonly leadFigures: Int32Array
  readonly days: Int32Array
  readonly years: Int32Array
}

/** Characters of the text that count as its opening: some 80 words. News says what happened first. */
const leadLength = 500
const year = /(?<![\p{Nd}.,])(?:19|20)\p{Nd}{2}(?![\p{Nd}]|[.,]\p{Nd})/gu

/** Linear in the length of the text. */
export function leadMarksOf(title: string, text: string, language: string): LeadMarks {
  const opening = `${title}\n${text.slice(0, leadLength)}`
  const whole = `${title}\n${text}`
  return {
    leadFigures: sorted(distinctiveFigures(opening, language)),
    days: sorted(daysIn(whole, language)),
    years: sorted(new Set(whole.match(year))),
  }
}

const sorted = (texts: Iterable<string>): Int32Array => hashTexts([...texts]).sort()
