/** An opening tag. Offsets count UTF-16 units; `end` is exclusive. */
export interface XmlTag {
  readonly name: string
  /** Values with their references as written; names as written. The first of two attributes with one name counts. */
  readonly attributes: ReadonlyMap<string, string>
  readonly isSelfClosing: boolean
  readonly start: number
  readonly end: number
}

const noAttributes: ReadonlyMap<string, string> = new Map()
const mostAttributes = 100
const nameStart = /[A-Za-z_:\u0080-\uffff]/
const nameEnd = /[\s/<>=]/g
const space = /\S/g
const unquotedEnd = /[\s<>]/g

/**
 * The tag that begins at `start`, where a `<` stands, or null when that `<` is only a character: no name follows, or another
 * `<` comes before the end and no attribute has been read ("3 <b and <i>"). Attributes may lack their quotes or the second
 * of them. Looks at each character once, save for a quote without its partner, which looks no further than the next one.
 */
export function readXmlTag(source: string, start: number): XmlTag | null {
  if (!nameStart.test(source.charAt(start + 1))) return null
  let at = indexOf(nameEnd, source, start + 1)
  const name = source.slice(start + 1, at)
  if (source.charAt(at) === '>') return { name, attributes: noAttributes, isSelfClosing: false, start, end: at + 1 }
  const attributes = new Map<string, string>()
  for (;;) {
    at = indexOf(space, source, at)
    const mark = source.charAt(at)
    if (mark === '>') return tag(name, attributes, false, start, at + 1)
    if (mark === '/' && source.charAt(at + 1) === '>') return tag(name, attributes, true, start, at + 2)
    if (mark === '') return null // what the end of the text cut off may be half an address
    if (mark === '<') return hasValue(attributes) ? tag(name, attributes, false, start, at) : null
    if (mark === '/' || mark === '=') at += 1
    else at = readAttribute(source, at, attributes)
  }
}

function tag(
  name: string,
  attributes: Map<string, string>,
  isSelfClosing: boolean,
  start: number,
  end: number,
): XmlTag {
  return { name, attributes: attributes.size === 0 ? noAttributes : attributes, isSelfClosing, start, end }
}

function hasValue(attributes: ReadonlyMap<string, string>): boolean {
  for (const value of attributes.values()) if (value !== '') return true
  return false
}

/** Adds the attribute at `start` and returns the position behind it. */
function readAttribute(source: string, start: number, attributes: Map<string, string>): number {
  const end = indexOf(nameEnd, source, start)
  const name = source.slice(start, end)
  const equals = indexOf(space, source, end)
  if (source.charAt(equals) !== '=') {
    add(attributes, name, '')
    return end
  }
  const at = indexOf(space, source, equals + 1)
  const quote = source.charAt(at)
  const stop = quote === '"' || quote === "'" ? quotedEnd(source, at + 1, quote) : -1
  if (stop >= 0) {
    add(attributes, name, source.slice(at + 1, stop))
    return stop + 1
  }
  const open = quote === '"' || quote === "'" ? at + 1 : at
  const unquoted = indexOf(unquotedEnd, source, open)
  const slash = source.startsWith('/>', unquoted - 1) ? unquoted - 1 : unquoted
  add(attributes, name, source.slice(open, Math.max(open, slash)))
  return Math.max(open, slash)
}

/**
 * Where the quoted value ends, or -1 when the second quote is missing: none follows, or what follows is a value of a later
 * tag, so that a `>` and a `<` stand between and no attribute or end of tag comes behind.
 */
function quotedEnd(source: string, start: number, quote: string): number {
  const end = source.indexOf(quote, start)
  if (end < 0) return -1
  if (/[\s/>?]/.test(source.charAt(end + 1))) return end
  const value = source.slice(start, end)
  return value.includes('>') && value.includes('<') ? -1 : end
}

function add(attributes: Map<string, string>, name: string, value: string): void {
  if (attributes.size < mostAttributes && !attributes.has(name)) attributes.set(name, value)
}

/** Where the next match of a global one-character expression is; the end of the text when there is none. */
function indexOf(expression: RegExp, source: string, from: number): number {
  expression.lastIndex = from
  return expression.test(source) ? expression.lastIndex - 1 : source.length
}
