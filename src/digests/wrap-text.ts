/**
 * Breaks a text at white space into lines of at most `width` columns. `first` goes before the first line, `next` before
 * each further one. A web address stands whole, whatever its length; any other word longer than a line is cut. A no-break
 * space holds its words together and is written as a space. Controls count as white space, so that no text can steer a
 * terminal. Linear in the text.
 */
export function wrapText(text: string, width: number, first = '', next = first): string[] {
  const room = width - Math.max(columns(first), columns(next))
  const lines: string[] = []
  let line = first
  let isBare = true
  for (const part of partsOf(text, room)) {
    const longer = isBare ? line + part : `${line} ${part}`
    if (isBare || columns(longer) <= width) {
      line = longer
    } else {
      lines.push(line)
      line = next + part
    }
    isBare = false
  }
  if (!isBare) lines.push(line)
  return lines.map((one) => one.replaceAll(NO_BREAK, ' '))
}

/** Columns of a terminal or a mail in a fixed-width font: two for wide letters, none for marks (Unicode UAX 11). */
export function columns(text: string): number {
  let sum = 0
  for (const point of text) sum += columnsOf(point)
  return sum
}

const NO_BREAK = '\u00a0'
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\p{Emoji_Presentation}]/u
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u

function columnsOf(point: string): number {
  if (point <= '~') return 1
  if (NO_WIDTH.test(point)) return 0
  return WIDE.test(point) ? 2 : 1
}

/** The words of a text; those longer than `room` columns in pieces. */
function partsOf(text: string, room: number): string[] {
  const words = text.split(/(?:(?!\u00a0)[\s\p{Cc}])+/u).filter((word) => word !== '')
  return words.flatMap((word) => (word.length * 2 <= room || isAddress(word) ? [word] : cutWord(word, room)))
}

const isAddress = (word: string): boolean => /^\(?https?:\/\//i.test(word)

function cutWord(word: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let taken = 0
  for (const point of word) {
    const more = columnsOf(point)
    if (taken + more > room) {
      pieces.push(piece)
      piece = ''
      taken = 0
    }
    piece += point
    taken += more
  }
  return [...pieces, piece]
}
