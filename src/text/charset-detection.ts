import { analyse } from 'chardet'

const sampleCharacters = 65_536
const thai = 'windows-874'
/** chardet hardly knows Thai: it takes its bytes for Korean with 42 to 60 of 100, real Korean, Chinese and Japanese with 100. */
const certain = 80

/** What is written in practice where chardet names the narrower encoding. */
const supersets = new Map([['ISO-8859-8', 'windows-1255']])

/**
 * Names of the encodings that bytes without a declaration may be in, the likeliest first. Only the letters outside the markup
 * are asked, as the tags would count for English. Linear; looks at 64 KB of text.
 */
export function detectEncodings(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/<[^<>]*>/g, ' ')
  const sample = Buffer.from(text.slice(0, sampleCharacters), 'latin1')
  const eightBit = analyse(sample).filter(({ name }) => !name.startsWith('UTF') && name !== 'ASCII')
  const names = eightBit.map(({ name }) => supersets.get(name) ?? name)
  return (eightBit[0]?.confidence ?? 0) < certain && isThai(sample) ? [thai, ...names] : names
}

/** In TIS-620 every mark above or below stands behind a consonant or another mark, and one letter in ten at least is a mark. */
function isThai(bytes: Uint8Array): boolean {
  let letters = 0
  let marks = 0
  let previous = 0
  for (const byte of bytes) {
    if (byte >= 0x80) letters += 1
    if (isThaiMark(byte)) {
      if (!isThaiMark(previous) && (previous < 0xa1 || previous > 0xce)) return false
      marks += 1
    }
    previous = byte
  }
  return marks * 10 > letters
}

const isThaiMark = (byte: number): boolean =>
  byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee)
