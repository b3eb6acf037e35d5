import { createHash } from 'node:crypto'
import { pageKey, sectionAddress } from './addresses.ts'
import type { PressArticle } from './catalogue.ts'
import { consentWall } from './consent-wall.ts'
import { encode } from './encode.ts'
import type { Markup } from './markup.ts'
import { sectionsOf } from './page-parts.ts'
import type { Site, SiteFeed, SiteView } from './site.ts'
import { httpTime } from './times.ts'

/** What a site answers to a GET. Header names are in lower case. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const notes: Readonly<Record<string, readonly [heading: string, text: string]>> = {
  '/about': [
    'About us',
    'This publisher was invented for the demo press of Wirefold. What it reports about its country never happened.',
  ],
  '/contact': ['Contact', 'There is nobody to write to: this publisher was invented for the demo press of Wirefold.'],
  '/privacy': [
    'Privacy',
    'This site stores nothing about its visitors. Its cookie messages are part of the demonstration.',
  ],
}

/**
 * The answer of a site to path and query, at the moment that the view shows. Query parameters that begin with `utm_` do
 * not matter, nor does the order of the others. Anything unknown, or not published yet, is answered with 404.
 */
export function answer(site: Site, address: string, view: SiteView): Answer {
  const key = pageKey(address)
  const feed = site.feeds.find(({ path }) => path === key)
  if (feed) return feedAnswer(site, feed, view)
  const article = view.articles.find((each) => pageKey(each.address) === key || each.announcedAddress === key)
  if (article) return articleAnswer(site, article, key, view)
  return otherPage(site, key, view)
}

function feedAnswer(site: Site, feed: SiteFeed, view: SiteView): Answer {
  const carried = view.articles.filter(feed.carries)
  const body = encode(feed.write(carried, view), site.charset)
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const headers: Record<string, string> = {
    'content-type': feed.contentType,
    etag: site.entityTags === 'weak' ? `W/"${digest}"` : `"${digest}"`,
  }
  if (carried[0]) headers['last-modified'] = httpTime(carried[0].publishedAt)
  return { status: 200, headers, body }
}

function articleAnswer(site: Site, article: PressArticle, key: string | null, view: SiteView): Answer {
  if (article.fault === 'not_found') return missing(site, view)
  if (article.fault === 'consent_wall') return page(site, 200, consentWall(view.publisher, site.charset))
  if (key !== pageKey(article.address)) {
    return { status: 301, headers: { location: article.address }, body: Buffer.alloc(0) }
  }
  return page(site, 200, site.articlePage(article, view))
}

function otherPage(site: Site, key: string | null, view: SiteView): Answer {
  if (key === '/') return page(site, 200, site.listPage('Today', view.articles, view))
  const section = sectionsOf(view).find((each) => pageKey(sectionAddress(site.publisher, each)) === key)
  if (section) {
    const articles = view.articles.filter((article) => article.section === section)
    return page(site, 200, site.listPage(section, articles, view))
  }
  const note = key === null ? undefined : notes[key]
  return note ? page(site, 200, site.notePage(...note, view)) : missing(site, view)
}

const missing = (site: Site, view: SiteView): Answer =>
  page(
    site,
    404,
    site.notePage('Page not found', 'The page that you asked for does not exist or has been removed.', view),
  )

const page = (site: Site, status: number, content: Markup): Answer => ({
  status,
  headers: { 'content-type': site.pageType },
  body: encode(content, site.charset),
})
