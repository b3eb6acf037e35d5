import type { BenchPage } from './bench-page.ts'
import { textBlocks } from './text-blocks.ts'

/** Reads a page; what it gives back names the paragraphs when asked, outside of what is measured. */
export type Reader = (page: BenchPage) => Promise<() => readonly string[]>

/**
 * The first is ours, the others are its peers, each as its own documentation shows it. A reader loads its libraries when
 * it is made, so that a process holds those of one reader only.
 */
export const readers = {
  wirefold: readWirefold,
  'readability+jsdom': readWithJsdom,
  'readability+linkedom': readWithLinkedom,
  defuddle: readWithDefuddle,
  'cheerio article p': readWithCheerio,
} as const satisfies Record<string, () => Promise<Reader>>

export type ReaderName = keyof typeof readers

export const readerNames = Object.keys(readers) as readonly ReaderName[]

async function readWirefold(): Promise<Reader> {
  const { extractArticle } = await import('../../src/articles/extract/extract-article.ts')
  return ({ url, html }) => {
    const { paragraphs } = extractArticle(html, { url, fetchedAt: null })
    return Promise.resolve(() => paragraphs)
  }
}

async function readWithCheerio(): Promise<Reader> {
  const { load } = await import('cheerio')
  return ({ html }) => {
    const $ = load(html)
    const paragraphs = $('article p')
      .toArray()
      .map((element) => $(element).text().trim())
    return Promise.resolve(() => paragraphs)
  }
}

async function readWithJsdom(): Promise<Reader> {
  const { JSDOM, VirtualConsole } = (await import(import.meta.resolve('jsdom'))) as Jsdom
  const readability = await loadReadability()
  return ({ url, html }) => {
    const { window } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() })
    const content = readability(window.document)
    window.close()
    return Promise.resolve(() => textBlocks(content))
  }
}

async function readWithLinkedom(): Promise<Reader> {
  const { parseHTML } = await loadLinkedom()
  const readability = await loadReadability()
  return ({ html }) => {
    const content = readability(parseHTML(html).document)
    return Promise.resolve(() => textBlocks(content))
  }
}

/** On the DOM that its documentation names; what it would fetch for want of text stays unfetched. */
async function readWithDefuddle(): Promise<Reader> {
  const { Defuddle } = (await import(import.meta.resolve('defuddle/node'))) as DefuddleEntry
  const { parseHTML } = await loadLinkedom()
  return async ({ url, html }) => {
    const { content } = await Defuddle(parseHTML(html).document, url, { useAsync: false })
    return () => textBlocks(content)
  }
}

async function loadReadability(): Promise<(document: unknown) => string> {
  const { Readability } = (await import(import.meta.resolve('@mozilla/readability'))) as ReadabilityEntry
  return (document) => new Readability(document).parse()?.content ?? ''
}

const loadLinkedom = async (): Promise<Linkedom> => (await import(import.meta.resolve('linkedom'))) as Linkedom

// The peers' own types need those of a browser, which would then be declared to the whole program; this is what is used.

interface Jsdom {
  readonly JSDOM: new (
    html: string,
    options: { readonly url: string; readonly virtualConsole: object },
  ) => { readonly window: { readonly document: unknown; close(): void } }
  readonly VirtualConsole: new () => object
}

interface Linkedom {
  readonly parseHTML: (html: string) => { readonly document: unknown }
}

interface ReadabilityEntry {
  readonly Readability: new (document: unknown) => { parse(): { readonly content: string | null } | null }
}

interface DefuddleEntry {
  readonly Defuddle: (
    document: unknown,
    url: string,
    options: { readonly useAsync: false },
  ) => Promise<{ readonly content: string }>
}
