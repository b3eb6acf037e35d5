import { trackedAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import type { Site, SiteFeed, SiteView } from '../site.ts'
import { isoTime } from '../times.ts'
import { articlePage, listPage, notePage } from './broadcaster-page.ts'

/** Of what the name of a tag URI is made; RFC 4151 wants a domain and a day on which the publisher held it. */
const tagAuthority = 'tag:lpb.example,2014'

/** The newsroom's editor writes summaries in XHTML, the import of other desks escaped HTML; both stand in one feed. */
const summary = ({ standfirst, section, dateline }: PressArticle): Markup =>
  dateline === null
    ? markup`<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${standfirst}</p></div></summary>`
    : markup`<summary type="html">${markup`<p><b>${section}:</b> ${standfirst}</p>`.markup}</summary>`

const entry = (article: PressArticle, address: string): Markup => markup`<entry xml:lang="${article.language}">
<id>${tagAuthority}:${article.slug}</id>
<title type="text">${article.title}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<published>${isoTime(article.publishedAt)}</published>
<updated>${isoTime(article.publishedAt)}</updated>
${article.byline.map((name) => markup`<author><name>${name}</name></author>`)}
<category term="${article.section}"/>
${summary(article)}
</entry>
`

/** Atom 1.0. Each feed marks its links with its own name, so an article that two feeds carry has two addresses. */
const feed = (path: string, name: string, title: string, carries: SiteFeed['carries']): SiteFeed => ({
  path,
  title,
  contentType: 'application/atom+xml',
  carries,
  write: (
    articles: readonly PressArticle[],
    view: SiteView,
  ) => markup`${asMarkup('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${tagAuthority}:feed:${name}</id>
<title>${view.publisher.name}: ${title}</title>
<subtitle>${view.publisher.tagline}</subtitle>
<link rel="self" type="application/atom+xml" href="${view.origin}${path}"/>
<link rel="alternate" type="text/html" href="${view.origin}/"/>
<updated>${isoTime(articles[0]?.publishedAt ?? '1970-01-01T01:00:00+01:00')}</updated>
${articles.map((article) => entry(article, trackedAddress(view.origin + article.announcedAddress, name)))}</feed>
`,
})

/** The public broadcaster: nested `div`s with Open Graph data, and two Atom feeds that overlap. */
export const broadcaster: Site = {
  publisher: 'broadcaster',
  charset: 'utf-8',
  pageType: 'text/html;charset=UTF-8',
  entityTags: 'weak',
  feeds: [
    feed('/feeds/news.atom', 'news', 'All news', () => true),
    feed('/feeds/regional.xml', 'regional', 'From the regions', ({ section }) => section === 'Regional'),
  ],
  articlePage,
  listPage,
  notePage,
}
