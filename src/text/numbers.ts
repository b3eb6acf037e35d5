/** Digits with inner separators: thousands by comma, stop, apostrophe or thin space; decimals by comma or stop. */
const figure = /\p{Nd}+(?:[.,'’\u00a0\u2009\u202f]\p{Nd}+)*/gu
const grouped = /^([1-9]\d{0,2})((?:[^\d]\d{3})+)(?:([.,])(\d+))?$/u
/** First code points of the digit rows that news text uses besides ASCII: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50]

/**
 * The distinct figures of a text in order of first appearance, written alike: "1,200", "1.200" and "1'200" are "1200",
 * "3,50" is "3.5", "05" is "5". Units, currencies and signs are left out; a date or time gives its parts.
 * A single separator before exactly three digits is read as thousands, which is how news writes them far more often
 * than decimals. Linear in the length of the text.
 */
export function numbersIn(text: string): string[] {
  const found = new Set<string>()
  for (const [raw] of text.normalize('NFC').matchAll(figure))
    for (const value of readFigure(asciiDigits(raw))) found.add(value)
  return [...found]
}

function readFigure(raw: string): string[] {
  const thousands = grouped.exec(raw)
  if (thousands) {
    const [, head = '', groups = '', , decimals = ''] = thousands
    const separators = new Set(groups.match(/\D/gu))
    if (separators.size === 1) return [withDecimals(head + groups.replace(/\D/gu, ''), decimals)]
  }
  const parts = raw.split(/\D/u)
  if (parts.length === 2 && /[.,]/u.test(raw)) return [withDecimals(trimZeros(parts[0] ?? ''), parts[1] ?? '')]
  return parts.map(trimZeros)
}

const withDecimals = (whole: string, decimals: string): string => {
  const kept = decimals.replace(/0+$/u, '')
  return kept === '' ? whole : `${whole}.${kept}`
}

const trimZeros = (digits: string): string => digits.replace(/^0+(?=\d)/u, '')

const asciiDigits = (raw: string): string =>
  raw.replace(/\P{ASCII}/gu, (char) => {
    const code = char.codePointAt(0) ?? 0
    const zero = zeros.find((first) => code >= first && code < first + 10)
    return zero === undefined ? char.normalize('NFKC') : String(code - zero)
  })
