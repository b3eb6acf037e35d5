import { characterOf } from './references.ts'

/** Control characters that no document may hold, save tab and the ends of lines. */
const control = /[^\P{Cc}\t\n\r]/u
const controls = /[^\P{Cc}\t\n\r]/gu

/**
 * Drops the control characters that XML forbids and reads U+0080 to U+009F as the windows-1252 characters that they were
 * before somebody took that text for Latin-1. Says so in a sentence when there were any.
 */
export function cleanText(text: string): { readonly text: string; readonly oddities: readonly string[] } {
  if (!control.test(text)) return { text, oddities: [] }
  let count = 0
  const cleaned = text.replace(controls, (character) => {
    count += 1
    const code = character.charCodeAt(0)
    return code >= 0x80 ? characterOf(code) : ''
  })
  return { text: cleaned, oddities: [`${count} control characters were dropped or read as windows-1252`] }
}
