import { daysIn } from '../../text/days.ts'
import { namesIn } from '../../text/names.ts'
import { yearsIn } from '../../text/years.ts'
import { contentStems, termsOf } from '../brief/terms.ts'
import type { Setting } from './claim.ts'
import type { Cues } from './cues.ts'

/**
 * What a sentence says of the event besides its figures; `sentence` has signs for amounts, `what` is what the figure counts, in
 * English, and `matched` where the sentence says so: the words of neither set anything apart. Linear in the sentence.
 */
export function settingOf(
  sentence: string,
  read: { original: string; what: string; matched: string; language: string; cues: Cues },
): Setting {
  const { cues, language } = read
  const told = cues.attribution.reduce((text, clause) => text.replace(clause, ' '), sentence)
  const own = new Set([...contentStems(termsOf(read.what, 'en')), ...foreignStems(read.matched, language)])
  const bare = told.replace(/[\uE000-\uF8FF]/gu, ' ')
  const names = nameWords(namesIn(`… ${bare}`), cues)
  return {
    stems: new Set(
      [...contentStems(termsOf(bare, language))].filter((stem) => !own.has(stem) && !/^\p{N}/u.test(stem)),
    ),
    names,
    places: placesIn(bare, names, cues),
    spots: new Set([...spotsIn(bare, language, cues)].filter((stem) => !own.has(stem))),
    weekdays: weekdaysIn(bare, cues),
    days: daysIn(read.original, language),
    years: yearsIn(read.original),
  }
}

const foreignStems = (matched: string, language: string): Iterable<string> =>
  language === 'en' ? [] : contentStems(termsOf(matched, language))

function nameWords(names: readonly string[], { weekdays }: Cues): ReadonlySet<string> {
  const days = new Set(weekdays.flatMap((day) => day.split('|')))
  const found = names.flatMap((name) => name.toLowerCase().split(/[ -]/u))
  return new Set(found.filter((word) => word.length > 2 && !days.has(word) && !/^\p{N}/u.test(word)))
}

function placesIn(sentence: string, names: ReadonlySet<string>, { inPlace }: Cues): ReadonlySet<string> {
  const pattern = new RegExp(`(?<!\\p{L})(?:${anyCase(inPlace)}) (?:\\p{Ll}{1,4} )?((?:\\p{Lu}[\\p{L}’'-]+ ?)+)`, 'gu')
  const words = Array.from(sentence.matchAll(pattern), ([, name = '']) => name.toLowerCase().split(/[ -]/u)).flat()
  return new Set(words.filter((word) => names.has(word)))
}

function spotsIn(sentence: string, language: string, { inPlace, article, times }: Cues): ReadonlySet<string> {
  const word = `(?!(?:${inPlace}|${article}) )\\p{L}[\\p{L}-]+`
  const pattern = new RegExp(`(?<!\\p{L})(?:${anyCase(inPlace)}) (?:${article}) (${word}(?: ${word}){0,2})`, 'gu')
  const aTime = new RegExp(`(?<!\\p{L})(?:${times})(?!\\p{L})`, 'u')
  const phrases = Array.from(sentence.matchAll(pattern), ([, phrase = '']) => phrase).filter((one) => !aTime.test(one))
  return new Set(phrases.flatMap((phrase) => [...contentStems(termsOf(phrase, language))]))
}

/** Prepositions small, or at the head of a sentence. */
const anyCase = (prepositions: string): string =>
  prepositions.replace(/(?<=^|\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)

function weekdaysIn(sentence: string, { weekdays }: Cues): ReadonlySet<number> {
  const lower = sentence.toLowerCase()
  return new Set(weekdays.flatMap((day, i) => (new RegExp(`(?<!\\p{L})(?:${day})`, 'u').test(lower) ? [i] : [])))
}

/** Whether two sentences may speak of one event: no day, year or place of the one stands against those of the other. */
export function maySpeakOfOne(a: Setting, b: Setting): boolean {
  const pairs = [
    [a.weekdays, b.weekdays],
    [a.days, b.days],
    [a.places, b.places],
    [a.spots, b.spots],
  ] as const
  return pairs.every(([x, y]) => !contradict(x, y)) && sameYears(a.years, b.years)
}

/** A sentence that names a year tells of that year; one that names none, of the day. */
const sameYears = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((year) => b.has(year))

export const contradict = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean =>
  a.size > 0 && b.size > 0 && shared(a, b) === 0

export function shared(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): number {
  let count = 0
  for (const one of a) if (b.has(one)) count++
  return count
}
