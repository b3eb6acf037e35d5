import { countsInWords } from '../stories/counts.ts'
import { differenceInWords } from './difference-words.ts'
import {
  type EditionContent,
  type EditionCopy,
  type EditionSentence,
  type EditionSource,
  type EditionStory,
  shownText,
} from './edition.ts'
import {
  brieflyInWords,
  clockInWords,
  copyInWords,
  coverageInWords,
  footerInWords,
  foreignLanguage,
  copiesInWords,
  sourcesInWords,
  longDay,
  NO_BREAK,
  type RenderOptions,
  reportsInWords,
  sentenceMark,
  stateInWords,
  stateLine,
  summaryInWords,
  writtenBy,
} from './edition-words.ts'
import { headlineSource } from './headline-source.ts'
import { type ListedSource, listSources } from './listed-sources.ts'
import { type ReadingOrder, readingOrder } from './reading-order.ts'
import { isWebAddress } from './web-address.ts'
import { wrapText } from './wrap-text.ts'

const WIDTH = 72
const THIN = '-'.repeat(WIDTH)
const THICK = '='.repeat(WIDTH)
/** Where the headlines of the contents begin: behind `  1. Developed  `. */
const HEADLINE_COLUMN = 16

const COPY_INDENT = ['       -  ', '          '] as const

/** The plain-text twin of the mail: the same words in the same order, at most 72 columns save for addresses. */
export function renderText(content: EditionContent, options: RenderOptions = {}): string {
  const order = readingOrder(content)
  const lines = [
    ...masthead(content),
    ...contents(order),
    ...[...order.full, ...order.short].flatMap((story) => [
      story.form === 'full' ? THICK : THIN,
      ...storyLines(story, content),
    ]),
    ...(order.line.length > 0 ? [THICK, 'BRIEFLY'] : []),
    ...order.line.flatMap((story) => ['', ...storyLines(story, content)]),
    THICK,
    ...footerInWords(content, options).flatMap((sentence) => wrapText(sentence, WIDTH)),
  ]
  return `${lines.join('\n')}\n`
}

function masthead(content: EditionContent): string[] {
  return [
    ...wrapText(`${content.digest.toUpperCase()} - ${longDay(content.localDate)}`, WIDTH),
    ...wrapText(`${summaryInWords(content, ', ')}.`, WIDTH),
    ...wrapText(coverageInWords(content) ?? '', WIDTH),
  ]
}

function contents({ full, short, line }: ReadingOrder): string[] {
  const told = [...full, ...short]
  if (told.length === 0) return []
  return [
    THIN,
    'IN THIS EDITION',
    ...told.flatMap((story) =>
      row(`${String(story.rank).padStart(3)}. ${stateInWords(story)}`, `${story.headline} (${reportsInWords(story)})`),
    ),
    ...(line.length > 0 ? row('     Briefly', brieflyInWords(line)) : []),
  ]
}

const row = (label: string, text: string): string[] =>
  wrapText(text, WIDTH, label.padEnd(HEADLINE_COLUMN), ' '.repeat(HEADLINE_COLUMN))

function storyLines(story: EditionStory, content: EditionContent): string[] {
  const isLine = story.form === 'line'
  return [
    ...wrapText(`${story.rank}. ${stateLine(story, ', ').toUpperCase()}`, WIDTH),
    ...wrapText(`${story.headline}${writtenBy(story.headlineBy)}`, WIDTH),
    ...proseLines(story, isLine ? [] : ['']),
    ...(story.differing ?? []).flatMap((difference) => ['', ...wrapText(differenceInWords(difference), WIDTH)]),
    ...(isLine ? [] : ['', 'Sources']),
    ...sourcesLines(story, content),
    countsInWords(story.counts, ', '),
  ]
}

/** `gap` stands between paragraphs. */
function proseLines({ standfirst, lead, sections }: EditionStory, gap: readonly string[]): string[] {
  return [
    ...(standfirst ? [...gap, ...paragraph([standfirst])] : []),
    ...(lead.length > 0 ? [...gap, ...paragraph(lead)] : []),
    ...sections.flatMap(({ heading, headingBy, paragraphs }) => [
      '',
      ...wrapText(`${heading}${writtenBy(headingBy)}`, WIDTH),
      ...paragraphs.flatMap((sentences, i) => [...(i === 0 ? [] : gap), ...paragraph(sentences)]),
    ]),
  ]
}

const paragraph = (sentences: readonly EditionSentence[]): string[] =>
  wrapText(sentences.map((sentence) => `${shownText(sentence)}${NO_BREAK}${sentenceMark(sentence)}`).join(' '), WIDTH)

function sourcesLines(story: EditionStory, content: EditionContent): string[] {
  const { listed, further } = listSources(story)
  return [
    ...listed.flatMap((source) => sourceLines(source, story, content)),
    ...(further.length > 0 ? wrapText(sourcesInWords(further), WIDTH, '-  ', '   ') : []),
  ]
}

function sourceLines({ source, copies, furtherCopies }: ListedSource, story: EditionStory, content: EditionContent) {
  const language = foreignLanguage(source.language, story.language)
  return [
    ...placeLines(source, content, [`-  [${source.number}] `, '       '], {
      notes: language === null ? [] : [language],
      isTitled: source !== headlineSource(story),
    }),
    ...copies.flatMap((copy) =>
      placeLines(copy, content, COPY_INDENT, { notes: [copyInWords(copy, source.number)], isTitled: true }),
    ),
    ...(furtherCopies.length > 0 ? wrapText(copiesInWords(furtherCopies), WIDTH, ...COPY_INDENT) : []),
  ]
}

function placeLines(
  { cutTitle, publisher, publishedAt, url }: EditionSource | EditionCopy,
  content: EditionContent,
  [first, indent]: readonly [first: string, indent: string],
  { notes, isTitled }: { notes: readonly string[]; isTitled: boolean },
): string[] {
  const place = [publisher, clockInWords(publishedAt, content), ...notes].join(', ')
  return [
    ...(isTitled ? wrapText(cutTitle, WIDTH, first, indent) : []),
    ...wrapText(place, WIDTH, isTitled ? indent : first, indent),
    ...(isWebAddress(url) ? [`${indent}${url}`] : []),
  ]
}
