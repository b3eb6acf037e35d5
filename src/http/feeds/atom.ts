import { escapeUTF8 } from 'entities'
import type { EditionEntry, EditionFeed } from './edition-feed.ts'

/** Atom 1.0 (RFC 4287), to the letter the same for the same feed. */
export function atomOf(feed: EditionFeed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${text(feed.language)}">
<id>${text(feed.id)}</id>
<title>${text(feed.title)}</title>
<updated>${feed.updated.toISOString()}</updated>
<author><name>${text(feed.author)}</name></author>
<link rel="self" type="application/atom+xml" href="${text(feed.url)}"/>
<link rel="alternate" type="text/html" href="${text(feed.home)}"/>
${feed.entries.map(entryOf).join('')}</feed>
`
}

const entryOf = ({ id, title, url, at, summary, html }: EditionEntry): string => `<entry>
<id>${text(id)}</id>
<title>${text(title)}</title>
<link rel="alternate" type="text/html" href="${text(url)}"/>
<published>${at.toISOString()}</published>
<updated>${at.toISOString()}</updated>
<summary>${text(summary)}</summary>
<content type="html">${text(html)}</content>
</entry>
`

/** Characters that XML 1.0 allows (section 2.2): others may not even be written as references. */
const REFUSED = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const text = (value: string): string => escapeUTF8(value.replace(REFUSED, ''))
