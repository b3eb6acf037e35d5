import type { FeedFormat } from './feed-document.ts'

const itemTag = /<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)(?=[\s/>])/y
const lineTag = /<(?:[A-Za-z_][\w.-]*:)?url(?=[\s/>])/y
const sitemapTag = /<(?:[A-Za-z_][\w.-]*:)?sitemap(?=[\s/>])/y
const exclamation = 0x21

/**
 * How many entries the text of an XML feed opens, outside comments and CDATA sections: what a reader of it should find.
 * Linear.
 */
export function countEntryTags(text: string, format: FeedFormat): number {
  const tag = tagOf(format)
  let count = 0
  let at = text.indexOf('<')
  const missing = new Set<string>()
  while (at >= 0) {
    if (text.charCodeAt(at + 1) === exclamation) at = endOfSection(text, at, missing)
    else {
      tag.lastIndex = at
      if (tag.test(text)) count += 1
      at += 1
    }
    at = text.indexOf('<', at)
  }
  return count
}

function tagOf(format: FeedFormat): RegExp {
  if (format === 'sitemap') return lineTag
  return format === 'sitemap-index' ? sitemapTag : itemTag
}

/** Behind the comment or section that begins at `at`; one step on when it is none or lacks its end. */
function endOfSection(text: string, at: number, missing: Set<string>): number {
  const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : null
  if (close === null || missing.has(close)) return at + 1
  const end = text.indexOf(close, at + 4)
  if (end >= 0) return end + close.length
  missing.add(close)
  return at + 1
}
