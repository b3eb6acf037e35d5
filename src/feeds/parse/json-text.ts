import { endOfJsonString, skipSpace, unescapeJson } from './json-string.ts'

/** A value of JSON. An object is a map, so that no key means anything to JavaScript. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | ReadonlyMap<string, JsonValue>

export interface JsonText {
  /** The values at the top of the text: one when it is whole. */
  readonly values: readonly JsonValue[]
  /** Places where the text is no JSON (RFC 8259) and was read by guess; 0 for every text that is JSON. */
  readonly guesses: number
  /** Whether the text ends before the last of its brackets. */
  readonly isCut: boolean
  /** Whether brackets were nested deeper than any feed nests them; what stood in them was left out. */
  readonly isTooDeep: boolean
  /** How many values each array holds that has more than 20,000: the others were left out. */
  readonly lengths: ReadonlyMap<JsonValue, number>
}

type Expected = 'first' | 'next' | 'colon' | 'value' | 'comma'

interface Container {
  readonly map: Map<string, JsonValue> | null
  readonly list: JsonValue[]
  key: string
  expected: Expected
}

/** The end of the text may cut their values off: half an address leads somewhere else. */
const addressKeys: ReadonlySet<string> = new Set(['id', 'url', 'external_url'])

const marks: ReadonlySet<string> = new Set('{}[],:')
const deepest = 100
const longestArray = 20_000
const mostKeys = 1_000
const literal = /[-+.\w]+/y
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$/i
const words: ReadonlyMap<string, JsonValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/**
 * Reads JSON however damaged it is, from the first `{` or `[` on. Commas may lack or be too many, a string may hold line
 * ends and unescaped quotes, the text may stop. A closing bracket that closes nothing is passed over and a value without
 * its key is kept beside the others, so that what follows a missing bracket is still read. Linear in the length of the
 * text; its depth is bounded here and not by the stack.
 */
export function readJsonText(text: string): JsonText {
  return new JsonReader(text).read()
}

class JsonReader {
  private at = 0
  private readonly text: string
  private readonly top: Container = containerOf(null)
  private readonly stack: Container[] = [this.top]
  private current: Container = this.top
  private guesses = 0
  /** Brackets open beyond the deepest that is kept. */
  private skipped = 0
  private isTooDeep = false
  private readonly lengths = new Map<JsonValue, number>()

  constructor(text: string) {
    this.text = text
  }

  read(): JsonText {
    const { text } = this
    for (this.at = skipSpace(text, 0); this.at < text.length; this.at = skipSpace(text, this.at)) {
      this.readToken(text.charAt(this.at))
    }
    const isCut = this.stack.length > 1
    const { guesses, isTooDeep, lengths } = this
    return { values: this.top.list, guesses, isCut, isTooDeep, lengths }
  }

  private readToken(mark: string): void {
    if (mark === '"') this.readString()
    else if (!marks.has(mark)) this.readLiteral()
    else {
      this.at += 1
      if (mark === '{' || mark === '[') this.open(mark)
      else if (mark === '}' || mark === ']') this.close(mark)
      else this.separate(mark === ':')
    }
  }

  private open(bracket: '{' | '['): void {
    if (this.stack.length > deepest) this.isTooDeep = true
    const container = containerOf(bracket === '{' ? new Map() : null)
    const isKept = this.skipped === 0 && this.stack.length <= deepest && this.add(container.map ?? container.list)
    if (!isKept) {
      this.skipped += 1
      return
    }
    this.stack.push(container)
    this.current = container
  }

  private close(bracket: '}' | ']'): void {
    if (this.skipped > 0) {
      this.skipped -= 1
      return
    }
    const { current } = this
    const isRight = this.stack.length > 1 && (current.map !== null) === (bracket === '}')
    if (!isRight || (current.expected !== 'first' && current.expected !== 'comma')) this.guesses += 1
    if (!isRight) return
    this.stack.pop()
    this.current = this.stack.at(-1) ?? this.top
  }

  private separate(isColon: boolean): void {
    if (this.skipped > 0) return
    const { current } = this
    const isRight = current.expected === (isColon ? 'colon' : 'comma') && current !== this.top
    if (!isRight) this.guesses += 1
    if (!isColon) current.expected = 'next'
    else if (isRight) current.expected = 'value'
  }

  private readString(): void {
    const { current } = this
    const isSkipped = this.skipped > 0
    const isKey = current.map !== null && current.expected !== 'value'
    const place = { isKey: isKey || isSkipped, isInObject: current.map !== null && !isSkipped }
    const string = endOfJsonString(this.text, this.at + 1, place)
    const value = unescapeJson(this.text.slice(this.at + 1, string.end))
    if (!string.isClean) this.guesses += 1
    this.at = string.next
    if (isSkipped) return
    if (isKey && string.isKey) this.addKey(value)
    else this.add(string.end === this.text.length && addressKeys.has(current.key) ? null : value)
  }

  private readLiteral(): void {
    literal.lastIndex = this.at
    const word = literal.exec(this.text)?.[0]
    this.at += word?.length ?? 1
    if (word === undefined) {
      this.guesses += 1
      return
    }
    const value = words.get(word) ?? (number.test(word) ? Number(word) : null)
    if (value === null && word !== 'null') this.guesses += 1
    else if (this.skipped === 0) this.add(value)
  }

  private addKey(key: string): void {
    const { current } = this
    if (current.expected !== 'first' && current.expected !== 'next') this.guesses += 1
    current.key = key
    current.expected = 'colon'
  }

  /** Puts a value where it stands, with its place for a key where it lacks one; false when there is no more room. */
  private add(value: JsonValue): boolean {
    const { current } = this
    const { map, list, expected } = current
    const isRight = map ? expected === 'value' : expected === 'next' || expected === 'first'
    if (!isRight) this.guesses += 1
    current.expected = 'comma'
    const hasRoom = map ? map.size < mostKeys : list.length < longestArray
    if (!hasRoom && !map) this.lengths.set(list, (this.lengths.get(list) ?? longestArray) + 1)
    else if (!map) list.push(value)
    else if (hasRoom) map.set(isRight ? current.key : `?${map.size}`, value)
    return hasRoom
  }
}

const containerOf = (map: Map<string, JsonValue> | null): Container => ({ map, list: [], key: '', expected: 'first' })
