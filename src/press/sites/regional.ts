import { articleNumber, trackedAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, escapeText, type Markup, markup } from '../markup.ts'
import type { Site, SiteView } from '../site.ts'
import { mailTime } from '../times.ts'
import { articlePage, listPage, notePage } from './regional-page.ts'

/** The paper's old system escapes angle brackets in a feed's titles and leaves ampersands as they are: no valid XML. */
const looseTitle = (title: string): Markup =>
  asMarkup(escapeText(title).replaceAll('&amp;', '&').replaceAll('&#39;', "'"))

const item = (article: PressArticle, view: SiteView): Markup => markup`<item>
<title>${looseTitle(article.title)}</title>
<link>${trackedAddress(view.origin + article.announcedAddress, 'rss')}</link>
<guid isPermaLink="false">${articleNumber(article.slug)}</guid>
<pubDate>${mailTime(article.publishedAt)}</pubDate>
<category>${article.section}</category>
<description>${markup`${article.standfirst}<br><i>${article.byline.join(', ')}</i>`.markup}</description>
</item>
`

/** RSS 2.0 in windows-1252, with tracking parameters on every link. */
const writeFeed = (articles: readonly PressArticle[], view: SiteView): Markup =>
  markup`${asMarkup('<?xml version="1.0" encoding="windows-1252"?>')}
<rss version="2.0">
<channel>
<title>${view.publisher.name}</title>
<link>${view.origin}/</link>
<description>${view.publisher.tagline}</description>
<language>en</language>
<generator>PressDesk 3.2</generator>
${articles.map((article) => item(article, view))}</channel>
</rss>
`

/** The regional paper: a table layout in windows-1252 that only the documents themselves declare. */
export const regional: Site = {
  publisher: 'regional',
  charset: 'windows-1252',
  pageType: 'text/html',
  entityTags: 'strong',
  feeds: [{ path: '/rss.php', title: 'All reports', contentType: 'text/xml', carries: () => true, write: writeFeed }],
  articlePage,
  listPage,
  notePage,
}
