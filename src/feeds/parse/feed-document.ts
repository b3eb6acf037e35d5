/** The families of notations that a feed may be written in. `rss` stands for RSS 0.9x and 2.0, `rdf` for RSS 0.90 and 1.0. */
export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'cdf' | 'sitemap' | 'sitemap-index'

/** A feed as it was read, whatever it was written in. Addresses are absolute wherever a base was known. */
export interface FeedDocument {
  readonly format: FeedFormat
  /** The name of the encoding that the bytes were read in, in lower case. */
  readonly encoding: string
  readonly title: string | null
  /** The title as an HTML fragment, when the feed gives it with markup. */
  readonly titleHtml: string | null
  readonly link: string | null
  /** A language tag as the feed writes it. */
  readonly language: string | null
  /** How long the publisher asks readers to wait between two polls. */
  readonly ttlMinutes: number | null
  /** WebSub hubs that announce new entries. */
  readonly hubs: readonly string[]
  /** The address that the feed calls its own. */
  readonly selfUrl: string | null
  readonly entries: readonly FeedEntry[]
  /** The sitemaps that a sitemap index names; a feed of any other format has none. */
  readonly sitemaps: readonly SitemapReference[]
  /** What was wrong with the document and how it was read all the same, a sentence each. */
  readonly oddities: readonly string[]
}

/** A line of a sitemap index (sitemaps.org). */
export interface SitemapReference {
  readonly url: string
  /** ISO 8601 instant with its offset; a date without a clock counts from midnight UTC. */
  readonly lastModified: string | null
}

/** An item as it stands in a feed. */
export interface FeedEntry {
  /** What the feed calls the entry, as written; never resolved against a base. */
  readonly guid: string | null
  /** Plain text. */
  readonly title: string | null
  /** The title as an HTML fragment, when the feed gives it with markup. */
  readonly titleHtml: string | null
  readonly url: string | null
  /** HTML fragment, not sanitised, its addresses absolute. */
  readonly summary: string | null
  /** HTML fragment of the whole text, not sanitised, its addresses absolute. */
  readonly contentHtml: string | null
  /** Its own, or else those of the `<source>` or the feed where the format says that they speak for the entry (Atom, JSON Feed). */
  readonly authors: readonly string[]
  /** ISO 8601 instant with its offset; a date without a clock counts from midnight UTC. */
  readonly published: string | null
  /** The date of publication as the feed writes it, also when nobody could read it. */
  readonly publishedRaw: string | null
  readonly updated: string | null
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  /** A picture that stands for the entry: a thumbnail, a cover, or the first picture among its files. */
  readonly imageUrl: string | null
  /**
   * The publisher that the entry was taken from, where the feed names one: RSS and Atom `<source>`, a news sitemap's
   * publication. Never `dc:source`, which names a work.
   */
  readonly sourceName: string | null
  /** That publisher's feed or home page, whichever the feed gives. */
  readonly sourceUrl: string | null
  readonly language: string | null
}

/** A file that belongs to an entry. */
export interface Enclosure {
  readonly url: string
  /** Media type. */
  readonly type: string | null
  /** Bytes. */
  readonly length: number | null
}
