import { Element, Text, type ChildNode, type Document } from 'domhandler'
import type { Block, BlockElement, PageBlocks } from './block.ts'
import { endsSentence, plainText, sizeOf } from './block-text.ts'
import { markOfElement } from './element-marks.ts'
import { LinkStart } from './link-start.ts'
import { meaningfulTag } from './meaningful-tag.ts'

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small span ' +
    'strike strong sub sup time tt u var wbr img'
  ).split(' '),
)

/** Elements whose content is never prose. */
const SKIPPED = new Set(
  'head title select option datalist textarea object embed audio video canvas map math progress meter'.split(' '),
)

const MEDIA = new Set(['img', 'video', 'picture', 'amp-img', 'audio', 'iframe'])
/** Shorter alternative texts are also words of the article. */
const MIN_IMAGE_TEXT = 20

/** Pages with more are cut: the longest measured article page had 2,900. */
const MAX_BLOCKS = 20_000

/** Reads a tree into blocks in one walk without recursion. O(nodes). */
export function readBlocks(document: Document): PageBlocks {
  const reader = new BlockReader()
  reader.openRoot()
  let node: ChildNode | null = document.children[0] ?? null
  while (node && reader.blocks.length < MAX_BLOCKS) {
    const child: ChildNode | null = reader.enter(node)
    if (child) {
      node = child
      continue
    }
    reader.leave(node)
    while (node && !node.next) {
      node = node.parent instanceof Element ? node.parent : null
      if (node) reader.leave(node)
    }
    node = node?.next ?? null
  }
  reader.finish()
  return { blocks: reader.blocks, elements: reader.elements, imageTexts: reader.imageTexts }
}

class BlockReader {
  readonly blocks: Block[] = []
  readonly elements: BlockElement[] = []
  readonly imageTexts = new Set<string>()
  #media = 0
  readonly #open: number[] = []
  readonly #openNodes: Element[] = []
  #raw = ''
  #nodes: Text[] = []
  #linked = 0
  #bold = 0
  #links = 0
  #strongs = 0
  #breaks = 0
  readonly #linkStart = new LinkStart()

  /** A fragment without `body` still needs one element that holds all of it. */
  openRoot(): void {
    this.#openBlock(new Element('body', {}))
  }

  /** Returns the first child to walk into, or null when the node is to be left again. */
  enter(node: ChildNode): ChildNode | null {
    if (node instanceof Text) {
      this.#text(node)
      return null
    }
    if (!(node instanceof Element)) return null
    const { name } = node
    if (name === 'a') {
      if (node.attribs['href'] !== undefined) this.#links++
      return node.children[0] ?? null
    }
    if (MEDIA.has(name)) this.#image(node)
    if (SKIPPED.has(name)) return null
    if (name === 'br') this.#break()
    else if (isBoundary(node)) this.#openBlock(node)
    else if (name === 'b' || name === 'strong') this.#strongs++
    return node.children[0] ?? null
  }

  leave(node: ChildNode): void {
    if (!(node instanceof Element)) return
    if (this.#openNodes[this.#openNodes.length - 1] === node) this.#closeBlock()
    else if (node.name === 'a' && node.attribs['href'] !== undefined) this.#links--
    else if (node.name === 'b' || node.name === 'strong') this.#strongs--
  }

  finish(): void {
    while (this.#openNodes.length > 0) this.#closeBlock()
    this.#flush()
  }

  #text(node: Text): void {
    const { data } = node
    if (data.trim() !== '') {
      const length = data.length
      this.#linkStart.add(data, this.#links > 0)
      if (this.#links > 0) this.#linked += length
      if (this.#strongs > 0) this.#bold += length
      this.#breaks = 0
    }
    if (this.#raw === '' && data === ' ') return
    this.#raw += data
    if (this.#nodes.length === 0) this.#nodes = [node]
    else this.#nodes.push(node)
  }

  #image(node: Element): void {
    this.#media++
    for (const text of [node.attribs['alt'], node.attribs['title']]) {
      if (text !== undefined && text.length >= MIN_IMAGE_TEXT && text.length < 1000)
        this.imageTexts.add(plainText(text))
    }
  }

  #break(): void {
    this.#breaks++
    this.#raw += ' '
    if (this.#breaks > 1) this.#flush()
  }

  #openBlock(node: Element): void {
    this.#flush()
    const parent = this.#open[this.#open.length - 1] ?? -1
    this.#open.push(this.elements.length)
    this.#openNodes.push(node)
    this.elements.push({
      node,
      parent,
      start: this.blocks.length,
      end: this.blocks.length,
      mark: markOfElement(node),
      media: 0 - this.#media, // never -0, which would be kept as a fraction
    })
  }

  #closeBlock(): void {
    this.#flush()
    const index = this.#open.pop()
    this.#openNodes.pop()
    const element = index === undefined ? undefined : this.elements[index]
    if (!element) return
    element.end = this.blocks.length
    element.media += this.#media
  }

  #flush(): void {
    if (this.#raw === '') return
    const text = plainText(this.#raw)
    if (text !== '') {
      const owner = this.#open[this.#open.length - 1] ?? -1
      const tag = meaningfulTag(this.#openNodes)
      const linkShare = Math.min(1, this.#linked / text.length)
      const isBold = this.#bold >= text.length * 0.9
      this.blocks.push({
        text,
        size: sizeOf(text),
        linkShare,
        tag,
        owner,
        isSentence: endsSentence(text),
        isBold,
        beginsAsTeaser: this.#linked > 0 && this.#linkStart.isTeaser(),
        nodes: this.#nodes,
      })
    }
    this.#raw = ''
    if (this.#nodes.length > 0) this.#nodes = []
    this.#linkStart.reset()
    this.#linked = 0
    this.#bold = 0
    this.#breaks = 0
  }
}

function isBoundary(node: Element): boolean {
  if (!INLINE.has(node.name)) return true
  const style = node.attribs['style']
  if (style !== undefined && style.includes('display') && /display\s*:\s*(?:block|none|flex)/i.test(style)) return true
  return (node.name === 'span' || node.name === 'small') && markOfElement(node) === 'caption'
}
