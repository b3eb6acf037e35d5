/** Languages written without spaces between words; ICU's dictionaries part them. */
const unspaced = new Set(['zh', 'ja', 'th'])
const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
/** Languages that put an article or pronoun before an apostrophe: both sides of it are words. */
const eliding = new Set(['fr', 'it', 'ca', 'pt'])

/** A number with its separators, or a run of letters and digits with inner apostrophes. No nested repetition: linear. */
const wordPattern = /\p{N}+(?:[.,]\p{N}+)*(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/gu
const initials = /\b(?:\p{Lu}\.){2,}/gu
/** The dot of a lower-cased Turkish capital İ, and the vowel signs and stretching stroke that Arabic writes or leaves out. */
const unwritten = /\u0307|\u0640|[\u{64b}-\u{652}]/gu

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The words of a text in order, lower-cased and in compatibility form (NFKC). Numbers are words and keep their
 * separators; "U.S." becomes "us"; an English possessive loses its ending; French and Italian elisions become two words.
 * `language` is a BCP 47 tag or null; it chooses the word rules, and text in Han, kana or Thai script is parted by
 * ICU's dictionaries whatever the tag says. Linear in the length of the text.
 */
export function words(text: string, language: string | null): string[] {
  const primary = primaryLanguage(language)
  const plain = text.normalize('NFKC')
  const undotted = plain.includes('.') ? plain.replace(initials, (run) => run.replaceAll('.', '')) : plain
  const lower = undotted.toLowerCase().replace(unwritten, '')
  if (unspaced.has(primary) || unspacedScript.test(lower.slice(0, 2000))) return segmentedWords(lower, primary)
  const found = lower.match(wordPattern) ?? []
  return /['’]/u.test(lower) ? withoutApostrophes(found, eliding.has(primary)) : found
}

/** The first subtag of a BCP 47 tag in lower case ("pt" of "pt-BR"); empty for null. */
export function primaryLanguage(language: string | null): string {
  const tag = language?.toLowerCase() ?? ''
  const end = tag.search(/[-_]/u)
  return end < 0 ? tag : tag.slice(0, end)
}

function withoutApostrophes(found: readonly string[], elides: boolean): string[] {
  const parted: string[] = []
  for (const word of found) {
    if (word.includes("'") || word.includes('’')) parted.push(...splitApostrophe(word, elides))
    else parted.push(word)
  }
  return parted
}

function splitApostrophe(word: string, elides: boolean): string[] {
  const parts = word.split(/['’]/u)
  if (elides) return parts
  if (parts.at(-1) === 's') parts.pop()
  return [parts.join('')]
}

function segmentedWords(text: string, primary: string): string[] {
  const locale = unspaced.has(primary) ? primary : 'und'
  let segmenter = segmenters.get(locale)
  if (!segmenter) segmenters.set(locale, (segmenter = new Intl.Segmenter(locale, { granularity: 'word' })))
  const found: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) found.push(segment)
  return found
}
