import { shortestPiece } from './pieces.ts'
import { cleanText } from './stray-characters.ts'

/** Where a string of damaged JSON stands. */
export interface StringPlace {
  /** Whether a key is due. */
  readonly isKey: boolean
  readonly isInObject: boolean
}

export interface StringEnd {
  /** Behind its last character. */
  readonly end: number
  /** Where to read on. */
  readonly next: number
  /** Whether a colon follows. */
  readonly isKey: boolean
  /** Whether it is a string of JSON (RFC 8259, 7) that ends where it should. */
  readonly isClean: boolean
}

const quote = 0x22
const backslash = 0x5c
const space = 0x20
/** A feed leaves no more space between two items. */
const widestGap = 200
const escape = /\\(?:u([0-9a-fA-F]{4})|([^]))/g
const knownEscape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const meanings: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const itemBoundary = /\}\s*,\s*\{\s*$/

/**
 * Finds the end of the string whose inside begins at `start`: a quote behind which JSON goes on. Any other quote belongs to
 * the text, as publishers forget to escape them; but one that begins an item shows that the string's own was lost. A text
 * that stops ends the string. Linear over all strings of a text.
 */
export function endOfJsonString(text: string, start: number, place: StringPlace): StringEnd {
  let isClean = true
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === backslash) {
      knownEscape.lastIndex = at
      isClean = knownEscape.test(text) && isClean
      at += 1
    } else if (code < space) isClean = false
    else if (code === quote) {
      const after = skipSpace(text, at + 1)
      if (endsString(text, after, at, place))
        return { end: at, next: at + 1, isKey: text.charAt(after) === ':', isClean }
      isClean = false
      const boundary = itemBegins(text, start, at)
      if (boundary >= 0) return { end: boundary, next: boundary, isKey: false, isClean }
    }
  }
  return { end: text.length, next: text.length, isKey: false, isClean: false }
}

function endsString(text: string, after: number, at: number, { isKey, isInObject }: StringPlace): boolean {
  const mark = text.charAt(after)
  if (mark === ':') return isKey
  if (mark === '' || mark === '}' || mark === ']') return true
  if (mark === '"') return after > at + 1
  if (mark !== ',') return false
  return !isInObject || /^["{}\],]?$/.test(text.charAt(skipSpace(text, after + 1)))
}

/** Where the brackets stand that part two items, when the quote at `at` is the first of an item; else -1. */
function itemBegins(text: string, start: number, at: number): number {
  let before = at - 1
  while (before >= start && at - before < widestGap && isSpace(text.charCodeAt(before))) before -= 1
  if (text.charAt(before) !== '{') return -1
  const from = Math.max(start, at - widestGap)
  const found = itemBoundary.exec(text.slice(from, at))
  return found ? from + found.index : -1
}

/**
 * The characters that the inside of a string means, without those that no document may hold. An escape that JSON does not
 * know stands for its own letter.
 */
export function unescapeJson(inside: string): string {
  if (!inside.includes('\\')) return inside
  let result = ''
  for (let at = 0; at < inside.length;) {
    const end = endOfPiece(inside, at)
    result += inside.slice(at, end).replace(escape, meaningOf)
    at = end
  }
  return cleanText(result).text
}

function meaningOf(_: string, hex?: string, letter?: string): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
  return meanings[letter ?? ''] ?? letter ?? ''
}

/** Before an escape some way on, so that no replacement has to keep a record of millions of them. */
function endOfPiece(inside: string, from: number): number {
  const next = inside.indexOf('\\', from + shortestPiece)
  if (next < 0) return inside.length
  let run = next
  while (run > from && inside.charCodeAt(run - 1) === backslash) run -= 1
  return (next - run) % 2 === 0 ? next : next + 1
}

/** The first character at or behind `from` that is no space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at += 1
  return at
}

const isSpace = (code: number): boolean => code === space || (code >= 0x09 && code <= 0x0d)
