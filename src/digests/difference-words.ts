import type { EditionDifference, EditionFigure } from './edition.ts'
import { NO_BREAK } from './edition-words.ts'

/** A value of a differing figure in words, without its mark. */
export interface ValueWords {
  /** `The cost is 41 million crowns by Meridian Agency and Valley Times`, then `, 47 million by Evening Ledger`. */
  readonly words: string
  readonly figure: EditionFigure
}

/** What a differing figure says, value by value; mail, text and pages put their marks behind each. */
export function valuesInWords({ what, unit, values }: EditionDifference): readonly ValueWords[] {
  return values.map((figure, i) => {
    const amount = i === 0 && unit !== null ? `${figure.shown} ${unit}` : figure.shown
    const publishers = inSeries([...new Set(figure.passages.map(({ publisher }) => publisher))])
    return { words: `${i === 0 ? `The ${what} is ` : ', '}${amount} by ${publishers}`, figure }
  })
}

/** `The cost is 41 million crowns by Meridian Agency and Valley Times [1 4], 47 million by Evening Ledger [3].` */
export const differenceInWords = (difference: EditionDifference): string =>
  `${valuesInWords(difference)
    .map(({ words, figure }) => `${words}${NO_BREAK}[${sourcesOfFigure(figure).join(NO_BREAK)}]`)
    .join('')}.`

/** Numbers of the sources that give a value, ascending. */
export const sourcesOfFigure = ({ passages }: EditionFigure): readonly number[] =>
  [...new Set(passages.map(({ source }) => source))].sort((a, b) => a - b)

const series = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const inSeries = (names: readonly string[]): string => series.format(names)
