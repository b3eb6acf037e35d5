import { isUtf8 } from 'node:buffer'
import { windows1252 } from './references.ts'

/** The first byte of a UTF-8 sequence and one that follows it, both read as windows-1252. */
const suspicious = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf${windows1252}]`)
const byteOfCharacter = new Map(Array.from(windows1252, (character, index) => [character, 0x80 + index]))

/**
 * Undoes UTF-8 that somebody read as windows-1252 and wrote again ("Ã©" for "é"), but only when the whole text is such: every
 * character one byte, all bytes together valid UTF-8. Linear.
 */
export function repairMojibake(text: string): string {
  if (!suspicious.test(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const byte = code <= 0xff ? code : byteOfCharacter.get(text.charAt(at))
    if (byte === undefined) return text
    bytes[at] = byte
  }
  return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : text
}
