import { resolveHtml } from './addresses.ts'
import { childrenNamed } from './element-fields.ts'
import { repairMojibake } from './mojibake.ts'
import { replaceByPieces } from './pieces.ts'
import { decodeReferences } from './references.ts'
import { cleanText } from './stray-characters.ts'
import type { XmlDocument, XmlElement } from './xml-element.ts'

/** A piece of a feed's text. */
export interface TextConstruct {
  readonly text: string
  /** Whether `text` is an HTML fragment, its addresses absolute, not sanitised; otherwise it is plain. */
  readonly isHtml: boolean
}

const htmlTag =
  /<\/?(?:a|abbr|acronym|address|article|aside|b|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?\/?>/gi
const referencePattern = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/i
const closing = /<\/[a-z][^<>]*>|<(?:br|hr|img|p)\b[^<>]*>/i
const base64 = /^[A-Za-z0-9+/]+={0,2}$/
const emptyTag = /<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)\/>/g
/** Nobody writes such a title; what comes behind it is left out. */
const longestTitle = 10_000
const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/**
 * Reads a text construct: plain, escaped HTML, inline XHTML or base64 (Atom 1.0, 3.1 and 4.1.3; Atom 0.3 `mode`). A feed
 * that says nothing, or says "text", is taken at its word only when the text has neither closing tags nor references.
 */
export function readTextConstruct(element: XmlElement, document: XmlDocument): TextConstruct {
  const { base } = element
  if (element.children.length > 0)
    return { text: resolveHtml(repairMojibake(innerMarkup(element, document)), base), isHtml: true }
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase()
  const written = isBase64(element, type) ? decodeBase64(element.text) : element.text
  const text = repairMojibake(written)
  if (type.includes('html') || looksLikeHtml(text)) return { text: resolveHtml(text, base), isHtml: true }
  return { text, isHtml: false }
}

/** The first of those fields that says anything; Media RSS may hold its fields in a group. */
export function firstConstruct(
  element: XmlElement,
  names: readonly string[],
  document: XmlDocument,
): TextConstruct | null {
  const holders = [element, ...childrenNamed(element, 'media:group')]
  for (const field of holders.flatMap((holder) => childrenNamed(holder, ...names))) {
    if (!hasContent(field)) continue
    const construct = readTextConstruct(field, document)
    if (construct.text.trim() !== '') return construct
  }
  return null
}

export const hasContent = (field: XmlElement): boolean => field.text.trim() !== '' || field.children.length > 0

/** The construct as an HTML fragment. */
export const htmlOf = ({ text, isHtml }: TextConstruct): string => (isHtml ? text.trim() : escapeHtml(text.trim()))

/** The construct as plain text on one line, 10,000 characters at most. */
export const plainOf = ({ text, isHtml }: TextConstruct): string =>
  isHtml ? plainText(text) : oneLine(text.slice(0, longestTitle))

/** The construct as an HTML fragment when it has tags that HTML knows, else null. */
export const taggedOf = (construct: TextConstruct): string | null =>
  construct.isHtml && construct.text.length <= longestTitle && construct.text.search(htmlTag) >= 0
    ? htmlOf(construct)
    : null

/** The words of a title in HTML on one line. Only tags that HTML knows are markup: `List<String>` stays. */
export function plainText(written: string): string {
  const html = written.slice(0, longestTitle)
  if (!html.includes('<')) return oneLine(decodeReferences(html))
  return oneLine(decodeReferences(withoutInvisible(html).replace(htmlTag, blankOf)))
}

export const escapeHtml = (text: string): string =>
  replaceByPieces(text, '', (piece) => piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Comments, scripts and styles. */
function withoutInvisible(html: string): string {
  const plain = replaceSections(html, '<!--', '-->', () => '')
  const unscripted = replaceSections(plain, '<script', '</script>', () => ' ')
  return replaceSections(unscripted, '<style', '</style>', () => ' ')
}

/** Blocks part words, inline tags do not. */
const blankOf = (tag: string): string =>
  /^<\/?(?:p|br|div|li|tr|td|th|h\d|ul|ol|dd|dt|blockquote)\b/i.test(tag) ? ' ' : ''

const looksLikeHtml = (text: string): boolean =>
  (text.includes('<') && closing.test(text)) || (text.includes('&') && referencePattern.test(text))

const decodeBase64 = (text: string): string => cleanText(Buffer.from(text, 'base64').toString('utf8')).text

function isBase64(element: XmlElement, type: string): boolean {
  if (element.attributes.get('mode')?.trim().toLowerCase() === 'base64') return true
  return type.includes('/') && !/^text\/|xml|html/.test(type) && base64.test(element.text.replace(/\s+/g, ''))
}

/** The inside of an element as HTML: the one `div` that Atom demands is no part of it. */
function innerMarkup(element: XmlElement, document: XmlDocument): string {
  const only = element.children.length === 1 && element.text.trim() === '' ? element.children[0] : undefined
  const isWrapper = only !== undefined && /^(?:xhtml:)?div$/.test(only.name) && !only.attributes.has('xml:base')
  const inside = isWrapper ? only : element
  const markup = document.source.slice(inside.start, inside.end)
  const escaped = replaceSections(markup, '<![CDATA[', ']]>', escapeHtml)
  return htmlTags(escaped, prefixOfMarkup(element))
}

function prefixOfMarkup(element: XmlElement): string | null {
  const child = element.children[0]
  if (!child?.name.startsWith('xhtml:') || !child.writtenName.includes(':')) return null
  return child.writtenName.slice(0, child.writtenName.indexOf(':'))
}

/** XML writes empty elements in a way that HTML reads as open ones. */
function htmlTags(markup: string, prefix: string | null): string {
  const named = prefix === null ? markup : markup.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</')
  const close = (all: string, name: string, attributes: string): string =>
    voidTags.has(name.toLowerCase()) ? all : `<${name}${attributes}></${name}>`
  return replaceByPieces(named, '<', (piece) => piece.replace(emptyTag, close))
}

/** Replaces what stands between two marks, and the marks; a section without its end stays. Linear. */
export function replaceSections(
  text: string,
  open: string,
  close: string,
  replacement: (inside: string) => string,
): string {
  let result = ''
  let at = 0
  for (;;) {
    const start = text.indexOf(open, at)
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length)
    if (end < 0) return result + text.slice(at)
    result += text.slice(at, start) + replacement(text.slice(start + open.length, end))
    at = end + close.length
  }
}
