import { stem } from '../../text/stem.ts'
import { stopWordsOf } from '../../text/stop-words.ts'
import { primaryLanguage, words } from '../../text/words.ts'

/** The words of a passage as they are compared: `stems[i]` is word i; `content[i]` tells whether it carries meaning. */
export interface Terms {
  readonly words: readonly string[]
  readonly stems: readonly string[]
  readonly content: readonly boolean[]
}

/** Inflected words of a language without a stemmer of its own agree in their first letters: six kept most pairs apart. */
const prefixLength = 6
const stemmed = new Map<string, string>()
const cacheLimit = 100_000

/** Words, stems and content marks of a text; a text without a language is read as English. Linear in its length. */
export function termsOf(text: string, language: string | null): Terms {
  const tag = language ?? 'en'
  const isEnglish = primaryLanguage(tag) === 'en'
  const grammar = stopWordsOf(tag)
  const found = words(text, tag)
  return {
    words: found,
    stems: found.map((word) => (isEnglish ? englishStem(word) : word.slice(0, prefixLength))),
    content: found.map((word) => word.length > 1 && !grammar.has(word)),
  }
}

/** The distinct stems of a passage that carry meaning. */
export const contentStems = ({ stems, content }: Terms): ReadonlySet<string> =>
  new Set(stems.filter((_, i) => content[i]))

/** UTF-16 units: longer than any report, and a bound on the time that a book or a dump can take. */
const longestText = 24_000

/** As much of an article as the engine reads. */
export const readPart = (text: string): string => (text.length > longestText ? text.slice(0, longestText) : text)

const read = new WeakMap<object, Terms>()

/** `termsOf` the text of an article, as far as it is read; asked again for the same object, it is not read again. */
export function articleTerms(article: { readonly text: string; readonly language: string | null }): Terms {
  const known = read.get(article)
  if (known) return known
  const terms = termsOf(readPart(article.text), article.language)
  read.set(article, terms)
  return terms
}

const distinct = new WeakMap<Terms, ReadonlySet<string>>()

/** The distinct stems of an article, as far as it is read; kept like `articleTerms`. */
export function articleStems(article: {
  readonly text: string
  readonly language: string | null
}): ReadonlySet<string> {
  const terms = articleTerms(article)
  const known = distinct.get(terms)
  if (known) return known
  const stems = new Set(terms.stems)
  distinct.set(terms, stems)
  return stems
}

function englishStem(word: string): string {
  if (word.length < 4) return word
  const known = stemmed.get(word)
  if (known !== undefined) return known
  if (stemmed.size >= cacheLimit) stemmed.clear()
  const found = stem(word)
  stemmed.set(word, found)
  return found
}
