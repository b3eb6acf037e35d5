const place = String.raw`\p{Lu}[\p{Lu}.'’-]{2,24}`
const more = String.raw`(?:[ ,/]{1,3}[\p{L}\d.'’]{1,20}){0,6}`
const agency = String.raw`\([^()]{2,40}\)`
const dash = String.raw`\s{0,2}(?:[—–―]|--|-(?=\s))\s{0,2}`

/** `CITY (Agency) —`, `CITY, Country, May 3 —`, `City (Agency) -`, `(Agency) —`, `(AGENCY)`: what may stand before the news. */
const datelines = [
  new RegExp(`^${place}${more} {0,2}(?:${agency})?${dash}`, 'u'),
  new RegExp(`^\\p{Lu}[\\p{L}.'’-]{1,24}${more} {0,2}${agency}${dash}`, 'u'),
  new RegExp(`^${agency}${dash}`, 'u'),
  /^\([\p{Lu}&. ]{2,20}\) {0,2}/u,
  new RegExp(`^\\p{Lu}[\\p{L}.'’-]{1,24}${more} {0,2}\\([\\p{Lu}&]{2,12}\\) {0,2}`, 'u'),
]
const longestDateline = 90

/** The number of UTF-16 units at the head of a paragraph's first sentence that are its dateline; 0 when it has none. */
export function datelineLength(sentence: string): number {
  const head = sentence.slice(0, longestDateline)
  for (const pattern of datelines) {
    const length = pattern.exec(head)?.[0].length
    if (length !== undefined && /^["“'‘„«]?[\p{Lu}\p{N}]/u.test(sentence.slice(length))) return length
  }
  return 0
}
