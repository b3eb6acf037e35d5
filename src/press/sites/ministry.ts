import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import type { Site, SiteView } from '../site.ts'
import { isoTime } from '../times.ts'
import { articlePage, listPage, notePage } from './ministry-page.ts'

const feedPath = '/press-office/feed.json'

const item = (article: PressArticle, view: SiteView): object => ({
  id: `release:${article.slug}`,
  url: view.origin + article.announcedAddress,
  title: article.title,
  summary: article.standfirst,
  content_html: markup`<p>${article.standfirst}</p><p>${article.paragraphs[0] ?? ''}</p>`.markup,
  date_published: isoTime(article.publishedAt),
  authors: article.byline.map((name) => ({ name })),
  tags: [article.section],
  language: article.language,
})

/** JSON Feed 1.1. */
const writeFeed = (articles: readonly PressArticle[], view: SiteView): Markup =>
  asMarkup(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: view.publisher.name,
      description: view.publisher.tagline,
      home_page_url: `${view.origin}/`,
      feed_url: view.origin + feedPath,
      language: view.publisher.language,
      items: articles.map((article) => item(article, view)),
    }),
  )

/** The ministry: a government site with Dublin Core terms, and a JSON Feed. */
export const ministry: Site = {
  publisher: 'ministry',
  charset: 'utf-8',
  pageType: 'text/html; charset=utf-8',
  entityTags: 'strong',
  feeds: [
    {
      path: feedPath,
      title: 'Press releases',
      contentType: 'application/feed+json',
      carries: () => true,
      write: writeFeed,
    },
  ],
  articlePage,
  listPage,
  notePage,
}
