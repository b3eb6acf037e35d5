import { readXmlTag, type XmlTag } from './xml-tag.ts'

/** What the scanner meets, in the order of the text. Offsets count UTF-16 units; ends are exclusive. */
export interface XmlSink {
  open(tag: XmlTag): void
  close(name: string, start: number, end: number): void
  /** Character data with its references as written. */
  text(start: number, end: number): void
  /** The inside of a CDATA section. */
  cdata(start: number, end: number): void
  /** The inside of a document type declaration. */
  doctype(start: number, end: number): void
}

const closingTag = /<\/([^\s<>/]*)[^<>]*(>?)/y
const entryEnd = /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/
const fieldEnd = /<\/[\w.:-]+\s*>\s*<(?:[A-Za-z]|\/(?:[\w.-]+:)?(?:item|entry))/
const commentStart = '<!--'
const cdataStart = '<![CDATA['

/**
 * Reads markup that only resembles XML and never fails: a `<` that opens nothing is text, a section without its end ends
 * where its element or the text does, a declaration that is none is text. Linear in the length of the text.
 */
export function scanXml(source: string, sink: XmlSink): void {
  new XmlScanner(source, sink).run()
}

class XmlScanner {
  private at = 0
  /** Where the character data begins that has not been handed on. */
  private textStart = 0
  private readonly source: string
  private readonly sink: XmlSink
  /** What was looked for in vain up to the end of the text: it is not looked for again. */
  private readonly missing = new Set<string>()

  constructor(source: string, sink: XmlSink) {
    this.source = source
    this.sink = sink
  }

  run(): void {
    const { source } = this
    for (;;) {
      const open = source.indexOf('<', this.at)
      if (open < 0) break
      this.at = open
      if (this.readMarkup()) this.textStart = this.at
      else this.at = open + 1
    }
    this.at = source.length
    this.emitText(source.length)
  }

  private emitText(end: number): void {
    if (end > this.textStart) this.sink.text(this.textStart, end)
  }

  /** Reads what begins at `at` and moves behind it; false when it is only a character. */
  private readMarkup(): boolean {
    const next = this.source.charAt(this.at + 1)
    if (next === '/') return this.readClosingTag()
    if (next === '!') return this.readDeclaration()
    if (next === '?') return this.skipBehind('?>', 2) || this.skipBehind('>', 2)
    const tag = readXmlTag(this.source, this.at)
    if (!tag) return false
    this.emitText(this.at)
    this.at = tag.end
    this.sink.open(tag)
    return true
  }

  private readClosingTag(): boolean {
    closingTag.lastIndex = this.at
    const found = closingTag.exec(this.source)
    if (!found) return false
    const start = this.at
    this.emitText(start)
    this.at += found[0].length
    this.sink.close(found[1] ?? '', start, this.at)
    return true
  }

  private readDeclaration(): boolean {
    const { source, at } = this
    if (source.startsWith(commentStart, at)) return this.skipBehind('-->', commentStart.length)
    if (source.startsWith(cdataStart, at)) return this.readCdata(at + cdataStart.length)
    if (source.slice(at + 2, at + 9).toUpperCase() === 'DOCTYPE') return this.readDoctype(at + 9)
    return /[A-Za-z[]/.test(source.charAt(at + 2)) && this.skipBehind('>', 2)
  }

  private readCdata(start: number): boolean {
    const end = this.find(']]>', start)
    const limit = end < 0 ? this.source.length : end
    const section = this.source.slice(start, limit)
    const early = end < 0 || section.includes(cdataStart) ? endOfOpenSection(section) : -1
    this.emitText(start - cdataStart.length)
    this.sink.cdata(start, early < 0 ? limit : start + early)
    this.at = early >= 0 ? start + early : end < 0 ? limit : end + 3
    return true
  }

  private readDoctype(start: number): boolean {
    const end = this.find('>', start)
    if (end < 0) return false
    const hasSubset = this.source.slice(start, end).includes('[')
    const subsetEnd = hasSubset ? this.find(']', start) : -1
    const stop = subsetEnd < 0 ? end : this.find('>', subsetEnd)
    const limit = stop < 0 ? end : stop
    this.emitText(this.at)
    this.sink.doctype(start, limit)
    this.at = limit + 1
    return true
  }

  private skipBehind(ending: string, offset: number): boolean {
    const end = this.find(ending, this.at + offset)
    if (end < 0) return false
    this.emitText(this.at)
    this.at = end + ending.length
    return true
  }

  private find(text: string, from: number): number {
    if (this.missing.has(text)) return -1
    const index = this.source.indexOf(text, from)
    if (index < 0) this.missing.add(text)
    return index
  }
}

/**
 * A section that runs over the end of its entry has lost its own end: it stops with its field, where another field or the
 * end of the entry follows. -1 when the section holds no end of an entry.
 */
function endOfOpenSection(section: string): number {
  const entry = entryEnd.exec(section)
  if (!entry) return -1
  const field = fieldEnd.exec(section.slice(0, entry.index + entry[0].length))
  return field?.index ?? entry.index
}
