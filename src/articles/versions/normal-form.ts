/** Soft hyphens, joiners, marks of direction, variation selectors: nobody reads them. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu
const singleQuotes = /[‘’‚‛‹›′`´ʼ]/gu
const doubleQuotes = /[“”„‟«»″〝〞＂]|''/gu
const dashes = /[-‐‑‒–—―−﹘﹣－]+/gu

/**
 * A text as two of its printings are compared: in NFC, one kind of quotation mark, dash and space, without characters that
 * are not seen. Case stays. Two texts with one normal form read alike. Idempotent.
 */
export function normalForm(text: string): string {
  return text
    .replace(unseen, '')
    .normalize('NFC')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replaceAll('…', '...')
    .replace(/\s+/gu, ' ')
    .trim()
}
