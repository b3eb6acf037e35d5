import { Document, Element, Text, type ParentNode } from 'domhandler'
import { isBlank } from './block-text.ts'
import { IMPLIED_ENDS, VOID_ELEMENTS } from './implied-tags.ts'
import { KnownNames } from './known-names.ts'
import { scanMarkup, type MarkupParts } from './scan-markup.ts'

/** Deeper elements are kept as empty marks: their text belongs to the ancestor at this depth. */
const MAX_DEPTH = 400
/** Inline elements stop nesting earlier, so that unclosed ones leave room for the blocks of an article. */
const MAX_INLINE_DEPTH = 120
const MAX_ELEMENTS = 120_000

const INLINE_NESTERS = new Set(['a', 'b', 'i', 'em', 'strong', 'span', 'font', 'u', 'small', 'big', 'sup', 'sub'])

/** The attributes that reading an article needs; the rest is not stored. */
const KEPT_ATTRIBUTES = new KnownNames(
  'class id itemprop href rel type property name content datetime pubdate role style hidden src data-src lang title alt align'.split(
    ' ',
  ),
)

/**
 * Parses markup into one tree of domhandler's nodes, which the readers of text and of metadata walk.
 *
 * Built here because htmlparser2's parser shifts an array for every tag, which is quadratic on deep pages, and because
 * depth, elements and attributes must be bounded. O(length).
 */
export function parsePageTree(markup: string): Document {
  const builder = new TreeBuilder()
  scanMarkup(markup, builder)
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

class TreeBuilder implements MarkupParts {
  readonly document = new Document([])
  isFull = false
  readonly #open: (Document | Element)[] = [this.document]
  #overflow = 0
  #elements = 0

  attributeName(markup: string, start: number, end: number): string | null {
    return KEPT_ATTRIBUTES.find(markup, start, end)
  }

  keepsBlank(): boolean {
    const { children } = this.#top()
    const last = children[children.length - 1]
    return last instanceof Text || (last instanceof Element && INLINE_NESTERS.has(last.name))
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#closeImplied(name)
    const element = new Element(name, attributes)
    this.#append(element)
    if (VOID_ELEMENTS.has(name)) return
    const depth = this.#open.length
    if (depth < MAX_INLINE_DEPTH || (depth < MAX_DEPTH && !INLINE_NESTERS.has(name))) this.#open.push(element)
    else this.#overflow++
  }

  close(name: string): void {
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

  text(data: string): void {
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
    while (this.#open.length > 1 && ended.has((this.#top() as Element).name)) this.#open.pop()
  }

  #append(node: Element | Text): void {
    const parent = this.#top()
    const last = parent.children[parent.children.length - 1]
    node.parent = parent
    if (last) {
      last.next = node
      node.prev = last
      parent.children.push(node)
    } else parent.children = [node] // a list that grows from nothing takes room for seventeen
    this.#elements++
    if (this.#elements >= MAX_ELEMENTS) this.isFull = true
  }
}
