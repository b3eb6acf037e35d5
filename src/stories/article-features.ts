import { hashText, hashTexts } from '../text/hash.ts'
import { languageOf } from '../text/language.ts'
import { namesIn } from '../text/names.ts'
import { sortedHashes } from '../text/sorted-hashes.ts'
import { termOf } from '../text/terms.ts'
import { words } from '../text/words.ts'
import type { ClusterArticle } from './cluster-article.ts'
import { distinctiveFigures, distinctiveNames } from './distinctive-marks.ts'
import { type LeadMarks, leadMarksOf } from './lead-marks.ts'
import { type Marks, nameListOf } from './marks.ts'
import type { ClusterSettings } from './settings.ts'
import type { TermCounts } from './term-vector.ts'
import { type Wording, wordingOf } from './wording.ts'

/**
 * What the engine compares of an article. It depends on nothing but the article, so it can be made anywhere, in parallel.
 * Terms, names and figures are known by their hashes: their letters are nowhere needed again.
 */
export interface ArticleFeatures extends Marks, LeadMarks {
  readonly language: string
  /** Lower-cased. */
  readonly titleText: string
  /** How many of the body's terms, from its first on, are those of the title and of the opening of the text. */
  readonly leadTerms: number
  /** The words of the title in order. */
  readonly titleWords: Int32Array
  /** Of the title; of title (twice) and first words of the text; of the names. */
  readonly titleTerms: TermCounts
  readonly bodyTerms: TermCounts
  readonly nameTerms: TermCounts
  /** Title terms that are written like a name or a figure: with a capital or a digit. */
  readonly titleMarks: Int32Array
  readonly wording: Wording
}

/** Words that open a text: news says what happened first. */
const leadWords = 80

/** Linear in the length of the article but for the sorting of its shingles. */
export function featuresOf(article: ClusterArticle, settings: ClusterSettings): ArticleFeatures {
  const language = languageOf(article.language, `${article.title}\n${article.text}`)
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
    titleText: article.title.toLowerCase(),
    titleWords: hashTexts(titleWords),
    titleForm: hashTexts(formOf(titleWords, titleNames, language)),
    wordCount: textWords.length,
    leadTerms: countTerms([...titleWords, ...textWords.slice(0, leadWords)], language).size,
    titleTerms: hashedCounts(titleTerms),
    titleMarks: hashTexts(markedTerms(article.title, language, titleTerms)),
    bodyTerms: hashedCounts(countTerms([...titleWords, ...titleWords, ...head], language)),
    nameTerms: hashedCounts(countNames(names, [...titleWords, ...textWords])),
    numbers: sortedHashes(distinctiveFigures(article.text, language)),
    names: sortedHashes(names),
    nameWords: nameListOf([...names]),
    titleNames: nameListOf(titleNames),
    wording: wordingOf(textWords, settings),
    ...leadMarksOf(article.title, article.text, language),
  }
}

const holdsRun = (said: readonly string[], run: readonly string[]): boolean =>
  ` ${said.join(' ')} `.includes(` ${run.join(' ')} `)

function formOf(titleWords: readonly string[], names: readonly string[], language: string): string[] {
  const named = new Set(names.flatMap((name) => words(name, language)))
  return titleWords.flatMap((word) => (named.has(word) ? [] : (termOf(word, language) ?? [])))
}

const marked = /(?<![\p{L}\p{N}])[\p{Lu}\p{Nd}][\p{L}\p{M}\p{N}.,'’]*/gu

function markedTerms(title: string, language: string, terms: ReadonlyMap<string, number>): string[] {
  const found = countTerms(words(title.match(marked)?.join(' ') ?? '', language), language)
  return [...found.keys()].filter((term) => terms.has(term))
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

const mostCounted = 0xffff

/** Terms of one hash are one term. */
function hashedCounts(counts: ReadonlyMap<string, number>): TermCounts {
  const hashed = new Map<number, number>()
  for (const [term, count] of counts) {
    const hash = hashText(term)
    hashed.set(hash, Math.min(mostCounted, (hashed.get(hash) ?? 0) + count))
  }
  return { hashes: Int32Array.from(hashed.keys()), counts: Uint16Array.from(hashed.values()) }
}
