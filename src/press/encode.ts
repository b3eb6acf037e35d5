import iconv from 'iconv-lite'
import type { Markup } from './markup.ts'
import type { Site } from './site.ts'

/**
 * A page or feed as bytes. Characters that the encoding lacks become numeric references, which HTML and XML both read.
 * Linear in the length of the text.
 */
export function encode({ markup }: Markup, charset: Site['charset']): Buffer {
  if (charset === 'utf-8') return Buffer.from(markup)
  const encodable = markup.replace(/[\u0080-\u{10ffff}]/gu, (char) =>
    isEncodable(char, charset) ? char : reference(char),
  )
  return iconv.encode(encodable, charset)
}

const isEncodable = (char: string, charset: string): boolean =>
  iconv.decode(iconv.encode(char, charset), charset) === char

const reference = (char: string): string => `&#${char.codePointAt(0) ?? 0xfffd};`
