import type { FeedEntryLabels } from './feed-labels.ts'
import type { ExtractionRules } from './rules/extraction-rules.ts'
import type { RuleMatch } from './rules/rule-match.ts'
import type { LearntPage, SiteMemory } from './site-memory.ts'

/** What the page turned out to be. Only `article` and `paywall` carry the publisher's own text. */
export type PageState = 'article' | 'paywall' | 'consent_wall' | 'script_shell' | 'not_found' | 'no_text'

/**
 * Where the text was found: displayed with every mark believed, displayed with marks set aside, or in what the page
 * carries besides: its linked data, a template, its state; of a page that is no article, in the publisher's feed; or where the publisher's
 * extraction rules say. Many articles found by anything but the first and the last mean that a template has changed.
 */
export type FoundBy = 'displayed' | 'displayed_loosely' | 'linked_data' | 'template' | 'page_state' | 'feed' | 'rules'

/** What is known of a page before it is read. `fetchedAt` bounds dates; the feed's entry is the publisher's own label for headline, standfirst, text and date. */
export interface PageContext {
  readonly url: string
  readonly fetchedAt: Date | null
  readonly feedEntry?: FeedEntryLabels
  /** Other pages of the site: what stood there is no text of this one. Given, it asks for `learnt`. */
  readonly memory?: SiteMemory | null
  /** The extraction rules of its publisher, which come before all else. */
  readonly rules?: ExtractionRules | null
}

/** One page as an article. Every string is plain text, whitespace collapsed; null where the page does not say. */
export interface ExtractedArticle {
  readonly state: PageState
  /** One sentence why the page is not a (whole) article; null for `article`. */
  readonly reason: string | null
  readonly title: string | null
  readonly standfirst: string | null
  /** In the page's order, without roles, addresses and the site's own name. */
  readonly authors: readonly string[]
  /** ISO 8601 with offset, or `YYYY-MM-DD` where the page names only a day. */
  readonly publishedAt: string | null
  readonly modifiedAt: string | null
  readonly siteName: string | null
  /** BCP 47, as the page declares it. */
  readonly language: string | null
  readonly section: string | null
  readonly tags: readonly string[]
  readonly canonicalUrl: string | null
  readonly leadImage: string | null
  /** The wire named in byline, dateline or tail line, in its common spelling. */
  readonly agencyCredit: string | null
  readonly isAccessibleForFree: boolean | null
  readonly foundBy: FoundBy
  /** What each of the context's rules came to; only where there are some. */
  readonly ruleMatches?: readonly RuleMatch[]
  /** What this page adds to its site's memory; there when a memory was given and the page has an address. */
  readonly learnt?: LearntPage
  /** Texts of the body left out because other pages of the site had them; there with `learnt`. */
  readonly leftOut?: readonly string[]
  readonly paragraphs: readonly string[]
  /** The paragraphs, parted by a blank line. */
  readonly text: string
  /** The same text to read, as HTML of a few elements; what it may hold says `readingHtml`. */
  readonly html: string
}
