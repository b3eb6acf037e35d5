import { settledLanguage } from '../text/language.ts'
import { namesIn } from '../text/names.ts'
import { shinglesOf } from '../text/shingles.ts'
import { termOf } from '../text/terms.ts'
import { words } from '../text/words.ts'
import type { ClusterArticle } from './cluster-article.ts'
import { distinctiveFigures, distinctiveNames } from './distinctive-marks.ts'
import type { ClusterSettings } from './settings.ts'

/** What the engine compares of an article. It depends on nothing but the article, so it can be made anywhere, in parallel. */
export interface ArticleFeatures {
  readonly language: string
  readonly publisher: string
  /** Lower-cased, and as words in order. */
  readonly title: string
  readonly titleWords: readonly string[]
  /** Words in the text, without the title. */
  readonly wordCount: number
  /** Occurrences by term: of the title; of title (twice) and first words of the text; of the names. */
  readonly titleTerms: ReadonlyMap<string, number>
  /** Title terms that are written like a name or a figure: with a capital or a digit. */
  readonly titleMarks: ReadonlySet<string>
  readonly bodyTerms: ReadonlyMap<string, number>
  readonly nameTerms: ReadonlyMap<string, number>
  /** The figures of the text, and the names of title and text, that can tell one event from another. */
  readonly numbers: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  /** Those of the names that the title says. */
  readonly titleNames: readonly string[]
  /** The terms of the title in order, without those names: what titles of one form have in common. */
  readonly titleForm: readonly string[]
  /** Shingles of the text alone, sorted. */
  readonly shingles: Int32Array
}

/** Linear in the length of the article but for the sorting of its shingles. */
export function featuresOf(article: ClusterArticle, settings: ClusterSettings): ArticleFeatures {
  const language = settledLanguage(article.language, `${article.title}\n${article.text}`)
  const titleWords = words(article.title, language)
  const textWords = words(article.text, language)
  const titleTerms = countTerms(titleWords, language)
  const head = textWords.slice(0, settings.bodyWords)
  const found = namesIn(`${article.title}\n${article.text}`)
  const names = new Set(distinctiveNames(found, article.publisher, language).map((name) => name.toLowerCase()))
  const titleNames = [...names].filter((name) => holdsRun(titleWords, words(name, language)))
  return {
    language,
    publisher: article.publisher,
    title: article.title.toLowerCase(),
    titleWords,
    wordCount: textWords.length,
    titleTerms,
    titleMarks: markedTerms(article.title, language, titleTerms),
    bodyTerms: countTerms([...titleWords, ...titleWords, ...head], language),
    nameTerms: countNames(names, [...titleWords, ...textWords]),
    numbers: new Set(distinctiveFigures(article.text, language)),
    names,
    titleNames,
    titleForm: formOf(titleWords, titleNames, language),
    shingles: shinglesOf(textWords.slice(0, settings.copyWords)),
  }
}

const holdsRun = (said: readonly string[], run: readonly string[]): boolean =>
  ` ${said.join(' ')} `.includes(` ${run.join(' ')} `)

function formOf(titleWords: readonly string[], names: readonly string[], language: string): string[] {
  const named = new Set(names.flatMap((name) => words(name, language)))
  return titleWords.flatMap((word) => (named.has(word) ? [] : (termOf(word, language) ?? [])))
}

const marked = /(?<![\p{L}\p{N}])[\p{Lu}\p{Nd}][\p{L}\p{M}\p{N}.,'’]*/gu

function markedTerms(title: string, language: string, terms: ReadonlyMap<string, number>): Set<string> {
  const found = countTerms(words(title.match(marked)?.join(' ') ?? '', language), language)
  return new Set([...found.keys()].filter((term) => terms.has(term)))
}

function countTerms(found: readonly string[], language: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of found) {
    const term = termOf(word, language)
    if (term !== null) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

/** A name counts whole and by its words, so that a surname alone still meets the full name, and as often as it is said. */
function countNames(names: ReadonlySet<string>, said: readonly string[]): Map<string, number> {
  const spoken = new Map<string, number>()
  for (const word of said) spoken.set(word, (spoken.get(word) ?? 0) + 1)
  const counts = new Map<string, number>()
  for (const name of names) {
    const parts = name.split(' ')
    const times = parts.map((part) => spoken.get(part) ?? 1)
    parts.forEach((part, at) => counts.set(part, times[at] ?? 1))
    if (parts.length > 1) counts.set(name, Math.min(...times))
  }
  return counts
}
