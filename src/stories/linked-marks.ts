import { languageOf } from '../text/language.ts'
import { namesIn } from '../text/names.ts'
import { isStopWord } from '../text/stop-words.ts'
import { words } from '../text/words.ts'
import { distinctiveFigures, distinctiveNames } from './distinctive-marks.ts'
import { daysIn } from '../text/days.ts'
import { regionsIn } from './linked-regions.ts'
import { sharedSpelling } from './linked-spelling.ts'

/** Characters of the text that are read: what happened stands first. */
const readLength = 1500
const latinWord = /[a-z][a-z]+/gu

/** What an article says that reads alike in other languages. */
export interface LinkedMarks {
  readonly language: string
  /**
   * Occurrences by mark: a word in its shared spelling ("filip"), a country ("#SE"), a figure ("=1200"), a day of the
   * year ("@5-4").
   */
  readonly counts: ReadonlyMap<string, number>
  /** The name as written, for marks that are a word of one. */
  readonly names: ReadonlyMap<string, string>
}

/** What there is to read of an article. */
export interface LinkedText {
  readonly publisher: string
  readonly title: string
  readonly text: string
  /** BCP 47 tag; null when nobody knows, then it is detected. */
  readonly language: string | null
}

/** Depends on nothing but the article. Linear in its first 1,500 characters. */
export function linkedMarks(article: LinkedText): LinkedMarks {
  const language = languageOf(article.language, `${article.title}\n${article.text}`)
  const text = `${article.title}\n${article.text.slice(0, readLength)}`
  const spoken = words(text, language)
  const counts = new Map<string, number>()
  const count = (mark: string, times: number): void => void counts.set(mark, (counts.get(mark) ?? 0) + times)
  for (const word of spellable(spoken)) {
    const spelling = isStopWord(word, language) ? null : sharedSpelling(word)
    if (spelling !== null) count(spelling, 1)
  }
  for (const [code, times] of regionsIn(text, spoken, language)) count(`#${code}`, times)
  for (const figure of new Set(distinctiveFigures(text, language))) count(`=${figure}`, 1)
  for (const day of daysIn(text, language)) count(`@${day}`, 1)
  return { language, counts, names: namedMarks(text, article.publisher, language, counts) }
}

/** Text in another script still writes some names in Latin letters, joined to its own words or not. */
const spellable = (spoken: readonly string[]): string[] =>
  spoken.flatMap((word) => (/^[\p{L}\p{M}'’]+$/u.test(word) ? [word] : (word.match(latinWord) ?? [])))

function namedMarks(
  text: string,
  publisher: string,
  language: string,
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const named = new Map<string, string>()
  for (const name of distinctiveNames(namesIn(text), publisher, language)) {
    for (const word of words(name, language)) {
      const spelling = sharedSpelling(word)
      if (spelling !== null && counts.has(spelling) && !named.has(spelling)) named.set(spelling, name)
    }
  }
  return named
}
