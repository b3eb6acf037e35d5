/** A run of text, inside or outside the marked passage. */
export interface TextRun {
  readonly text: string
  readonly isMarked: boolean
}

/** Half-open, in Unicode code points. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface MarkedText {
  readonly paragraphs: readonly (readonly TextRun[])[]
  /** False when the span reaches beyond the text; nothing is marked then. */
  readonly isInside: boolean
}

/** Text cut into its paragraphs (parted by a blank line), and these at the edges of the passage. O(characters). */
export function markPassage(text: string, span: Span | null): MarkedText {
  const marked = span && toUnits(text, span)
  const paragraphs: TextRun[][] = []
  let at = 0
  for (const paragraph of text.split('\n\n')) {
    if (paragraph !== '') paragraphs.push(cut(paragraph, at, marked))
    at += paragraph.length + 2
  }
  return { paragraphs, isInside: span === null || marked !== null }
}

/** The span in UTF-16 units, which strings are cut by: a code point beyond U+FFFF takes two. */
function toUnits(text: string, { start, end }: Span): Span | null {
  let units = 0
  let startUnits: number | null = null
  let points = 0
  for (const character of text) {
    if (points === start) startUnits = units
    if (points === end) break
    units += character.length
    points += 1
  }
  return startUnits === null || points < end ? null : { start: startUnits, end: units }
}

function cut(paragraph: string, at: number, marked: Span | null): TextRun[] {
  const start = marked ? clamp(marked.start - at, paragraph.length) : 0
  const end = marked ? clamp(marked.end - at, paragraph.length) : 0
  const runs = [
    { text: paragraph.slice(0, start), isMarked: false },
    { text: paragraph.slice(start, end), isMarked: true },
    { text: paragraph.slice(end), isMarked: false },
  ]
  return runs.filter((run) => run.text !== '')
}

const clamp = (offset: number, length: number): number => Math.min(Math.max(offset, 0), length)
