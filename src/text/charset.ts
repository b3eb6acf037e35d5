import { isAscii, isUtf8 } from 'node:buffer'
import sniffHtmlEncoding from 'html-encoding-sniffer'
import iconv from 'iconv-lite'
import { detectEncodings } from './charset-detection.ts'

/** How the encoding was known: the first of these that says something wins. `utf8`: the bytes are UTF-8 whatever they claim. */
export type CharsetEvidence = 'bom' | 'utf8' | 'http' | 'xml' | 'meta' | 'detected' | 'default'

export interface DecodedText {
  readonly text: string
  /** The name of the encoding in lower case, `windows-1252` where a label says `latin1` (the WHATWG names). */
  readonly encoding: string
  readonly declaredBy: CharsetEvidence
}

interface Charset {
  readonly encoding: string
  readonly declaredBy: CharsetEvidence
}

const fallback = 'windows-1252'
const declarationBytes = 1024
/** Without a label, this many good UTF-8 sequences for each bad byte mean damaged UTF-8; with the label, one is enough. */
const goodSequencesPerBadByte = 8

/** Reads a feed's bytes as text. `contentType` is the HTTP header as it came. Never throws; undecodable bytes become U+FFFD. */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): DecodedText {
  return decodeAs(bytes, feedCharset(bytes, contentType))
}

/** Reads a page's bytes as text: as `decodeFeed`, with the page's own `<meta>` in the place of the XML declaration. */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): DecodedText {
  return decodeAs(bytes, htmlCharset(bytes, contentType))
}

function feedCharset(bytes: Uint8Array, contentType: string | null): Charset {
  const certain = certainCharset(bytes)
  if (certain) return certain
  const http = usable(httpLabel(contentType), bytes)
  if (http !== null) return { encoding: http, declaredBy: 'http' }
  const xml = usable(xmlLabel(bytes), bytes)
  if (xml !== null) return { encoding: xml, declaredBy: 'xml' }
  return guessedCharset(bytes)
}

function htmlCharset(bytes: Uint8Array, contentType: string | null): Charset {
  const certain = certainCharset(bytes)
  if (certain) return certain
  const http = usable(httpLabel(contentType), bytes)
  if (http !== null) return { encoding: http, declaredBy: 'http' }
  const meta = usable(sniffHtmlEncoding(bytes, { defaultEncoding: '' }), bytes) ?? usable(xmlLabel(bytes), bytes)
  if (meta !== null) return { encoding: meta, declaredBy: 'meta' }
  return guessedCharset(bytes)
}

/** What the bytes prove by themselves: a byte order mark, the zeros of UTF-16 and UTF-32, or UTF-8 beyond ASCII. */
function certainCharset(bytes: Uint8Array): Charset | null {
  const marked = markedEncoding(bytes)
  if (marked !== null) return { encoding: marked, declaredBy: 'bom' }
  if (isMostlyUtf8(bytes, goodSequencesPerBadByte)) return { encoding: 'utf-8', declaredBy: 'utf8' }
  return null
}

/** XML 1.0, appendix F: the first four bytes of a document that begins with a mark or with `<`. */
function markedEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (start === '0000feff' || start === '0000003c') return 'utf-32be'
  if (start === 'fffe0000' || start === '3c000000') return 'utf-32le'
  if (start.startsWith('feff') || /^003c00(?!00)/.test(start)) return 'utf-16be'
  if (start.startsWith('fffe') || /^3c00(?!00)..00$/.test(start)) return 'utf-16le'
  return start.startsWith('efbbbf') ? 'utf-8' : null
}

/** Text in another encoding forms UTF-8 sequences only by accident. False for pure ASCII. Linear. */
function isMostlyUtf8(bytes: Uint8Array, goodPerBad: number): boolean {
  if (isAscii(bytes)) return false
  if (isUtf8(bytes)) return true
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const length = sequenceLength(bytes, at, byte)
    if (length > 1) good += 1
    else bad += 1
    at += length - 1
  }
  return good > 0 && good >= bad * goodPerBad
}

/** Bytes of the UTF-8 sequence at `at`, 1 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number, lead: number): number {
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
  if (lead >= 0xf5) return 1
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 1
  }
  return length
}

const httpLabel = (contentType: string | null): string | null =>
  /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null

function xmlLabel(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1')
  return /<\?xml[^>]*?\sencoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1] ?? null
}

/** The encoding that a label stands for, or null when nobody knows the label or the bytes show that it cannot be true. */
function usable(label: string | null, bytes: Uint8Array): string | null {
  const encoding = label === null || label === '' ? null : encodingOf(label)
  if (encoding === null) return null
  if (/^(?:utf-?16|utf-?32|ucs-?[24])/.test(encoding))
    return bytes.subarray(0, declarationBytes).includes(0) ? encoding : null
  if (encoding === 'utf-8') return isUtf8(bytes) || isMostlyUtf8(bytes, 1) ? encoding : null
  return encoding
}

/** The WHATWG Encoding Standard's meaning of a label (`latin1` is windows-1252), with GB 18030 for its subsets. */
function encodingOf(label: string): string | null {
  const name = label.toLowerCase().replaceAll('_', label.toLowerCase().startsWith('utf') ? '-' : '_')
  const encoding = whatwgName(name) ?? (iconv.encodingExists(name) && !name.startsWith('utf-7') ? name : null)
  if (encoding === 'gbk' || encoding === 'gb2312') return 'gb18030'
  return encoding
}

function whatwgName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** Nothing is declared: ASCII is UTF-8, anything else is for the detector to say. */
function guessedCharset(bytes: Uint8Array): Charset {
  if (isUtf8(bytes)) return { encoding: 'utf-8', declaredBy: 'default' }
  const detected = detectEncodings(bytes)
    .map(encodingOf)
    .find((encoding) => encoding !== null)
  return detected == null
    ? { encoding: fallback, declaredBy: 'default' }
    : { encoding: detected, declaredBy: 'detected' }
}

/**
 * TextDecoder is asked only for what iconv-lite does not know (ISO-2022-JP): on Node 20 it reads windows-1252's quotes
 * and euro sign as control characters (nodejs/node #56542).
 */
function decodeAs(bytes: Uint8Array, charset: Charset): DecodedText {
  const { encoding } = charset
  const text = iconv.encodingExists(encoding) ? iconv.decode(bytes, encoding) : new TextDecoder(encoding).decode(bytes)
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, ...charset }
}
