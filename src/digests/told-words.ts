import { daysIn } from '../text/days.ts'
import { localeOf } from '../text/locale.ts'
import { isStopWord } from '../text/stop-words.ts'
import { words } from '../text/words.ts'
import { figuresOf } from './brief/spelled-figures.ts'
import { contentStems, termsOf } from './brief/terms.ts'

/** What was told, as sentences are compared with it. */
export interface Told {
  /** Neither its content nor its figures were told. */
  readonly isNew: (sentence: string) => boolean
  /** A figure as `figuresIn` writes it. */
  readonly hasFigure: (figure: string) => boolean
  /** Whether a name was told, by itself or within a longer or shorter one of the same bearer. */
  readonly hasName: (name: string) => boolean
}

/** A sentence was told when an earlier one holds this share of its content ... */
const TOLD_SHARE = 0.6
/** ... and is not so long that it holds a bit of everything: the least cosine of their contents. */
const TOLD_COSINE = 0.3

/** Reads what was told once for all that is compared with it. Linear in its length. */
export function openTold(sentences: readonly string[], language: string): Told {
  const tag = language === 'und' ? null : language
  const contents = sentences.map((text) => contentStems(termsOf(text, tag)))
  const told = new Set(sentences.flatMap((text) => words(text, tag)))
  const figures = new Set(sentences.flatMap((text) => figuresIn(text, tag)))
  return {
    isNew: (sentence) =>
      figuresIn(sentence, tag).some((figure) => !figures.has(figure)) ||
      !isHeld(contentStems(termsOf(sentence, tag)), contents),
    hasFigure: (figure) => figures.has(figure),
    hasName: (name) => isCalendarWord(name, tag) || isToldName(tellingWords(name, tag), told),
  }
}

/** In digits, however they are written: "twenty-five" is 25, and "1.2 million" 1200000. */
export const figuresIn = (text: string, language: string | null): readonly string[] =>
  [...figuresOf(text, language)].filter((figure) => /\p{Nd}/u.test(figure))

function isHeld(content: ReadonlySet<string>, earlier: readonly ReadonlySet<string>[]): boolean {
  const needed = TOLD_SHARE * content.size
  return earlier.some((one) => {
    let held = 0
    for (const stem of content) if (one.has(stem)) held += 1
    return held >= needed && held >= TOLD_COSINE * Math.sqrt(content.size * one.size)
  })
}

/** Without initials and such as "I'm". */
const tellingWords = (name: string, language: string | null): readonly string[] =>
  words(name, language).filter((word) => word.length > 1 && !isStopWord(word, language))

/**
 * The last word tells whose name it is ("Minister Arne Holt" is "Holt"), and half of the words may be known from other
 * names ("Bank of Sund").
 */
function isToldName(name: readonly string[], told: ReadonlySet<string>): boolean {
  const last = name.at(-1)
  const known = name.filter((word) => told.has(word)).length
  return last === undefined || (told.has(last) && known * 2 >= name.length)
}

/** A day of the week or a month is written like a name in some languages and tells nothing new. */
const isCalendarWord = (name: string, language: string | null): boolean =>
  daysIn(`1 ${name}`, language ?? 'en').size > 0 || weekdaysOf(language ?? 'en').has(name.toLowerCase())

const weekdaysBy = new Map<string, ReadonlySet<string>>()

function weekdaysOf(language: string): ReadonlySet<string> {
  const known = weekdaysBy.get(language)
  if (known) return known
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' })
  const days = new Set(Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)).toLowerCase()))
  weekdaysBy.set(language, days)
  return days
}
