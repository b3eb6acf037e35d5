import { resolveAddress } from './addresses.ts'
import { canonicalName, prefixesInside, undeclared, type Prefixes } from './namespaces.ts'
import { decodeReferences, decoderFor, type Decoder } from './references.ts'
import { mostEntries } from './shortage.ts'
import {
  addressFields,
  containers,
  entryNames,
  fields,
  isAtomRoot,
  isEntry,
  isRssRoot,
  textFields,
} from './vocabulary.ts'
import type { XmlDocument, XmlElement } from './xml-element.ts'
import { scanXml, type XmlSink } from './xml-scanner.ts'
import type { XmlTag } from './xml-tag.ts'

interface OpenElement extends XmlElement {
  readonly children: OpenElement[]
  readonly parent: OpenElement | null
  text: string
  end: number
  readonly prefixes: Prefixes
}

const deepest = 100
const mostChildren = 20_000
/** Twenty thousand entries with fifty elements each. */
const mostElements = 1_000_000
const noAttributes: ReadonlyMap<string, string> = new Map()

/** Reads a text as a tree of bounded depth, however damaged it is. Linear in its length. */
export function readXmlTree(source: string, feedUrl: string): XmlDocument {
  const builder = new TreeBuilder(source, feedUrl)
  scanXml(source, builder)
  return builder.finish()
}

class TreeBuilder implements XmlSink {
  private readonly source: string
  private readonly root: OpenElement
  private readonly entries: OpenElement[] = []
  private elementCount = 0
  private readonly stack: OpenElement[]
  private current: OpenElement
  private entry: OpenElement | null = null
  private decode: Decoder = decodeReferences
  private isAtom = false
  private skipped = 0
  private isTooDeep = false
  isFull = false

  constructor(source: string, feedUrl: string) {
    this.source = source
    this.root = rootElement(feedUrl)
    this.current = this.root
    this.stack = [this.root]
  }

  finish(): XmlDocument {
    // The end of the text cut it off: half an address leads somewhere else.
    if (addressFields.has(this.current.name)) this.current.text = ''
    while (this.stack.length > 1) this.pop(this.source.length)
    const { source, root, entries, isTooDeep, isFull } = this
    return { source, root, entries, isTooDeep, isCut: isFull }
  }

  open(tag: XmlTag): void {
    if (this.stack.length >= deepest && !entryNames.has(tag.name)) {
      this.skipped += tag.isSelfClosing ? 0 : 1
      this.isTooDeep = true
      return
    }
    const prefixes = prefixesInside(tag, this.current.prefixes)
    if (!this.entry) this.isAtom = isAtomRoot(tag.name) || (this.isAtom && !isRssRoot(tag.name))
    const name = canonicalName(tag.name, prefixes, this.isAtom)
    this.closeUnclosed(name, tag.start)
    this.push(name, tag, prefixes)
    if (tag.isSelfClosing) this.pop(tag.end)
  }

  close(name: string, start: number): void {
    const canonical = canonicalName(name, this.current.prefixes, this.isAtom)
    if (this.skipped > 0 && !entryNames.has(canonical) && !containers.has(canonical)) {
      this.skipped -= 1
      return
    }
    const depth = this.depthOf(name, canonical)
    if (depth > 0) this.popTo(depth, start)
  }

  text(start: number, end: number): void {
    const text = this.source.slice(start, end)
    this.current.text += this.decode(text)
  }

  cdata(start: number, end: number): void {
    this.current.text += this.source.slice(start, end)
  }

  doctype(start: number, end: number): void {
    this.decode = decoderFor(this.source.slice(start, end))
  }

  private push(name: string, tag: XmlTag, prefixes: Prefixes): void {
    const parent = this.current
    const attributes = this.attributesOf(tag, prefixes)
    const base = attributes.get('xml:base')
    const element: OpenElement = {
      name,
      writtenName: tag.name,
      attributes,
      children: [],
      index: null,
      parent,
      text: '',
      start: tag.end,
      end: tag.end,
      base: base === undefined ? parent.base : (resolveAddress(base, parent.base) ?? parent.base),
      language: attributes.get('xml:lang') ?? parent.language,
      prefixes,
    }
    this.stack.push(element)
    this.current = element
    if (!this.entry && isEntry(name, parent.name)) this.addEntry(element)
    else if (parent.children.length < mostChildren) parent.children.push(element)
    this.elementCount += 1
    if (this.elementCount >= mostElements) this.isFull = true
  }

  private addEntry(element: OpenElement): void {
    if (this.entries.length >= mostEntries) {
      this.isFull = true
      return
    }
    this.entry = element
    this.entries.push(element)
  }

  private attributesOf(tag: XmlTag, prefixes: Prefixes): ReadonlyMap<string, string> {
    if (tag.attributes.size === 0) return noAttributes
    const attributes = new Map<string, string>()
    for (const [name, value] of tag.attributes) {
      const canonical = name.includes(':') ? canonicalName(name, prefixes, this.isAtom) : name.toLowerCase()
      attributes.set(canonical, this.decode(value))
    }
    return attributes
  }

  /** An entry ends where the next begins, and a text field ends where another field of its entry begins. */
  private closeUnclosed(name: string, at: number): void {
    const { entry } = this
    if (!entry) return
    if (name === entry.name) {
      this.popTo(this.stack.indexOf(entry), at)
      return
    }
    if (!fields.has(name)) return
    const first = this.stack.indexOf(entry) + 1
    const field = this.stack[first]
    if (field && textFields.has(field.name) && !holdsElements(field)) this.popTo(first, at)
  }

  /** Where the element that a closing tag means is on the stack; an entry's fields never close what is around the entry. */
  private depthOf(written: string, canonical: string): number {
    const { entry } = this
    const endsEntry = canonical === entry?.name || entryNames.has(canonical) || containers.has(canonical)
    const lowest = entry && !endsEntry ? this.stack.indexOf(entry) : 0
    for (let depth = this.stack.length - 1; depth > lowest; depth -= 1) {
      const element = this.stack[depth]
      if (element?.writtenName === written || element?.name === canonical) return depth
    }
    return 0
  }

  private popTo(depth: number, at: number): void {
    while (this.stack.length > depth) this.pop(at)
  }

  private pop(at: number): void {
    const closed = this.stack.pop()
    if (!closed) return
    closed.end = Math.max(closed.start, at)
    if (closed === this.entry) this.entry = null
    this.skipped = 0
    this.current = this.stack.at(-1) ?? this.root
  }
}

function rootElement(feedUrl: string): OpenElement {
  return {
    name: '',
    writtenName: '',
    attributes: noAttributes,
    children: [],
    index: null,
    parent: null,
    text: '',
    start: 0,
    end: 0,
    base: feedUrl,
    language: null,
    prefixes: undeclared(),
  }
}

/** Atom's inline XHTML, which may hold anything. */
const holdsElements = (field: XmlElement): boolean => /xhtml|xml/i.test(field.attributes.get('type') ?? '')
