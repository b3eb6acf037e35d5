import type { Format } from './farm-plan.ts'

/** An entry as a feed writes it. */
export interface WrittenEntry {
  readonly guid: string | null
  readonly title: string
  readonly link: string
  readonly published: Date | null
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const head = '<?xml version="1.0" encoding="UTF-8"?>'

/** The document of a feed in its format, with its media type. */
export function writeFeed(format: Format, title: string, home: string, entries: readonly WrittenEntry[]) {
  const { type, write } = writers[format]
  return { type, body: write(title, home, entries) }
}

type Write = (title: string, home: string, entries: readonly WrittenEntry[]) => string

const writers: Readonly<Record<Format, { readonly type: string; readonly write: Write }>> = {
  rss: { type: 'application/rss+xml', write: writeRss },
  atom: { type: 'application/atom+xml', write: writeAtom },
  json: { type: 'application/feed+json', write: writeJson },
  rdf: { type: 'application/rdf+xml', write: writeRdf },
}

function writeRss(title: string, home: string, entries: readonly WrittenEntry[]): string {
  const items = entries.map(
    (entry) => `<item><title>${escaped(entry.title)}</title><link>${escaped(entry.link)}</link>
${entry.guid === null ? '' : `<guid isPermaLink="false">${entry.guid}</guid>`}${
      entry.published === null ? '' : `<pubDate>${entry.published.toUTCString()}</pubDate>`
    }</item>`,
  )
  return `${head}<rss version="2.0"><channel><title>${title}</title><link>${home}</link><language>en</language>
${items.join('\n')}</channel></rss>`
}

function writeAtom(title: string, home: string, entries: readonly WrittenEntry[]): string {
  const items = entries.map(
    (entry) => `<entry><title>${escaped(entry.title)}</title><link href="${escaped(entry.link)}"/>
${entry.guid === null ? '' : `<id>${entry.guid}</id>`}${
      entry.published === null ? '' : `<published>${entry.published.toISOString()}</published>`
    }</entry>`,
  )
  return `${head}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>${title}</title><link href="${home}"/>
${items.join('\n')}</feed>`
}

function writeJson(title: string, home: string, entries: readonly WrittenEntry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: 'en',
    home_page_url: home,
    items: entries.map((entry) => ({
      ...(entry.guid === null ? {} : { id: entry.guid }),
      title: entry.title,
      url: entry.link,
      ...(entry.published === null ? {} : { date_published: entry.published.toISOString() }),
    })),
  })
}

function writeRdf(title: string, home: string, entries: readonly WrittenEntry[]): string {
  const items = entries.map(
    (entry) => `<item rdf:about="${escaped(entry.guid ?? entry.link)}"><title>${escaped(entry.title)}</title>
<link>${escaped(entry.link)}</link>${
      entry.published === null ? '' : `<dc:date>${entry.published.toISOString()}</dc:date>`
    }</item>`,
  )
  return `${head}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${home}"><title>${title}</title><link>${home}</link>
<dc:language>en</dc:language></channel>
${items.join('\n')}</rdf:RDF>`
}
