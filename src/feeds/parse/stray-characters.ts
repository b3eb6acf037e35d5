import { replaceByPieces } from './pieces.ts'
import { characterOf } from './references.ts'

/** Control characters that no document may hold, save tab and the ends of lines. */
const control = /[^\P{Cc}\t\n\r]/u
const controls = /[^\P{Cc}\t\n\r]+/gu
const highControl = /[\u0080-\u009f]/

/**
 * Drops the control characters that XML forbids and reads U+0080 to U+009F as the windows-1252 characters that they were
 * before somebody took that text for Latin-1. Says so in a sentence when there were any.
 */
export function cleanText(text: string): { readonly text: string; readonly oddities: readonly string[] } {
  if (!control.test(text)) return { text, oddities: [] }
  let count = 0
  const cleaned = replaceByPieces(text, '', (piece) =>
    piece.replace(controls, (run) => {
      count += run.length
      return highControl.test(run) ? Array.from(run, (character) => characterOf(character.charCodeAt(0))).join('') : ''
    }),
  )
  return { text: cleaned, oddities: [`${count} control characters were dropped or read as windows-1252`] }
}
