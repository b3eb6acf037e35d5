/** Soft hyphens and zero-width characters are typesetting, not text; runs of whitespace become one space. */
export const plainText = (raw: string): string => evenText(raw).trim()

/** The same, with the space that stands at the ends. */
export const evenText = (raw: string): string =>
  UNEVEN.test(raw) ? raw.replace(TYPESETTING, '').replace(/\s+/g, ' ') : raw

const TYPESETTING = /[\u00ad\u200b\u2060\ufeff]/g
/** Most blocks need no change: one search is cheaper than two copies. */
const UNEVEN = /[\u00ad\u200b\u2060\ufeff]|\s\s|[^\S ]/

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/g

/** Characters, where one of a script without spaces between words counts as three. */
export function sizeOf(text: string): number {
  const first = text.search(DENSE)
  if (first < 0) return text.length
  return text.length + 2 * (text.match(DENSE)?.length ?? 0)
}

const END_LENGTH = 4

/** Only the last characters are looked at: a pattern bound to the end alone would be tried at each position. */
export const endsSentence = (text: string): boolean =>
  /[.!?…。！？؟।:;]["'”»“’)\]」』]{0,3}$|[”»“」』]$/.test(text.slice(-END_LENGTH))

/** Whether there is nothing but white space and controls from `start` to `end`. */
export function isBlank(text: string, start = 0, end = text.length): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 32) return false
  return true
}
