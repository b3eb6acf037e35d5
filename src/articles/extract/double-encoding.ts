/** C1 controls: nobody writes them, so their presence shows that UTF-8 was read as Latin-1 and encoded again. */
const CONTROL = /[\u0080-\u009f]/
const SEQUENCE = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g

/** The text with its doubly encoded characters mended; a text without C1 controls is left alone. O(length). */
export const mendDoubleEncoding = (text: string): string =>
  CONTROL.test(text) ? text.replace(SEQUENCE, (bytes) => decoded(bytes)) : text

function decoded(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? bytes : text
}
