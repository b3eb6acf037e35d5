import type { PressArticle } from '../catalogue.ts'
import { asMarkup, characterData, type Markup, markup } from '../markup.ts'
import { nameList } from '../page-parts.ts'
import type { Site, SiteView } from '../site.ts'
import { mailTime } from '../times.ts'
import { articlePage, creditLine, listPage, notePage, wireText } from './agency-page.ts'

const feedPath = '/feeds/wire.rss'

const item = (article: PressArticle, view: SiteView): Markup => markup`<item>
<title>${article.title}</title>
<link>${view.origin}${article.announcedAddress}</link>
<guid isPermaLink="false">wire:${article.slug}</guid>
<pubDate>${mailTime(article.publishedAt)}</pubDate>
<dc:creator>${nameList(article.byline)}</dc:creator>
<category>${article.section}</category>
<description>${article.standfirst}</description>
<content:encoded>${fullText(article, view)}</content:encoded>
</item>
`

const fullText = (article: PressArticle, view: SiteView): Markup =>
  characterData(markup`${wireText(article, view)}${creditLine(article, view)}`)

/** RSS 2.0 with the full text in `content:encoded`. */
function writeFeed(articles: readonly PressArticle[], view: SiteView): Markup {
  const { name, tagline, language } = view.publisher
  const newest = articles[0]
  return markup`${asMarkup('<?xml version="1.0" encoding="UTF-8"?>')}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${name}</title>
<link>${view.origin}/</link>
<description>${tagline}</description>
<language>${language}</language>
<atom:link rel="self" type="application/rss+xml" href="${view.origin}${feedPath}"/>
${newest ? markup`<lastBuildDate>${mailTime(newest.publishedAt)}</lastBuildDate>` : null}
${articles.map((article) => item(article, view))}</channel>
</rss>
`
}

/** The news agency: lean pages with JSON-LD, and its whole text in the feed. */
export const agency: Site = {
  publisher: 'agency',
  charset: 'utf-8',
  pageType: 'text/html; charset=utf-8',
  entityTags: 'strong',
  feeds: [
    {
      path: feedPath,
      title: 'Wire',
      contentType: 'application/rss+xml; charset=utf-8',
      carries: () => true,
      write: writeFeed,
    },
  ],
  articlePage,
  listPage,
  notePage,
}
