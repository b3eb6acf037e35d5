/**
 * A 53-bit key of a text, in base 36, the same for texts that differ only in letter case and in numbers: "12 comments"
 * and "7 Comments" are one line. Mixing is that of cyrb53 (bryc, public domain); two of 3,000 texts meet by chance once in
 * 10^9 sites.
 */
export const textKey = (text: string): string => hash53(text.toLowerCase().replaceAll(/\p{Nd}+/gu, '0')).toString(36)

/** A 53-bit key of a page's address, as given, in base 36. */
export const pageKeyOf = (address: string): string => hash53(address).toString(36)

function hash53(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
