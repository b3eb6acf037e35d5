import { readAuthors } from './authors.ts'
import { distinct, firstText } from './element-fields.ts'
import type { FeedDocument, FeedFormat, SitemapReference } from './feed-document.ts'
import { addressOf, linksOf, pageAddress } from './links.ts'
import { instantOf, readEntry, type EntryContext } from './read-entry.ts'
import { firstConstruct, plainOf, taggedOf } from './text-construct.ts'
import { entryNames } from './vocabulary.ts'
import type { XmlDocument, XmlElement } from './xml-element.ts'

const channelNames = new Set(['channel', 'feed', 'urlset', 'sitemapindex'])
const rootNames = new Set(['rss', 'rdf:rdf'])
const deepestChannel = 8
const minutesOfPeriod: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  dayly: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
}

/** Reads the feed in a tree of XML; null when nothing in it is a feed. Dates after `notAfter` are refused. */
export function readXmlFeed(document: XmlDocument, notAfter: Date): Omit<FeedDocument, 'encoding' | 'oddities'> | null {
  const channel = findChannel(document)
  if (!channel) return null
  const title = firstConstruct(channel, ['title', 'dc:title', 'media:title'], document)
  const language = (firstText(channel, 'language', 'dc:language') ?? channel.language) || null
  const format = formatOf(channel, document.entries[0])
  const authors = format === 'atom' ? readAuthors(channel) : []
  const context = { document, notAfter, dayFirst: writesDayFirst(language), authors }
  const isIndex = format === 'sitemap-index'
  return {
    format,
    title: title && plainOf(title),
    titleHtml: title && taggedOf(title),
    link: pageAddress(channel),
    language,
    ttlMinutes: ttlOf(channel),
    hubs: distinct(linksOf(channel, 'hub').map((link) => addressOf(link, 'href'))),
    selfUrl: linksOf(channel, 'self').map((link) => addressOf(link, 'href'))[0] ?? null,
    entries: isIndex ? [] : document.entries.map((entry) => readEntry(entry, context)),
    sitemaps: isIndex ? document.entries.flatMap((line) => sitemapOf(line, context)) : [],
  }
}

function sitemapOf(line: XmlElement, context: EntryContext): readonly SitemapReference[] {
  const url = pageAddress(line)
  return url === null ? [] : [{ url, lastModified: instantOf(firstText(line, 'lastmod'), context) }]
}

/** The element that speaks for the feed: by its name, or around the entries when the name is unknown. */
function findChannel(document: XmlDocument): XmlElement | null {
  let level: readonly XmlElement[] = [document.root]
  let root: XmlElement | null = null
  for (let depth = 0; depth < deepestChannel && level.length > 0; depth += 1) {
    const channel = level.find((element) => channelNames.has(element.name))
    if (channel) return channel
    root ??= level.find((element) => rootNames.has(element.name)) ?? null
    level = level.flatMap((element) => element.children)
  }
  return root ?? (document.entries.some(isReadable) ? (document.entries[0]?.parent ?? null) : null)
}

/** A `<url>` or `<sitemap>` without anything around it is one of a sitemap only when it says where it leads. */
const isReadable = (entry: XmlElement): boolean => entryNames.has(entry.name) || firstText(entry, 'loc') !== null

function formatOf(channel: XmlElement, first: XmlElement | undefined): FeedFormat {
  if (channel.name === 'feed' || first?.name === 'entry') return 'atom'
  if (channel.name === 'urlset' || first?.name === 'url') return 'sitemap'
  if (channel.name === 'sitemapindex' || first?.name === 'sitemap') return 'sitemap-index'
  if (channel.name === 'rdf:rdf' || channel.parent?.name === 'rdf:rdf') return 'rdf'
  if (channel.parent?.name === 'rss' || channel.name === 'rss') return 'rss'
  return first?.attributes.has('href') ? 'cdf' : 'rss'
}

/** RSS `ttl` in minutes, or the period of the syndication module divided by its frequency. */
function ttlOf(channel: XmlElement): number | null {
  const ttl = firstText(channel, 'ttl')
  if (ttl !== null && /^\d{1,7}$/.test(ttl) && Number(ttl) > 0) return Number(ttl)
  const period = firstText(channel, 'sy:updateperiod')?.toLowerCase() ?? ''
  const minutes = Object.hasOwn(minutesOfPeriod, period) ? minutesOfPeriod[period] : undefined
  if (minutes === undefined) return null
  const frequency = Number(firstText(channel, 'sy:updatefrequency') ?? 1)
  return Number.isFinite(frequency) && frequency > 0 ? Math.max(1, Math.round(minutes / frequency)) : minutes
}

/** English alone does not tell: Britain writes the day first and America the month. */
function writesDayFirst(language: string | null): boolean | null {
  const tag = language?.trim().toLowerCase().replace('_', '-') ?? ''
  if (tag === '' || tag === 'en') return null
  return !/^(?:en-us|en-ph|es-us)$/.test(tag)
}
