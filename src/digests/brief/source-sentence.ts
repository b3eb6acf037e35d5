import { sentencesIn, type SentenceSpan } from '../../text/sentences.ts'
import type { Background } from './background.ts'
import type { BriefArticle } from './brief.ts'
import { datelineLength } from './dateline.ts'
import { hasSentenceShape, isFurniture } from './junk.ts'
import { hasSpeechVerb, quotationOf, type Quotation } from './quotation.ts'
import { leans, pointsBack } from './reference.ts'
import { readPart, termsOf, type Terms } from './terms.ts'
import { addressesReader, hasVerb, speaksOfWriter } from './voice.ts'

/** A sentence of an article that could be shown. */
export interface SourceSentence {
  /** Index of the article in the story. */
  readonly article: number
  /** Among all sentences of the article: two that differ by one are neighbours. */
  readonly order: number
  /** Among the sentences that could be shown. */
  readonly position: number
  /** UTF-16 span in the article's text; a dateline is left out. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Words parted by white space: what a budget counts. */
  readonly wordCount: number
  readonly terms: Terms
  readonly quotation: Quotation
  /** The background knows it as boilerplate. */
  readonly repeated: boolean
  /** It says "I", "we" or "you" in its own voice. */
  readonly personal: boolean
  /** It can be understood only behind the sentence before it. */
  readonly pointsBack: boolean
  /** It may stand first in a brief or a section. */
  readonly canOpen: boolean
}

/** Whether most of the sentence is somebody's words. */
export const isSpeech = ({ quotation }: SourceSentence): boolean =>
  quotation === 'speech' || quotation === 'unattributed'

export interface ReadingRules {
  readonly background: Background | null
  readonly barred: (text: string) => boolean
}

/** News puts what matters first: sentences behind these are not read. */
export const sentencesRead = 60

/**
 * The sentences of an article that could be shown, in order. Furniture, fragments, parts of a longer quotation, repeats
 * inside the article and what is barred are left out. Linear in the length of the text.
 */
export function readSentences(article: BriefArticle, index: number, rules: ReadingRules): SourceSentence[] {
  const spans = sentencesIn(readPart(article.text), article.language).slice(0, sentencesRead)
  const quoted = insideQuotation(article.text, spans)
  const seen = new Set<string>()
  const found: SourceSentence[] = []
  spans.forEach((span, order) => {
    const start = span.start + datelineLength(article.text.slice(span.start, span.end))
    const text = article.text.slice(start, span.end)
    if (quoted[order] || !isShowable(text, article.language) || rules.barred(text)) return
    const quotation = quotationOf(text, article.language)
    const continues = quotation === 'unattributed'
    if (continues && opensParagraph(spans, order) && !hasSpeechVerb(text, article.language)) return
    const terms = termsOf(text, article.language)
    const key = terms.words.join(' ')
    if (seen.has(key)) return
    seen.add(key)
    const personal = speaksOfWriter(text, article.language) || addressesReader(text, article.language)
    const back = pointsBack(text, article.language)
    const whole = article.text.slice(span.start, span.end)
    found.push({
      article: index,
      order,
      position: found.length,
      start,
      end: span.end,
      text,
      terms,
      wordCount: text.split(/\s+/).length,
      quotation,
      repeated: rules.background?.isRepeated(whole) ?? false,
      pointsBack: continues || back,
      personal,
      canOpen: !continues && !personal && !back && !leans(text, article.language),
    })
  })
  return found
}

const opensParagraph = (spans: readonly SentenceSpan[], at: number): boolean =>
  spans[at]?.paragraph !== spans[at - 1]?.paragraph

/** A question in the publisher's own voice asks its reader; what it answers stands elsewhere. */
function isShowable(text: string, language: string | null): boolean {
  if (!hasSentenceShape(text, language) || isFurniture(text) || /[^"“”„«»]\?$/.test(text)) return false
  return hasVerb(text, language)
}

/** Which sentences begin inside a quotation that was opened earlier in their paragraph: they have lost their speaker. */
export function insideQuotation(text: string, spans: readonly SentenceSpan[]): boolean[] {
  let open = false
  return spans.map((span, i) => {
    if (span.paragraph !== spans[i - 1]?.paragraph) open = false
    const begins = open
    for (const [mark] of text.slice(span.start, span.end).matchAll(/["“”«»]/g)) {
      open = mark === '"' ? !open : mark === '“' || mark === '«'
    }
    return begins
  })
}
