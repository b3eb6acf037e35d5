import RssParser from 'rss-parser'
import { parseDate } from '../../text/dates.ts'
import { resolveAddress, resolveHtml } from './addresses.ts'
import { distinct } from './element-fields.ts'
import type { FeedEntry } from './feed-document.ts'
import { plainText } from './text-construct.ts'

interface SecondItem {
  readonly creator?: string
  readonly author?: string
  readonly 'content:encoded'?: string
}

const marks = /<!--|<!\[CDATA\[|<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)(?=[\s/>])/g

/** How many entries the text opens, outside comments and CDATA sections: what a reader of it should find. Linear. */
export function countEntryTags(text: string): number {
  let count = 0
  let at = 0
  const missing = new Set<string>()
  for (;;) {
    marks.lastIndex = at
    const mark = marks.exec(text)
    if (!mark) return count
    at = mark.index + mark[0].length
    const close = mark[0] === '<!--' ? '-->' : mark[0] === '<![CDATA[' ? ']]>' : null
    if (close === null) count += 1
    else if (!missing.has(close)) {
      const end = text.indexOf(close, at)
      if (end < 0) missing.add(close)
      else at = end + close.length
    }
  }
}

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
    const feed = await parser.parseString(text)
    return feed.items.map((item) => entryOf(item, feedUrl, notAfter))
  } catch {
    return null
  }
}

/** How the two readings differ, in a sentence; null when they hold the same titles. */
export function describeDrift(first: readonly FeedEntry[], second: readonly FeedEntry[]): string | null {
  if (first.length !== second.length) return `rss-parser reads ${second.length} entries where ${first.length} were read`
  const different = first.filter((entry, index) => lettersOf(entry.title) !== lettersOf(second[index]?.title)).length
  return different === 0 ? null : `rss-parser reads ${different} of ${first.length} titles differently`
}

const lettersOf = (title: string | null | undefined): string =>
  (title ?? '').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()

function entryOf(item: RssParser.Item & SecondItem, feedUrl: string, notAfter: Date): FeedEntry {
  const html = (text: unknown): string | null =>
    typeof text === 'string' && text !== '' ? resolveHtml(text, feedUrl) : null
  const raw = item.isoDate ?? item.pubDate ?? null
  const date = raw === null ? null : parseDate(raw, { notAfter })
  const enclosure = item.enclosure
  return {
    guid: item.guid ?? null,
    title: typeof item.title === 'string' ? plainText(item.title) : null,
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
    sourceName: null,
    language: null,
  }
}
