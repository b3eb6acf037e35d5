import { mendDoubleEncoding } from './double-encoding.ts'
import { stands } from './known-names.ts'

/** A page without the parts that hold no prose, and the data those parts carried. */
export interface RawPage {
  /** The page as it came, cut at ten million characters. */
  readonly page: string
  /** The page's markup without scripts, styles, drawings, comments and inert elements. */
  readonly markup: string
  /** Contents of `script type="application/ld+json"`, in order. */
  readonly linkedData: readonly string[]
  /** Contents of other JSON scripts that are long enough to hold an article. */
  readonly pageState: readonly string[]
  /** Markup inside template scripts and `noscript`: what a page shows when scripts run or do not. */
  readonly templates: readonly string[]
  /** Characters of script that were dropped: a page of nothing else is a client-rendered shell. */
  readonly scriptLength: number
}

/** Larger pages are cut: the largest article page among 900 measured ones had 2.3 million characters. */
const MAX_PAGE_LENGTH = 10_000_000
const MAX_LINKED_DATA = 64
const MAX_DATA_LENGTH = 2_000_000
const MIN_STATE_LENGTH = 2_000
const MIN_TEMPLATE_LENGTH = 500

const BANG = 33
const COMMENT = ''
/** Elements that are dropped, by the code of their first letter. */
const DROPPED: ReadonlyMap<number, readonly string[]> = new Map([
  [115, ['script', 'style', 'svg']],
  [110, ['noscript']],
  [105, ['iframe']],
  [116, ['template']],
])
const NAME_END = /[\s>/]/
/** Characters behind the name within which an end tag must end. */
const MAX_END_TAG = 101

/** Templates that a browser shows: declarative shadow trees and the places of streamed parts. */
const KEPT_TEMPLATE = /^<template[^>]{0,60}(?:shadowrootmode|id=["']?[BP]:)/i

/** Raw text elements swallow the rest of the page when they are not closed, as browsers do; the others do not. */
const RAW_TEXT = new Set(['script', 'style'])

/**
 * Drops what holds no prose before the page is parsed: scripts, styles and drawings are 59 % of the characters of a
 * news page, and a search for their ends is ten times as fast as a parser. O(length).
 */
export function readRawPage(html: string): RawPage {
  const page = html.length > MAX_PAGE_LENGTH ? html.slice(0, MAX_PAGE_LENGTH) : html
  const unended = new Set<string>()
  const kept: string[] = []
  const data = new DataScripts()
  let scriptLength = 0
  let from = 0
  for (let at = page.indexOf('<'); at >= 0; at = page.indexOf('<', at)) {
    const name = droppedName(page, at + 1)
    const end = name === null ? null : endOf(page, at, name, unended)
    if (!end) {
      at++
      continue
    }
    kept.push(page.slice(from, at))
    if (name === 'script') {
      data.add(page, at, end.contentEnd)
      scriptLength += end.contentEnd - at
    } else if (name === 'noscript') data.addTemplate(page, at, end.contentEnd)
    from = at = end.after
  }
  kept.push(page.slice(from))
  return {
    page,
    markup: mendDoubleEncoding(kept.join(' ')),
    linkedData: data.linked,
    pageState: data.state,
    templates: data.templates,
    scriptLength,
  }
}

/** The name of the part to drop that begins here behind a `<`, or null. */
function droppedName(page: string, start: number): string | null {
  const code = page.charCodeAt(start)
  if (code === BANG) return page.startsWith('--', start + 1) ? COMMENT : null
  const names = DROPPED.get(code | 32)
  if (names === undefined) return null
  return names.find((name) => stands(name, page, start) && NAME_END.test(page.charAt(start + name.length))) ?? null
}

interface PartEnd {
  readonly contentEnd: number
  readonly after: number
}

/** `unended` keeps what has no end behind an earlier place: it is not looked for again, so the scan stays linear. */
function endOf(page: string, start: number, name: string, unended: Set<string>): PartEnd | null {
  if (name === 'template' && KEPT_TEMPLATE.test(page.slice(start, start + 80))) return null
  if (!unended.has(name)) {
    const end = name === COMMENT ? endOfComment(page, start) : endOfElement(page, start, name)
    if (end) return end
    unended.add(name)
  }
  return RAW_TEXT.has(name) ? { contentEnd: page.length, after: page.length } : null
}

function endOfComment(page: string, start: number): PartEnd | null {
  const end = page.indexOf('-->', start)
  return end < 0 ? null : { contentEnd: end, after: end + 3 }
}

function endOfElement(page: string, start: number, name: string): PartEnd | null {
  for (let at = page.indexOf('</', start); at >= 0; at = page.indexOf('</', at + 2)) {
    if (!stands(name, page, at + 2)) continue
    const from = at + 2 + name.length
    const length = page.slice(from, from + MAX_END_TAG).indexOf('>')
    if (length >= 0) return { contentEnd: at, after: from + length + 1 }
  }
  return null
}

class DataScripts {
  readonly linked: string[] = []
  readonly state: string[] = []
  readonly templates: string[] = []
  #length = 0

  add(page: string, start: number, end: number): void {
    const open = page.indexOf('>', start)
    if (open < 0 || open >= end || this.#length > MAX_DATA_LENGTH) return
    const tag = page.slice(start, Math.min(open, start + 500)).toLowerCase()
    if (tag.includes('ld+json')) this.#keep(this.linked, page, open + 1, end)
    else if (end - open > MIN_STATE_LENGTH && tag.includes('application/json')) {
      this.#keep(this.state, page, open + 1, end)
    } else if (tag.includes('template') || tag.includes('text/html')) this.addTemplate(page, open, end)
  }

  addTemplate(page: string, start: number, end: number): void {
    if (end - start < MIN_TEMPLATE_LENGTH) return
    const open = page.indexOf('>', start)
    if (open >= 0 && open < end) this.#keep(this.templates, page, open + 1, end)
  }

  #keep(list: string[], page: string, start: number, end: number): void {
    if (list.length >= MAX_LINKED_DATA || end - start > MAX_DATA_LENGTH) return
    this.#length += end - start
    list.push(page.slice(start, end))
  }
}
