import { Element, type ChildNode, type Document } from 'domhandler'
import { following, textIn } from './tree-walk.ts'
import { typesOf, type LinkedData, type LinkedNode } from './linked-data.ts'

/** Where metadata is looked for: the page's linked data, its `meta` elements and its elements. */
export interface PageFacts {
  readonly document: Document
  readonly data: LinkedData
  /** The node that describes the article itself, if there is one. */
  readonly article: LinkedNode | null
  /** The first content of each `meta` by lower-cased name, property or itemprop. */
  readonly meta: ReadonlyMap<string, string>
  /** All contents of repeated ones: authors and tags. */
  readonly metaLists: ReadonlyMap<string, readonly string[]>
  readonly headings: readonly Element[]
  readonly documentTitle: string
  /** The `lang` of the root element. */
  readonly rootLanguage: string | null
  readonly canonical: string | null
}

const ARTICLE_TYPES =
  /(?:Article|BlogPosting|Report|NewsStory|SocialMediaPosting|LiveBlogPosting|AdvertiserContentArticle)$/
const MAX_META = 400

/** Gathers the page's own statements in one walk. O(nodes). */
export function readFacts(document: Document, data: LinkedData): PageFacts {
  const meta = new Map<string, string>()
  const metaLists = new Map<string, string[]>()
  const headings: Element[] = []
  let documentTitle = ''
  let rootLanguage: string | null = null
  let canonical: string | null = null
  for (let node: ChildNode | null = document.children[0] ?? null; node; node = following(node)) {
    if (!(node instanceof Element)) continue
    const { attribs } = node
    if (node.name === 'h1') headings.push(node)
    else if (node.name === 'title') documentTitle ||= textIn(node)
    else if (node.name === 'html') rootLanguage ??= attribs['lang'] ?? null
    else if (node.name === 'link' && attribs['rel'] === 'canonical') canonical ??= attribs['href'] ?? null
    else if (node.name === 'meta' && meta.size < MAX_META) keepMeta(meta, metaLists, attribs)
  }
  const article = articleNode(data)
  return { document, data, article, meta, metaLists, headings, documentTitle, rootLanguage, canonical }
}

function keepMeta(meta: Map<string, string>, lists: Map<string, string[]>, attribs: Record<string, string>): void {
  const value = (attribs['content'] ?? '').trim()
  if (value === '') return
  for (const key of new Set([attribs['name'], attribs['property'], attribs['itemprop']])) {
    if (key) keep(meta, lists, key.toLowerCase(), value)
  }
}

function keep(meta: Map<string, string>, lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else {
    lists.set(key, [value])
    meta.set(key, value)
  }
}

/** The described article is the one with most of headline, date and author; the first of equals. */
function articleNode(data: LinkedData): LinkedNode | null {
  let best: LinkedNode | null = null
  let most = -1
  for (const node of data.nodes) {
    if (!typesOf(node).some((type) => ARTICLE_TYPES.test(type))) continue
    const known = ['headline', 'datePublished', 'author', 'articleBody', 'mainEntityOfPage'].filter(
      (key) => node[key] !== undefined && node[key] !== null,
    )
    if (known.length <= most) continue
    most = known.length
    best = node
  }
  return best
}

/** The first of these `meta` names that the page states. */
export function firstMeta(facts: PageFacts, names: readonly string[]): string | null {
  for (const name of names) {
    const value = facts.meta.get(name)
    if (value !== undefined) return value
  }
  return null
}
