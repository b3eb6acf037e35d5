import RssParser from 'rss-parser'
import { parseDate } from '../../text/dates.ts'
import { resolveAddress, resolveHtml } from './addresses.ts'
import { distinct } from './element-fields.ts'
import type { FeedEntry } from './feed-document.ts'
import { plainText, replaceSections } from './text-construct.ts'

interface SecondItem {
  readonly creator?: string
  readonly author?: string
  readonly 'content:encoded'?: string
}

/** Characters that rss-parser may be given: it reads some 15 MB in a second. */
export const longestSecondReading = 4_000_000
const escapedOpening = /&(?:lt|#0{0,6}60|#x0{0,6}3c);/gi
const declaration = /<!(?!--|\[CDATA\[)[^<>]*>?/g
/** Stands for a `<` that is text. */
const hiddenOpening = '\ue03c'

/**
 * The entries as rss-parser reads them, or null when it cannot read the text. A parser that has failed once hides the errors
 * of the next document, so each document gets its own.
 */
export async function readSecondOpinion(
  text: string,
  feedUrl: string,
  notAfter: Date,
): Promise<readonly FeedEntry[] | null> {
  try {
    const parser = new RssParser<Record<string, never>, SecondItem>({ defaultRSS: 2.0 })
    const feed = await parser.parseString(hideMarkup(text))
    return feed.items.map((item) => entryOf(item, feedUrl, notAfter))
  } catch {
    return null
  }
}

/**
 * rss-parser strips the tags of every text with expressions that take quadratic time over a `<` without its `>` and over
 * line ends behind a `>`, and its tokenizer takes quadratic time over a declaration: none is left in what it gets to see.
 */
function hideMarkup(text: string): string {
  const plain = text.replace(/\n/g, ' ').replace(escapedOpening, hiddenOpening)
  const hidden = replaceSections(
    plain,
    '<![CDATA[',
    ']]>',
    (section) => `<![CDATA[${section.replaceAll('<', hiddenOpening)}]]>`,
  )
  return hidden.replace(declaration, '')
}

const shown = (text: unknown): string | null =>
  typeof text === 'string' && text !== '' ? text.replaceAll(hiddenOpening, '<') : null

/** How the two readings differ, in a sentence; null when they hold the same titles. */
export function describeDrift(first: readonly FeedEntry[], second: readonly FeedEntry[]): string | null {
  if (first.length !== second.length) return `rss-parser reads ${second.length} entries where ${first.length} were read`
  const different = first.filter((entry, index) => lettersOf(entry.title) !== lettersOf(second[index]?.title)).length
  return different === 0 ? null : `rss-parser reads ${different} of ${first.length} titles differently`
}

const lettersOf = (title: string | null | undefined): string =>
  (title ?? '').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()

function entryOf(item: RssParser.Item & SecondItem, feedUrl: string, notAfter: Date): FeedEntry {
  const html = (text: unknown): string | null => {
    const markup = shown(text)
    return markup === null ? null : resolveHtml(markup, feedUrl)
  }
  const title = shown(item.title)
  const raw = item.isoDate ?? item.pubDate ?? null
  const date = raw === null ? null : parseDate(raw, { notAfter })
  const enclosure = item.enclosure
  return {
    guid: shown(item.guid),
    title: title === null ? null : plainText(title),
    titleHtml: null,
    url: typeof item.link === 'string' ? resolveAddress(item.link, feedUrl) : null,
    summary: html(item.summary ?? item.content),
    contentHtml: html(item['content:encoded']),
    authors: distinct([item.creator ?? item.author ?? null]),
    published: date === null ? null : date.precision === 'day' ? `${date.iso}T00:00:00Z` : date.iso,
    publishedRaw: raw,
    updated: null,
    categories: distinct((item.categories ?? []).filter((category) => typeof category === 'string')),
    enclosures: enclosure
      ? [{ url: enclosure.url, type: enclosure.type ?? null, length: enclosure.length ?? null }]
      : [],
    imageUrl: null,
    sourceName: null,
    sourceUrl: null,
    language: null,
  }
}
