import { type CheerioAPI, load } from 'cheerio/slim'
import type { Element } from 'domhandler'
import { parsePageTree } from '../articles/extract/page-tree.ts'
import { readRawPage } from '../articles/extract/raw-page.ts'

/** An address that a page gives for a feed; nobody has looked behind it yet. */
export interface FeedLink {
  readonly url: string
  /** What the page calls it. */
  readonly title: string | null
  readonly isComments: boolean
}

/** What a page says of its feeds and of itself. */
export interface LinkingPage {
  readonly siteName: string | null
  /** Language tag of the page as declared. */
  readonly language: string | null
  /** Link elements that name a feed, comment feeds last. */
  readonly links: readonly FeedLink[]
  /** Anchors that look as if they led to one, those of the page's own host first. */
  readonly anchors: readonly FeedLink[]
}

/** Media types that `<link rel="alternate">` announces feeds with. */
const feedTypes = new Set(
  'application/rss+xml application/atom+xml application/feed+json application/json application/rdf+xml application/xml text/xml'.split(
    ' ',
  ),
)
const MOST_LINKS = 200

/** Reads the addresses of feeds out of a page. Linear in its length. @param url the page's own address, after redirects */
export function readFeedLinks(html: string, url: string): LinkingPage {
  const $ = load(parsePageTree(readRawPage(html).markup), { xml: { xmlMode: false } })
  const base = absolute($('base[href]').attr('href'), url) ?? url
  const links = $('link[rel][href]').toArray().filter(announcesFeed)
  const anchors = $('a[href]').toArray()
  return {
    siteName: siteNameOf($),
    language: $('html').attr('lang')?.trim() || null,
    links: commentsLast(linksOf(links, base, ({ attribs }) => attribs['title'])),
    anchors: ownHostFirst(
      linksOf(anchors, base, (anchor) => $(anchor).text() || anchor.attribs['title']).filter(looksLikeFeed),
      url,
    ),
  }
}

function siteNameOf($: CheerioAPI): string | null {
  for (const name of ['meta[property="og:site_name"]', 'meta[name="application-name"]']) {
    const content = $(name).attr('content')?.replace(/\s+/g, ' ').trim() ?? ''
    if (content !== '' && !/^https?:/i.test(content)) return content
  }
  return null
}

function announcesFeed({ attribs }: Element): boolean {
  const relations = (attribs['rel'] ?? '').toLowerCase().split(/\s+/)
  const type = (attribs['type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!relations.includes('alternate') || !feedTypes.has(type)) return false
  // WordPress announces its programming interface in the same way.
  return type !== 'application/json' || !/\/wp-json\//.test(attribs['href'] ?? '')
}

/** Each address once, under the first title that it has. */
function linksOf(
  elements: readonly Element[],
  base: string,
  titleOf: (element: Element) => string | undefined,
): readonly FeedLink[] {
  const links = new Map<string, FeedLink>()
  for (const element of elements) {
    const url = absolute(element.attribs['href'], base)
    if (url === null || links.has(url)) continue
    const title = titleOf(element)?.replace(/\s+/g, ' ').trim() || null
    links.set(url, { url, title, isComments: isOfComments(url, title) })
  }
  return [...links.values()]
}

/** WordPress keeps `/comments/` in all languages. "Comment" alone is a section of opinion. */
export const isOfComments = (url: string, title: string | null): boolean =>
  /\/comments?(?:[/._-]|$)|[?&]feed=comments/i.test(url) || /\bcomments\b/i.test(title ?? '')

function absolute(written: string | undefined, base: string): string | null {
  const address = written?.trim() ?? ''
  if (address === '' || address.startsWith('#') || !URL.canParse(address, base)) return null
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  return url.href
}

const feedSegment = /\/(?:rss|feeds?|atom|rdf)(?:[/._-]|$)/i
const feedFile = /\.(?:rss|atom|rdf)$|[/._-](?:rss|feeds?|atom)(?:[._-][\w-]+)?\.(?:xml|json)$/i
const feedQuery = /[?&](?:feed|format|type|output|alt)=(?:rss2?|atom|feed)\b/i
const feedName = /\brss\b|\batom feed\b/i
const LONGEST_NAME = 40

function looksLikeFeed({ url, title }: FeedLink): boolean {
  const { hostname, pathname, search } = new URL(url)
  const isNamed = title !== null && title.length <= LONGEST_NAME && feedName.test(title)
  return (
    isNamed ||
    /^(?:feeds?|rss)\./i.test(hostname) ||
    feedSegment.test(pathname) ||
    feedFile.test(pathname) ||
    feedQuery.test(search)
  )
}

const commentsLast = (links: readonly FeedLink[]): readonly FeedLink[] =>
  links.toSorted((a, b) => Number(a.isComments) - Number(b.isComments)).slice(0, MOST_LINKS)

function ownHostFirst(links: readonly FeedLink[], page: string): readonly FeedLink[] {
  const { host } = new URL(page)
  const foreign = ({ url }: FeedLink) => Number(new URL(url).host !== host)
  return links.toSorted((a, b) => foreign(a) - foreign(b)).slice(0, MOST_LINKS)
}
