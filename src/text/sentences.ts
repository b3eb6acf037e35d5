import { type Abbreviations, abbreviationsOf } from './abbreviations.ts'

/** A sentence as a half-open span of UTF-16 offsets, white space at both ends left out. */
export interface SentenceSpan {
  readonly start: number
  readonly end: number
  /** Counted from 0: a line of the text that holds more than white space is a paragraph. */
  readonly paragraph: number
}

/** A stop or several, closing quotes and brackets, and the white space behind them. */
const candidate = /(?<![.!?…])[.!?…]+["'”’»)\]]*\s+/g
const opening = /^["'“‘„«([¿¡]+/
const lastToken = /[\p{L}\p{N}.&'’-]*$/u

/**
 * Splits news prose into sentences. A paragraph always ends one. English, German, Spanish and French go by rules
 * (titles and initials never end a sentence, "U.S." does before an opener only, a quotation goes on into its speaker);
 * other languages by `Intl.Segmenter`. Linear in the length of the text.
 */
export function sentencesIn(text: string, language: string | null): SentenceSpan[] {
  const abbreviations = abbreviationsOf(language)
  const spans: SentenceSpan[] = []
  let paragraph = 0
  for (const line of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    const ends = abbreviations ? boundariesByRule(line[0], abbreviations) : boundariesBySegmenter(line[0], language)
    const before = spans.length
    let from = 0
    for (const end of ends) {
      pushTrimmed(spans, text, line.index + from, line.index + end, paragraph)
      from = end
    }
    if (spans.length > before) paragraph++
  }
  return spans
}

function pushTrimmed(spans: SentenceSpan[], text: string, from: number, to: number, paragraph: number): void {
  let start = from
  let end = to
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  if (start < end) spans.push({ start, end, paragraph })
}

function boundariesBySegmenter(line: string, language: string | null): number[] {
  const segmenter = new Intl.Segmenter(language ?? undefined, { granularity: 'sentence' })
  return Array.from(segmenter.segment(line), (part) => part.index + part.segment.length)
}

function boundariesByRule(line: string, abbreviations: Abbreviations): number[] {
  const ends: number[] = []
  for (const hit of line.matchAll(candidate)) {
    const end = hit.index + hit[0].length
    if (endsSentence(line, hit.index, hit[0].trimEnd(), end, abbreviations)) ends.push(end)
  }
  ends.push(line.length)
  return ends
}

function endsSentence(line: string, at: number, stop: string, next: number, known: Abbreviations): boolean {
  const behind = line.slice(next, next + 80)
  const first = behind.replace(opening, '')
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}—–-]/u.test(first)) return false
  if (stop.startsWith('.') && !stop.startsWith('..') && stop.length === 1) return endsAfterStop(line, at, first, known)
  return !(/^[!?]/.test(stop) && stop.length > 1 && namesSpeaker(first, known))
}

/** `"Are you ready?" Jane Roe asked.` is one sentence: at most three capitalised words, then a verb of speech. */
function namesSpeaker(behind: string, known: Abbreviations): boolean {
  const tokens = behind.split(/\s+/, 5)
  const verb = tokens.findIndex((token) => /^\p{Ll}/u.test(token))
  return verb > 0 && verb < 4 && known.speech.has((tokens[verb] ?? '').replace(/[.,;:]+$/, ''))
}

function endsAfterStop(line: string, at: number, behind: string, known: Abbreviations): boolean {
  const word = lastToken.exec(line.slice(Math.max(0, at - 24), at))?.[0] ?? ''
  const lower = word.toLowerCase()
  if (/^\p{Lu}$/u.test(word)) return false
  if (known.ordinals && /^\d{1,2}$/.test(word)) return false
  if (known.leading.has(lower)) return isPlainWord(word, lower, behind)
  if (known.trailing.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return opensSentence(behind, known)
  return true
}

/** "no", "fig" and "sat" are words as well: written small and not before a number they may end a sentence. */
function isPlainWord(word: string, lower: string, behind: string): boolean {
  const alsoWords = ['no', 'fig', 'art', 'sat', 'sun', 'mar', 'est', 'ed', 'al', 'sec', 'me', 'fr', 'min', 'max', 'rd']
  return alsoWords.includes(lower) && word === lower && !/^\d/.test(behind)
}

function opensSentence(behind: string, known: Abbreviations): boolean {
  const word = /^[\p{L}’']+/u.exec(behind)?.[0]
  return word !== undefined && known.openers.has(word.toLowerCase())
}
