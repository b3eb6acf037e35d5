import { LONGEST_ADDRESS } from '../articles/canonical-url.ts'
import { UsageError } from '../errors.ts'
import type { FeedLink, LinkingPage } from './discover-links.ts'
import { type FoundBy, type FoundFeed, rankFeeds } from './discover-rank.ts'
import { type DiscoveryPorts, FeedSearch, type Look, type Trial } from './discover-search.ts'
import { findNewsSitemaps } from './discover-sitemaps.ts'

/** What a search found behind an address. */
export interface Discovery {
  /** The page that the search went out from, when it was one; after redirects. */
  readonly page: { readonly url: string; readonly siteName: string | null; readonly language: string | null } | null
  /** The best first. */
  readonly feeds: readonly FoundFeed[]
  /** Every address that was looked at, in order. */
  readonly trials: readonly Trial[]
}

/** Addresses that one page may name; those after them are told among the trials. */
const MOST_LINKS = 10
const MOST_ANCHORS = 5
/** Pages that list feeds, which a link or an anchor leads to. */
const MOST_LISTS = 2

/** Where feeds stand when no page names them, the commonest first: WordPress, makers of static sites, hand-made ones. */
const wellKnownPaths = [
  'feed/',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'rss/',
  'feed.json',
  'news-sitemap.xml',
  'rss/feed.xml',
  'index.rss',
  'feed.atom',
]

/**
 * Looks for the feeds behind any address of a site: is it one itself; does the page name some, in link elements or in
 * anchors; do the sitemaps of its robots.txt hold news; is there one where sites usually keep it. The first of these that
 * brings a feed ends the search. Every feed was fetched and read; about 20 requests at most (the order is that of Miniflux,
 * with sitemaps added).
 *
 * @param address with or without a scheme: without one https is tried, then http
 * @throws UsageError when the address cannot be one of a site
 */
export async function discoverFeeds(address: string, ports: DiscoveryPorts): Promise<Discovery> {
  const search = new FeedSearch(ports)
  const start = await openStart(addressesToTry(address), search)
  const page = start.kind === 'page' ? start.page : null
  if (start.kind === 'sitemaps') await findNewsSitemaps([start], search)
  else if (start.kind !== 'feed' && !(start.kind === 'nothing' && start.isDead))
    await searchSite(start.url, page, search)
  return {
    page: page && start.kind === 'page' ? { ...page, url: start.url } : null,
    feeds: rankFeeds(search.candidates, page?.language ?? null),
    trials: search.trials,
  }
}

/** The addresses that a text may mean, https first where it names no scheme. */
export function addressesToTry(written: string): readonly string[] {
  const text = written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:\/\/)/i, '')
    .replace(/^feed:\/\//i, '')
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const addresses = hasScheme ? [text] : [`https://${text}`, `http://${text}`]
  const usable = addresses.filter((address) => isSite(address))
  if (usable.length > 0) return usable.map((address) => new URL(address).href)
  throw new UsageError(`${written} is no address of a site: expected one such as https://courier.example/`)
}

function isSite(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, href } = new URL(address)
  return /^https?:$/.test(protocol) && username === '' && href.length <= LONGEST_ADDRESS
}

/** The first address that answers. */
async function openStart(addresses: readonly string[], search: FeedSearch): Promise<Look> {
  let last: Look | null = null
  for (const url of addresses) {
    last = await search.look({ url, foundBy: 'address' })
    if (last.kind !== 'nothing' || !last.isDead) break
  }
  if (!last) throw new Error('there was no address to try')
  if (last.kind === 'page') search.note(last.url, 'is a page')
  if (last.kind === 'text') search.note(last.url, 'is neither a feed nor a page')
  return last
}

async function searchSite(url: string, page: LinkingPage | null, search: FeedSearch): Promise<void> {
  if (page) await followPage(page, search)
  if (!search.hasFound) await searchRobots(url, search)
  if (!search.hasFound) await guessAddresses(url, search)
}

/** Link elements, then anchors; a page that one of them leads to is taken for a list of feeds, once. */
async function followPage(page: LinkingPage, search: FeedSearch): Promise<void> {
  const lists = await followLinks(page.links, 'link', MOST_LINKS, search)
  if (!search.hasFound) lists.push(...(await followLinks(page.anchors, 'anchor', MOST_ANCHORS, search)))
  for (const list of lists.slice(0, MOST_LISTS)) {
    if (search.hasFound) return
    await followLinks([...list.links, ...list.anchors], 'anchor', MOST_ANCHORS, search)
  }
}

/** @returns the pages that came instead of feeds */
async function followLinks(
  links: readonly FeedLink[],
  foundBy: FoundBy,
  most: number,
  search: FeedSearch,
): Promise<LinkingPage[]> {
  const pages: LinkingPage[] = []
  for (const { url, title } of links.slice(0, most)) {
    const look = await search.look({ url, foundBy, title })
    await followOther(look, url, search)
    if (look.kind === 'page') pages.push(look.page)
  }
  for (const { url } of links.slice(most))
    search.note(url, 'was not looked at: the page names more feeds than are asked')
  return pages
}

async function followOther(look: Look, url: string, search: FeedSearch): Promise<void> {
  if (look.kind === 'page') search.note(url, 'is a page and no feed')
  else if (look.kind === 'text') search.note(url, 'is no feed')
  else if (look.kind === 'sitemaps') await findNewsSitemaps([look], search)
}

async function searchRobots(url: string, search: FeedSearch): Promise<void> {
  const robots = await search.look({ url: new URL('/robots.txt', url).href, foundBy: 'sitemap', sameHost: true })
  if (robots.kind !== 'text') return
  const named = [...robots.text.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim)].map((match) => match[1] ?? '')
  search.note(robots.url, named.length === 0 ? 'names no sitemap' : `names ${named.length} sitemaps`)
  await findNewsSitemaps(
    named
      .filter((sitemap) => /^https?:/i.test(sitemap) && URL.canParse(sitemap))
      .map((sitemap) => new URL(sitemap).href),
    search,
  )
}

/** In the folder of the address and at the root of its site. */
async function guessAddresses(url: string, search: FeedSearch): Promise<void> {
  const folders = new Set([new URL('.', url).href, new URL('/', url).href])
  for (const path of wellKnownPaths) {
    for (const folder of folders) {
      if (search.hasFound) return
      const guess = new URL(path, folder).href
      await followOther(await search.look({ url: guess, foundBy: 'well-known', sameHost: true }), guess, search)
    }
  }
}
