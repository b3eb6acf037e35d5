import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import type { Site, SiteView } from '../site.ts'
import { isoTime } from '../times.ts'
import { articlePage, listPage, notePage } from './broadsheet-page.ts'

const feedPath = '/rss/front.rdf'

const resource = (article: PressArticle, view: SiteView): string => view.origin + article.announcedAddress

const item = (article: PressArticle, view: SiteView): Markup => markup`<item rdf:about="${resource(article, view)}">
<title>${article.title}</title>
<link>${resource(article, view)}</link>
<description>${article.standfirst}</description>
${article.byline.map((name) => markup`<dc:creator>${name}</dc:creator>`)}
<dc:date>${isoTime(article.publishedAt)}</dc:date>
<dc:subject>${article.section}</dc:subject>
</item>
`

/** RSS 1.0: an RDF document in which the items stand beside the channel. */
const writeFeed = (articles: readonly PressArticle[], view: SiteView): Markup =>
  markup`${asMarkup('<?xml version="1.0" encoding="utf-8"?>')}
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${view.origin}${feedPath}">
<title>${view.publisher.name}</title>
<link>${view.origin}/</link>
<description>${view.publisher.tagline}</description>
<dc:language>${view.publisher.language}</dc:language>
<items><rdf:Seq>
${articles.map((article) => markup`<rdf:li rdf:resource="${resource(article, view)}"/>\n`)}</rdf:Seq></items>
</channel>
${articles.map((article) => item(article, view))}</rdf:RDF>
`

/** The national daily: microdata, boxes within the text, readers' comments, and an RDF feed. */
export const broadsheet: Site = {
  publisher: 'broadsheet',
  charset: 'utf-8',
  pageType: 'text/html; charset="utf-8"',
  entityTags: 'strong',
  feeds: [
    {
      path: feedPath,
      title: 'Front page',
      contentType: 'application/rdf+xml; charset=utf-8',
      carries: () => true,
      write: writeFeed,
    },
  ],
  articlePage,
  listPage,
  notePage,
}
