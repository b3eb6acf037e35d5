import { sentencesIn } from '../../text/sentences.ts'
import { words } from '../../text/words.ts'
import { isDateLine, isStandingLine } from '../extract/boilerplate-lines.ts'
import { isChurn } from './churn-words.ts'
import { isCorrectionNote } from './correction-note.ts'
import { normalForm } from './normal-form.ts'

/** The parts of a version that readers take for the article. */
export interface WrittenText {
  readonly title: string
  readonly standfirst: string | null
  /** Paragraphs parted by a blank line. */
  readonly text: string
}

/** What a version tells, in its normal form and without what changes on a page by itself. */
export interface ToldText {
  readonly title: string
  /** Empty when there is none, and when the text says it as well. */
  readonly standfirst: string
  readonly paragraphs: readonly string[]
  readonly sentences: readonly string[]
  /** Lines without a sentence end: their figures by their words, a line for each list. */
  readonly lineFigures: ReadonlyMap<string, readonly string[]>
}

/** A paragraph that ends without a sentence end and has fewer words is a line: a teaser, a crosshead, tags, a list item. */
const LINE_WORDS = 15
/** An ellipsis ends no sentence: it ends the teasers that were cut. */
const sentenceEnd = /(?<!\.\.)[\p{Sentence_Terminal}](?!\.)["'\p{Pe}\p{Pf}]*$/u
const figures = /\p{N}+(?:[.,:]\p{N}+)*/gu

/**
 * What a version tells. Left out, because pages change it by themselves:
 * - sentences that only count or date the page (`3 minutes ago`, `Updated 14:05`, `12 comments`), see churn-words.ts;
 * - standing lines (read also, newsletters, sharing), see boilerplate-lines.ts;
 * - lines: paragraphs of fewer than 15 words without a sentence end, such as teasers, tags, captions and crossheads. Of these
 *   the figures are kept by the line's words, so that `Dead: 12` can become `Dead: 14` but a teaser can come and go.
 *
 * A paragraph that announces a correction is always kept. Text that ends its sentences, or is longer, is prose, and every
 * word of it counts; so does every word of title and standfirst. Thai prose, which has no sentence ends, counts from 15 words.
 * Linear in the length of the text.
 */
export function toldText(written: WrittenText, language: string | null): ToldText {
  const paragraphs: string[] = []
  const sentences: string[] = []
  const lineFigures = new Map<string, string[]>()
  for (const paragraph of written.text.split('\n\n')) {
    const told = toldSentences(normalForm(paragraph), language)
    const text = told.join(' ')
    if (text === '' || (isStandingLine(text) && !isCorrectionNote(text))) continue
    if (isLine(text, language)) {
      noteFigures(lineFigures, text)
      continue
    }
    paragraphs.push(text)
    sentences.push(...told)
  }
  const standfirst = toldSentences(normalForm(written.standfirst ?? ''), language).join(' ')
  const isRepeated = paragraphs.some((paragraph) => paragraph.includes(standfirst))
  return {
    title: normalForm(written.title),
    standfirst: isRepeated ? '' : standfirst,
    paragraphs,
    sentences,
    lineFigures,
  }
}

/** Whether two versions tell the same: then they are one. */
export function tellsTheSame(a: ToldText, b: ToldText): boolean {
  return (
    a.title === b.title &&
    a.standfirst === b.standfirst &&
    a.sentences.join(' ') === b.sentences.join(' ') &&
    changedLines(a, b).length === 0
  )
}

/** The words of the lines that both have, with other figures. */
export function changedLines(a: ToldText, b: ToldText): readonly string[] {
  return [...a.lineFigures.keys()].filter((line) => {
    const [before, after] = [a.lineFigures.get(line) ?? [], b.lineFigures.get(line) ?? []]
    return before.length === after.length && before.join(' ') !== after.join(' ')
  })
}

function isLine(text: string, language: string | null): boolean {
  if (sentenceEnd.test(text) || isCorrectionNote(text)) return false
  return words(text, language).length < LINE_WORDS
}

function noteFigures(lines: Map<string, string[]>, text: string): void {
  const found = text.match(figures)
  if (!found || isDateLine(text)) return
  const line = text.replace(figures, '#').toLowerCase()
  lines.set(line, [...(lines.get(line) ?? []), ...found])
}

function toldSentences(paragraph: string, language: string | null): string[] {
  return sentencesIn(paragraph, language)
    .map(({ start, end }) => paragraph.slice(start, end))
    .filter((sentence) => !isChurn(sentence, words(sentence, language)))
}
