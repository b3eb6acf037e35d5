import { distinct, firstText } from './element-fields.ts'
import type { FeedDocument, FeedFormat } from './feed-document.ts'
import { addressOf, linksOf, pageAddress } from './links.ts'
import { firstConstruct, readEntry } from './read-entry.ts'
import { plainOf, taggedOf } from './text-construct.ts'
import type { XmlDocument, XmlElement } from './xml-tree.ts'

const channelNames = new Set(['channel', 'feed', 'urlset'])
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
  const language = firstText(channel, 'language', 'dc:language') ?? channel.language
  const entryContext = { document, notAfter, dayFirst: writesDayFirst(language) }
  return {
    format: formatOf(channel, document.entries[0]),
    title: title && plainOf(title),
    titleHtml: title && taggedOf(title),
    link: pageAddress(channel),
    language,
    ttlMinutes: ttlOf(channel),
    hubs: distinct(linksOf(channel, 'hub').map((link) => addressOf(link, 'href'))),
    selfUrl: linksOf(channel, 'self').map((link) => addressOf(link, 'href'))[0] ?? null,
    entries: document.entries.map((entry) => readEntry(entry, entryContext)),
  }
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
  return root ?? document.entries[0]?.parent ?? null
}

function formatOf(channel: XmlElement, first: XmlElement | undefined): FeedFormat {
  if (channel.name === 'feed' || first?.name === 'entry') return 'atom'
  if (channel.name === 'urlset') return 'sitemap'
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
