import type { FeedSearch, Look } from './discover-search.ts'
import { hasNews } from './discover-search.ts'
import type { FeedDocument } from './parse/feed-document.ts'
import { sitemapsToRead } from './sitemap-index.ts'

type SitemapIndex = Look & { kind: 'sitemaps' }

/** Sitemaps and indexes that one robots.txt may name; sites list dozens of archives there. */
const MOST_SITEMAPS = 3

/**
 * Keeps the news sitemaps among those given and among the children of indexes; those whose address speaks of news are
 * looked at first. Stops at the first that holds news.
 */
export async function findNewsSitemaps(
  sitemaps: readonly (string | SitemapIndex)[],
  search: FeedSearch,
): Promise<void> {
  const ordered = sitemaps.toSorted((a, b) => Number(namesNews(b)) - Number(namesNews(a)))
  for (const sitemap of ordered.slice(0, MOST_SITEMAPS)) {
    if (search.hasFound) return
    const look = typeof sitemap === 'string' ? await search.look({ url: sitemap, foundBy: 'sitemap' }) : sitemap
    if (look.kind === 'sitemaps') await followIndex(look, search)
    else if (look.kind === 'page' || look.kind === 'text') search.note(look.url, 'is no sitemap')
  }
}

/**
 * An index of nothing but news is watched itself, since its children change their addresses with the day; of a mixed one
 * the children that hold news are.
 */
async function followIndex({ document, url }: SitemapIndex, search: FeedSearch): Promise<void> {
  const named = document.sitemaps.filter((child) => namesNews(child.url))
  const children = await readChildren(sitemapsToRead(named.length > 0 ? named : document.sitemaps), search)
  const news = children.filter(({ document: child }) => hasNews(child))
  const isNewsOnly =
    news.length === children.length && (named.length === 0 || named.length === document.sitemaps.length)
  if (news.length === 0) search.note(url, 'is an index of sitemaps without news')
  else if (isNewsOnly) {
    const entries = news.flatMap(({ document: child }) => child.entries)
    search.keep(
      { ...document, entries, title: document.title ?? news[0]?.document.title ?? null },
      { url, foundBy: 'sitemap' },
    )
  } else for (const child of news) search.keep(child.document, { url: child.url, foundBy: 'sitemap' })
}

async function readChildren(urls: readonly string[], search: FeedSearch) {
  const children: { readonly url: string; readonly document: FeedDocument }[] = []
  for (const url of urls) {
    const document = await search.readSitemap(url)
    if (document) children.push({ url, document })
  }
  return children
}

const namesNews = (sitemap: string | SitemapIndex): boolean =>
  /news|nachrichten|noticias|actualit|nieuws/i.test(
    new URL(typeof sitemap === 'string' ? sitemap : sitemap.url).pathname,
  )
