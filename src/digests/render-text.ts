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
import { type EditionView, storiesOf } from './edition-view.ts'
import {
  brieflyInWords,
  copyInWords,
  copiesInWords,
  correctedInWords,
  foreignLanguage,
  longDay,
  NO_BREAK,
  placeInWords,
  type RenderOptions,
  reportsInWords,
  sentenceMark,
  sourcesInWords,
  stateInWords,
  stateLine,
  writtenBy,
  unchangedInWords,
} from './edition-words.ts'
import { headlineSource } from './headline-source.ts'
import { type ListedSource, listSources } from './listed-sources.ts'
import { closingLines, correctionLines, footerLines, unchangedLines, WIDTH } from './text-parts.ts'
import { isWebAddress } from './web-address.ts'
import { newnessInWords, noteInWords, noticesInWords, openingInWords, withheldInWords } from './view-words.ts'
import { wrapText } from './wrap-text.ts'

const THIN = '-'.repeat(WIDTH)
const THICK = '='.repeat(WIDTH)
/** Where the headlines of the contents begin: behind `  1. Developed  `. */
const HEADLINE_COLUMN = 16

const COPY_INDENT = ['       -  ', '          '] as const

/** The plain-text twin of the mail: the same words in the same order, at most 72 columns save for addresses. */
export function renderText(view: EditionView, options: RenderOptions = {}): string {
  const { content, groups } = view
  const place = new Map(storiesOf(view).map((story, i) => [story, i + 1]))
  const linesOf = (story: EditionStory) => storyLines(story, place.get(story) ?? 0, content, options)
  const lines = [
    ...masthead(view),
    ...contents(view, place),
    ...[...groups.new, ...groups.developed].flatMap((story) => [
      story.form === 'full' ? THICK : THIN,
      ...linesOf(story),
    ]),
    ...part('BRIEFLY', groups.briefly, (story) => ['', ...linesOf(story)]),
    ...part('UNCHANGED', groups.unchanged, unchangedLines),
    ...part('CORRECTED', view.corrections, (correction) => ['', ...correctionLines(correction)]),
    ...(view.withheld > 0 ? [THICK, 'NOT TOLD', withheldInWords(view)] : []),
    THICK,
    ...footerLines(content, options),
  ]
  return `${lines.join('\n')}\n`
}

const part = <T>(label: string, items: readonly T[], linesOf: (item: T) => readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [THICK, label, ...items.flatMap(linesOf)]

/** What the mail sets in lines ends with a full stop here. */
function masthead(view: EditionView): string[] {
  const { content } = view
  return [
    ...noticesInWords(content).flatMap((notice) => wrapText(notice, WIDTH)),
    ...wrapText(`${content.digest.toUpperCase()} - ${longDay(content.localDate)}`, WIDTH),
    ...openingInWords(view, ', ').flatMap((sentence) => wrapText(stopped(sentence), WIDTH)),
    ...(content.note === null ? [] : ['', ...wrapText(noteInWords(content.note), WIDTH)]),
  ]
}

const stopped = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)

function contents({ groups, corrections }: EditionView, place: ReadonlyMap<EditionStory, number>): string[] {
  const told = [...groups.new, ...groups.developed]
  if (told.length === 0) return []
  return [
    THIN,
    'IN THIS EDITION',
    ...told.flatMap((story) =>
      row(
        `${String(place.get(story)).padStart(3)}. ${stateInWords(story)}`,
        `${story.headline} (${reportsInWords(story)})`,
      ),
    ),
    ...(groups.briefly.length > 0 ? row('     Briefly', brieflyInWords(groups.briefly)) : []),
    ...(groups.unchanged.length > 0 ? row('     Unchanged', unchangedInWords(groups.unchanged)) : []),
    ...(corrections.length > 0 ? row('     Corrected', correctedInWords(corrections)) : []),
  ]
}

const row = (label: string, text: string): string[] =>
  wrapText(text, WIDTH, label.padEnd(HEADLINE_COLUMN), ' '.repeat(HEADLINE_COLUMN))

function storyLines(story: EditionStory, place: number, content: EditionContent, options: RenderOptions): string[] {
  const isLine = story.form === 'line'
  return [
    ...wrapText(`${place}. ${stateLine(story, ', ').toUpperCase()}`, WIDTH),
    ...wrapText(newnessInWords(story) ?? '', WIDTH),
    ...wrapText(`${story.headline}${writtenBy(story.headlineBy)}`, WIDTH),
    ...(story.note === null ? [] : wrapText(noteInWords(story.note), WIDTH)),
    ...proseLines(story, isLine ? [] : ['']),
    ...(story.differing ?? []).flatMap((difference) => ['', ...wrapText(differenceInWords(difference), WIDTH)]),
    ...(isLine ? [] : ['', 'Sources']),
    ...sourcesLines(story, content),
    countsInWords(story.counts, ', '),
    ...closingLines(story, content, options),
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
  source: EditionSource | EditionCopy,
  content: EditionContent,
  [first, indent]: readonly [first: string, indent: string],
  { notes, isTitled }: { notes: readonly string[]; isTitled: boolean },
): string[] {
  return [
    ...(isTitled ? wrapText(source.cutTitle, WIDTH, first, indent) : []),
    ...wrapText(placeInWords(source, content, notes, ', '), WIDTH, isTitled ? indent : first, indent),
    ...(isWebAddress(source.url) ? [`${indent}${source.url}`] : []),
  ]
}
