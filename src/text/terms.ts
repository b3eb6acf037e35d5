import { stem } from './stem.ts'
import { isStopWord } from './stop-words.ts'

/**
 * Letters kept of a word of an inflecting language that has no stemmer here. Cutting to a fixed length is the classic
 * cheap conflation (McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004).
 */
const keptLetters: Readonly<Record<string, number>> = {
  de: 7,
  es: 6,
  fr: 6,
  it: 6,
  pt: 6,
  nl: 7,
  pl: 6,
  ru: 6,
  tr: 6,
  sv: 7,
}
const ideographic = new Set(['zh', 'ja'])

/**
 * The form under which words of one meaning are counted as one term: stemmed in English, cut in inflecting languages,
 * without the article in Arabic. Null for words that tell nothing of an event: stop words, single letters and digits.
 */
export function termOf(word: string, language: string): string | null {
  if (word.length < 2 && !ideographic.has(language)) return null
  if (isStopWord(word, language)) return null
  if (language === 'en') return stem(word)
  if (language === 'ar') return withoutArticle(word)
  const kept = keptLetters[language]
  return kept === undefined ? word : word.slice(0, kept)
}

/** Arabic joins "the" and some prepositions to the word they stand before. */
function withoutArticle(word: string): string {
  const bare = word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, '')
  return bare.slice(0, 6)
}
