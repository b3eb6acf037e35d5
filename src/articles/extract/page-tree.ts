import { Document, Element, Text, type ParentNode } from 'domhandler'
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { IMPLIED_ENDS, VOID_ELEMENTS } from './implied-tags.ts'

/** Deeper elements are kept as empty marks: their text belongs to the ancestor at this depth. */
const MAX_DEPTH = 400
/** Inline elements stop nesting earlier, so that unclosed ones leave room for the blocks of an article. */
const MAX_INLINE_DEPTH = 120
const MAX_ELEMENTS = 120_000

const INLINE_NESTERS = new Set(['a', 'b', 'i', 'em', 'strong', 'span', 'font', 'u', 'small', 'big', 'sup', 'sub'])

/** The attributes that reading an article needs; the rest is not stored. */
const KEPT_ATTRIBUTES = new Set(
  'class id itemprop href rel property name content datetime pubdate role style hidden src data-src lang title alt align'.split(
    ' ',
  ),
)
const LONGEST_KEPT = Math.max(...[...KEPT_ATTRIBUTES].map((name) => name.length))

/**
 * Parses markup into one tree that both the block reader and cheerio's selectors walk.
 *
 * The tokenizer is htmlparser2's; the tree is built here because its own parser shifts an array for every tag, which is
 * quadratic on deep pages, and because depth, elements and attributes must be bounded. O(length).
 */
export function parsePageTree(markup: string): Document {
  const builder = new TreeBuilder(markup)
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, builder)
  builder.stopWith(() => {
    tokenizer.pause()
  })
  tokenizer.write(markup)
  if (!builder.full) tokenizer.end()
  return underOneRoot(builder.document)
}

const MAX_ROOTS = 100

/** Selecting compares the document's children pair by pair: a page that closes its root early gets another one. */
function underOneRoot(document: Document): Document {
  if (document.children.length <= MAX_ROOTS) return document
  const root = new Element('body', {}, document.children)
  for (const child of document.children) child.parent = root
  root.parent = document
  document.children = [root]
  return document
}

class TreeBuilder implements TokenizerCallbacks {
  readonly document = new Document([])
  full = false
  readonly #source: string
  readonly #open: (Document | Element)[] = [this.document]
  #overflow = 0
  #elements = 0
  #name = ''
  #attributes: Record<string, string> = {}
  #attribute: string | null = null
  #value = ''
  #stop: () => void = () => undefined

  constructor(source: string) {
    this.#source = source
  }

  stopWith(stop: () => void): void {
    this.#stop = stop
  }

  onopentagname(start: number, end: number): void {
    this.#name = lowered(this.#source.slice(start, end))
    this.#attributes = {}
  }

  onattribname(start: number, end: number): void {
    this.#attribute = null
    this.#value = ''
    if (end - start > LONGEST_KEPT) return
    const name = lowered(this.#source.slice(start, end))
    if (KEPT_ATTRIBUTES.has(name) && !(name in this.#attributes)) this.#attribute = name
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute !== null) this.#value += this.#source.slice(start, end)
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== null) this.#value += String.fromCodePoint(codePoint)
  }

  onattribend(): void {
    if (this.#attribute !== null) this.#attributes[this.#attribute] = this.#value
    this.#attribute = null
  }

  onopentagend(): void {
    const name = this.#name
    this.#closeImplied(name)
    const element = new Element(name, this.#attributes)
    this.#append(element)
    if (VOID_ELEMENTS.has(name)) return
    const depth = this.#open.length
    if (depth < MAX_INLINE_DEPTH || (depth < MAX_DEPTH && !INLINE_NESTERS.has(name))) this.#open.push(element)
    else this.#overflow++
  }

  onselfclosingtag(): void {
    this.onopentagend()
  }

  onclosetag(start: number, end: number): void {
    const name = lowered(this.#source.slice(start, end))
    if (name === 'br') this.#append(new Element('br', {}))
    if (this.#overflow > 0 && !IMPLIED_ENDS.has(name)) {
      this.#overflow--
      return
    }
    for (let at = this.#open.length - 1; at > 0; at--) {
      if ((this.#open[at] as Element).name !== name) continue
      this.#open.length = at
      return
    }
  }

  ontext(start: number, end: number): void {
    this.#text(this.#source.slice(start, end))
  }

  ontextentity(codePoint: number): void {
    this.#text(String.fromCodePoint(codePoint))
  }

  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #text(data: string): void {
    const siblings = this.#top().children
    const last = siblings[siblings.length - 1]
    if (last instanceof Text) last.data += data
    else if (isBlank(data)) {
      if (last instanceof Element && INLINE_NESTERS.has(last.name)) this.#append(new Text(' '))
    } else this.#append(new Text(data))
  }

  #top(): ParentNode {
    return this.#open[this.#open.length - 1] ?? this.document
  }

  #closeImplied(name: string): void {
    const ended = IMPLIED_ENDS.get(name)
    if (!ended) return
    while (this.#open.length > 1 && ended.has((this.#open.at(-1) as Element).name)) this.#open.pop()
  }

  #append(node: Element | Text): void {
    const parent = this.#top()
    const last = parent.children[parent.children.length - 1]
    if (last) {
      last.next = node
      node.prev = last
    }
    node.parent = parent
    parent.children.push(node)
    this.#elements++
    if (this.#elements < MAX_ELEMENTS || this.full) return
    this.full = true
    this.#stop()
  }
}

/** Names are almost always lower case already: the check is cheaper than a copy. */
function lowered(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code >= 65 && code <= 90) return name.toLowerCase()
  }
  return name
}

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 32) return false
  return true
}
