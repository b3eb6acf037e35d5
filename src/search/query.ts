import { detectLanguage } from '../text/language.ts'
import { isStopWord } from '../text/stop-words.ts'

/** What an analyst typed, as Postgres full-text queries. */
export interface SearchQuery {
  /** All words, phrases in quotes, `or`: as `websearch_to_tsquery` reads it. */
  readonly strict: string
  /** What no hit may have, parted by `or`; null where nothing is excluded. */
  readonly excluded: string | null
  /** The words alone; an article must hold at least `leastMatches` of them. Null where loosening makes no sense. */
  readonly loose: { readonly words: readonly string[]; readonly leastMatches: number } | null
}

/** A word or a phrase with a hyphen before it, at the beginning or after a space. */
const EXCLUSION = /(^|\s)-("[^"]*"?|[^\s"]\S*)/gu

/**
 * Reads a query. All words are asked for first; when nothing has them all, an article with three quarters of them is
 * the honest second best. Phrases and exclusions are never loosened, and function words, which no index holds, are no
 * words that an article could lack.
 */
export function readQuery(text: string): SearchQuery {
  const excluded = Array.from(text.matchAll(EXCLUSION), ([, , term]) => term ?? '')
  if (excluded.length > 0)
    return { strict: text.replaceAll(EXCLUSION, '$1'), excluded: excluded.join(' or '), loose: null }
  return { strict: text, excluded: null, loose: loosened(text) }
}

function loosened(text: string): SearchQuery['loose'] {
  // Postgres reads "or" in any case as an alternative.
  if (/"|\bor\b/i.test(text)) return null
  const language = detectLanguage(text)
  const all = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const words = [...all].filter((word) => language === 'und' || !isStopWord(word, language)).slice(0, 32)
  if (words.length < 2) return null
  return { words, leastMatches: Math.max(1, Math.floor(words.length * 0.75)) }
}
