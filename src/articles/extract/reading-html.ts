import { Element, type ParentNode, type Text } from 'domhandler'
import type { Block } from './block.ts'
import { evenText } from './block-text.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const ESCAPED = /[&<>"]/
const escaped = (text: string): string =>
  ESCAPED.test(text) ? text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char) : text

/** Inline elements that a reader needs, by what they are written as. */
const INLINE: Readonly<Record<string, string>> = {
  ...{ b: 'strong', strong: 'strong', i: 'em', em: 'em', cite: 'em', code: 'code', kbd: 'code' },
  ...{ sub: 'sub', sup: 'sup', q: 'q', mark: 'mark', del: 'del', ins: 'ins', a: 'a' },
}
const HEADINGS: Readonly<Record<string, string>> = { h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h4', h6: 'h4' }
const MAX_CHAIN = 12

/**
 * The article's blocks as HTML to read: headings, paragraphs, lists, quotations, tables, links to http(s) and emphasis.
 *
 * Written from text and the list of elements above; nothing of the page's own markup passes, so nothing of it needs to
 * be cleaned away. O(characters).
 */
export function readingHtml(blocks: readonly Block[], url: string): string {
  const out: string[] = []
  let group = null as Group | null
  for (const block of blocks) {
    const next = groupOf(block)
    if (group?.name !== next?.name) {
      if (group) out.push(...endOf(group))
      if (next) out.push(`<${next.name}>`)
    } else if (group && next && group.row !== next.row) out.push('</tr>')
    if (next?.row && group?.row !== next.row) out.push('<tr>')
    group = next
    out.push(blockHtml(block, inlineHtml(block, url)))
  }
  if (group) out.push(...endOf(group))
  return out.join('\n')
}

/** Paragraphs that come without markup. */
export const paragraphsHtml = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')

interface Group {
  readonly name: 'ul' | 'table'
  readonly row: Element | null
}

function groupOf(block: Block): Group | null {
  if (block.tag === 'li') return { name: 'ul', row: null }
  if (block.tag !== 'td' && block.tag !== 'th') return null
  const row = rowOf(block)
  return row && { name: 'table', row }
}

function rowOf(block: Block): Element | null {
  let node: ParentNode | null = block.nodes[0]?.parent ?? null
  for (let step = 0; step < MAX_CHAIN && node instanceof Element; step++, node = node.parent) {
    if (node.name === 'tr') return node
  }
  return null
}

const endOf = (group: Group): string[] => (group.row ? ['</tr>', `</${group.name}>`] : [`</${group.name}>`])

function blockHtml({ tag, nodes }: Block, inner: string): string {
  if (tag === 'pre') return `<pre>${escaped(nodes.map((node) => node.data).join(''))}</pre>`
  if (tag === 'blockquote') return `<blockquote><p>${inner}</p></blockquote>`
  if (tag === 'li') return `<li>${inner}</li>`
  const heading = HEADINGS[tag]
  if (heading !== undefined) return `<${heading}>${inner}</${heading}>`
  return (tag === 'td' || tag === 'th') && nodes[0] !== undefined ? `<${tag}>${inner}</${tag}>` : `<p>${inner}</p>`
}

function inlineHtml(block: Block, url: string): string {
  let html = ''
  let isSpaced = true
  let open: readonly Element[] = []
  for (const node of block.nodes) {
    const chain = chainOf(node)
    const shared = sharedLength(open, chain)
    html += closed(open.slice(shared))
    const text = (followsBreak(node) ? ' ' : '') + node.data
    let words = evenText(text)
    if (isSpaced) words = words.trimStart()
    html += opened(chain.slice(shared), url) + escaped(words)
    open = chain
    if (words !== '') isSpaced = words.endsWith(' ')
  }
  return (html.trimEnd() + closed(open)).trim()
}

const followsBreak = ({ prev }: Text): boolean => prev instanceof Element && prev.name === 'br'

/** The kept inline elements around a text, outermost first. */
function chainOf(text: Text): Element[] {
  const chain: Element[] = []
  let node: ParentNode | null = text.parent
  for (let step = 0; step < MAX_CHAIN && node instanceof Element && !isOuter(node); step++, node = node.parent) {
    if (Object.hasOwn(INLINE, node.name)) chain.unshift(node)
  }
  return chain
}

const isOuter = ({ name }: Element): boolean =>
  /^(?:p|div|li|td|th|h[1-6]|section|article|blockquote|body|main)$/.test(name)

function sharedLength(left: readonly Element[], right: readonly Element[]): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length++
  return length
}

const opened = (elements: readonly Element[], url: string): string =>
  elements.map((element) => (element.name === 'a' ? link(element, url) : `<${INLINE[element.name] ?? ''}>`)).join('')

const closed = (elements: readonly Element[]): string =>
  elements
    .map(({ name }) => `</${INLINE[name] ?? ''}>`)
    .reverse()
    .join('')

function link({ attribs }: Element, base: string): string {
  const href = attribs['href'] ?? ''
  if (!URL.canParse(href, base)) return '<a>'
  const target = new URL(href, base)
  const isWeb = target.protocol === 'http:' || target.protocol === 'https:'
  return isWeb ? `<a href="${escaped(target.href)}" rel="nofollow noopener noreferrer">` : '<a>'
}
