import { decodeHTML, decodeHTMLAttribute } from 'entities'
import { isBlank } from './block-text.ts'
import { COMMON_TAGS } from './implied-tags.ts'

/** Takes the parts of a markup in order; references in texts and attributes are decoded. */
export interface MarkupParts {
  /** Nothing more is wanted. */
  readonly isFull: boolean
  /** The name in lower case of the attribute that is named from `start` to `end`; null when its value is not wanted. */
  attributeName(markup: string, start: number, end: number): string | null
  /** Whether a text of nothing but white space is wanted at this place. */
  keepsBlank(): boolean
  open(name: string, attributes: Record<string, string>): void
  close(name: string): void
  text(data: string): void
}

const TAB = 9
const SPACE = 32
const DOUBLE = 34
const SINGLE = 39
const SLASH = 47
const EQUALS = 61
const END = 62
const BANG = 33
const QUESTION = 63

/** Elements whose content is text up to their end tag. */
const TEXT_ONLY = new Set(['title', 'textarea'])

/**
 * Reads markup tag by tag, after "tokenization" of the HTML standard as far as trees of texts need it: most of a page is
 * skipped by searches for the next mark, which is three times as fast as a machine that looks at each character.
 * O(length); no input makes it look twice at more than a tag.
 */
export function scanMarkup(markup: string, parts: MarkupParts): void {
  const scanner = new Scanner(markup, parts)
  while (!parts.isFull && scanner.step());
}

class Scanner {
  readonly #source: string
  readonly #parts: MarkupParts
  #at = 0
  /** No end tag of these stands behind: none is looked for again. */
  readonly #unended = new Set<string>()

  constructor(source: string, parts: MarkupParts) {
    this.#source = source
    this.#parts = parts
  }

  /** Reads the text up to the next tag, and that tag; false at the end. */
  step(): boolean {
    const start = this.#at
    let mark = this.#source.indexOf('<', start)
    while (mark >= 0 && !this.#beginsTag(mark + 1)) mark = this.#source.indexOf('<', mark + 1)
    const end = mark < 0 ? this.#source.length : mark
    if (end > start && (!isBlank(this.#source, start, end) || this.#parts.keepsBlank())) {
      this.#parts.text(decoded(this.#source.slice(start, end)))
    }
    if (mark < 0) return false
    this.#at = mark + 1
    return this.#tag()
  }

  #beginsTag(at: number): boolean {
    const code = this.#source.charCodeAt(at)
    return isLetter(code) || code === SLASH || code === BANG || code === QUESTION
  }

  #tag(): boolean {
    const code = this.#source.charCodeAt(this.#at)
    if (code === SLASH) return this.#endTag()
    if (!isLetter(code)) return this.#declaration()
    const name = this.#name(this.#at)
    const attributes: Record<string, string> = {}
    if (!this.#attributes(attributes)) return false
    this.#parts.open(name, attributes)
    if (TEXT_ONLY.has(name)) this.#textOnly(name)
    return true
  }

  /** The name from `start` up to a space, a slash or the end of the tag. */
  #name(start: number): string {
    const { length } = this.#source
    let at = start
    for (; at < length; at++) {
      const code = this.#source.charCodeAt(at)
      if (code === END || code === SLASH || isSpace(code)) break
    }
    this.#at = at
    return COMMON_TAGS.find(this.#source, start, at) ?? this.#source.slice(start, at).toLowerCase()
  }

  #endTag(): boolean {
    if (isLetter(this.#source.charCodeAt(this.#at + 1))) this.#parts.close(this.#name(this.#at + 1))
    return this.#skipTo('>')
  }

  /** Comments, document types and what browsers take for comments. */
  #declaration(): boolean {
    return this.#source.startsWith('!--', this.#at) ? this.#skipTo('-->') : this.#skipTo('>')
  }

  #skipTo(mark: string): boolean {
    const found = this.#source.indexOf(mark, this.#at)
    if (found < 0) return false
    this.#at = found + mark.length
    return true
  }

  /** Reads up to behind the tag's end; false when the markup ends within the tag, which then counts for nothing. */
  #attributes(into: Record<string, string>): boolean {
    const { length } = this.#source
    while (this.#at < length) {
      const code = this.#source.charCodeAt(this.#at)
      if (code === END) {
        this.#at++
        return true
      }
      if (code === SLASH || isSpace(code)) this.#at++
      else if (!this.#attribute(into)) return false
    }
    return false
  }

  #attribute(into: Record<string, string>): boolean {
    const start = this.#at
    const name = this.#attributeName()
    if (this.#source.charCodeAt(this.#at) !== EQUALS) {
      this.#skipSpace()
      if (this.#source.charCodeAt(this.#at) !== EQUALS) {
        if (name !== null && !(name in into)) into[name] = ''
        return this.#at > start
      }
    }
    this.#at++
    this.#skipSpace()
    const quote = this.#source.charCodeAt(this.#at)
    const isQuoted = quote === DOUBLE || quote === SINGLE
    const from = isQuoted ? this.#at + 1 : this.#at
    const end = isQuoted ? this.#source.indexOf(quote === DOUBLE ? '"' : "'", from) : this.#endOfBare(from)
    if (end < 0) return false
    this.#at = isQuoted ? end + 1 : end
    if (name !== null && !(name in into)) into[name] = decodedAttribute(this.#source.slice(from, end))
    return true
  }

  #attributeName(): string | null {
    const { length } = this.#source
    const start = this.#at
    let at = start + 1
    for (; at < length; at++) {
      const code = this.#source.charCodeAt(at)
      if (code === EQUALS || code === END || code === SLASH || isSpace(code)) break
    }
    this.#at = at
    return this.#parts.attributeName(this.#source, start, at)
  }

  /** The end of a value without quotes. */
  #endOfBare(start: number): number {
    const { length } = this.#source
    let at = start
    for (; at < length; at++) {
      const code = this.#source.charCodeAt(at)
      if (code === END || isSpace(code)) break
    }
    return at
  }

  #skipSpace(): void {
    while (isSpace(this.#source.charCodeAt(this.#at))) this.#at++
  }

  #textOnly(name: string): void {
    if (this.#unended.has(name)) return
    const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
    end.lastIndex = this.#at
    const found = end.exec(this.#source)
    if (!found) {
      this.#unended.add(name)
      return
    }
    if (found.index > this.#at) this.#parts.text(decoded(this.#source.slice(this.#at, found.index)))
    this.#at = found.index
  }
}

const decoded = (text: string): string => (text.includes('&') ? decodeHTML(text) : text)
const decodedAttribute = (value: string): string => (value.includes('&') ? decodeHTMLAttribute(value) : value)

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isSpace = (code: number): boolean => code === SPACE || (code >= TAB && code <= 13 && code !== 11)
