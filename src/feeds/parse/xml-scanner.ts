import { readXmlTag, type XmlTag } from './xml-tag.ts'

/** What the scanner meets, in the order of the text. Offsets count UTF-16 units; ends are exclusive. */
export interface XmlSink {
  /** Once true, the rest of the text is left unread. */
  readonly isFull: boolean
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
const entryEnd = /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/g
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
  /** Where each mark was last found and from where on nothing of it stands before: no stretch is searched twice. */
  private readonly found = new Map<string | RegExp, { readonly from: number; readonly index: number }>()

  constructor(source: string, sink: XmlSink) {
    this.source = source
    this.sink = sink
  }

  run(): void {
    const { source, sink } = this
    while (!sink.isFull) {
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
    const inner = this.find(cdataStart, start)
    const isOpen = end < 0 || (inner >= 0 && inner < end)
    const early = isOpen ? this.endOfOpenSection(start, limit) : -1
    this.emitText(start - cdataStart.length)
    this.sink.cdata(start, early < 0 ? limit : early)
    this.at = early >= 0 ? early : end < 0 ? limit : end + 3
    return true
  }

  /**
   * A section that runs over the end of its entry has lost its own end: it stops with its field, where another field or the
   * end of the entry follows. -1 when the section holds no end of an entry.
   */
  private endOfOpenSection(start: number, limit: number): number {
    const entry = this.find(entryEnd, start)
    if (entry < 0 || entry >= limit) return -1
    const section = this.source.slice(start, this.source.indexOf('>', entry) + 1)
    const field = fieldEnd.exec(section)
    return start + (field?.index ?? entry - start)
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

  private find(mark: string | RegExp, from: number): number {
    const known = this.found.get(mark)
    if (known && known.from <= from && (known.index < 0 || known.index >= from)) return known.index
    const index = typeof mark === 'string' ? this.source.indexOf(mark, from) : this.search(mark, from)
    this.found.set(mark, { from, index })
    return index
  }

  private search(mark: RegExp, from: number): number {
    mark.lastIndex = from
    return mark.exec(this.source)?.index ?? -1
  }
}
