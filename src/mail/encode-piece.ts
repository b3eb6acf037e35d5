import { encode, wrap } from 'nodemailer/lib/qp'
import type { MailPiece } from './send-mail.ts'

interface Encoded {
  readonly text: string
  /** As DKIM hashes it: `relaxed` of RFC 6376 3.4.4, but for empty lines at the end of the whole body. */
  readonly relaxed: string
}

const known = new WeakMap<MailPiece, Encoded>()

const LINE_COLUMNS = 76
/** RFC 2045 6.7 (5): a line break that is none of the text's. */
const SOFT_BREAK = '=\r\n'

/**
 * A piece as quoted-printable (RFC 2045 6.7) with CRLF at its end, a soft one where the piece has no line break there:
 * pieces can be put behind one another. An edition of 60 KB takes some milliseconds to encode, so its result is kept for
 * as long as the piece is.
 */
export function encodePiece(piece: MailPiece): Encoded {
  const before = known.get(piece)
  if (before !== undefined) return before
  const lines = piece.text.replaceAll(/\r\n|\r|\n/g, '\r\n')
  const isWhole = lines.endsWith('\r\n') || lines === ''
  const text = isWhole ? wrap(encode(lines), LINE_COLUMNS) : `${wrap(encode(lines), LINE_COLUMNS - 1)}${SOFT_BREAK}`
  const encoded = { text, relaxed: relaxLines(text) }
  known.set(piece, encoded)
  return encoded
}

/** Whole lines: runs of blanks as one space, none at the end of a line. */
export const relaxLines = (lines: string): string => lines.replaceAll(/[ \t]+/g, ' ').replaceAll(' \r\n', '\r\n')

/** Bytes of pieces as they travel. */
export const encodedBytes = (pieces: readonly MailPiece[]): number =>
  pieces.reduce((sum, piece) => sum + encodePiece(piece).text.length, 0) // quoted-printable is ASCII
