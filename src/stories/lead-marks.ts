import { daysIn } from '../text/days.ts'
import { sortedHashes } from '../text/sorted-hashes.ts'
import { yearsIn } from '../text/years.ts'
import { distinctiveFigures } from './distinctive-marks.ts'

/** What the opening of a report says in figures, and the days and years that it names anywhere, as sorted hashes. */
export interface LeadMarks {
  readonly leadFigures: Int32Array
  readonly days: Int32Array
  readonly years: Int32Array
}

/** Characters of the text that count as its opening: some 80 words. News says what happened first. */
const leadLength = 500

/** Linear in the length of the text. */
export function leadMarksOf(title: string, text: string, language: string): LeadMarks {
  const opening = `${title}\n${text.slice(0, leadLength)}`
  const whole = `${title}\n${text}`
  return {
    leadFigures: sortedHashes(distinctiveFigures(opening, language)),
    days: sortedHashes(daysIn(whole, language)),
    years: sortedHashes(yearsIn(whole)),
  }
}
