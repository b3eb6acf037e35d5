import type { PressArticle } from './catalogue.ts'
import type { Markup } from './markup.ts'
import type { PressPublisher, PublisherId } from './press-text.ts'

/** What a site shows at one moment: `articles` are the publisher's own, published by then, newest first. */
export interface SiteView {
  readonly publisher: PressPublisher
  /** `http://127.0.0.1:4101`, without a slash at the end. */
  readonly origin: string
  readonly articles: readonly PressArticle[]
}

/** A feed of a site. */
export interface SiteFeed {
  readonly path: string
  readonly title: string
  readonly contentType: string
  readonly carries: (article: PressArticle) => boolean
  /** The document for the articles that the feed carries, newest first. */
  readonly write: (articles: readonly PressArticle[], view: SiteView) => Markup
}

/** How one publisher's pages and feeds are built. */
export interface Site {
  readonly publisher: PublisherId
  /** The encoding of pages and feeds. */
  readonly charset: 'utf-8' | 'windows-1252'
  /** The Content-Type of pages, with or without a charset. */
  readonly pageType: string
  readonly entityTags: 'strong' | 'weak'
  readonly feeds: readonly SiteFeed[]
  readonly articlePage: (article: PressArticle, view: SiteView) => Markup
  /** The front page and the pages of sections: the articles as teasers. */
  readonly listPage: (heading: string, articles: readonly PressArticle[], view: SiteView) => Markup
  /** Pages without news: about the publisher, or that an address does not exist. */
  readonly notePage: (heading: string, text: string, view: SiteView) => Markup
}
