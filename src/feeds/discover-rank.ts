import { canonicalUrl } from '../articles/canonical-url.ts'
import type { FeedDocument } from './parse/feed-document.ts'
import { isOfComments } from './discover-links.ts'

/** How a feed was come by: it was asked for itself, or named by the page, or its address guessed. */
export type FoundBy = 'address' | 'link' | 'anchor' | 'sitemap' | 'well-known'

/** A feed that was fetched and read. */
export interface FoundFeed {
  /** The address to watch it at. */
  readonly url: string
  readonly foundBy: FoundBy
  readonly title: string | null
  readonly format: string
  readonly language: string | null
  /** The site that it says it belongs to. */
  readonly siteUrl: string | null
  readonly entries: number
  readonly datedEntries: number
  /** Publication of its newest entry, ISO 8601. */
  readonly newest: string | null
  readonly isComments: boolean
  /** The address of a better one that carries the same entries, such as the same feed in another notation. */
  readonly twinOf: string | null
}

/** A found feed with what tells it from others. */
export interface Candidate extends FoundFeed {
  readonly entryUrls: ReadonlySet<string>
}

/** @param linkTitle what the page calls the feed, for feeds that have no title of their own */
export function candidateOf(
  document: FeedDocument,
  { url, foundBy, linkTitle }: { readonly url: string; readonly foundBy: FoundBy; readonly linkTitle: string | null },
): Candidate {
  const times = document.entries.flatMap(({ published, updated }) => published ?? updated ?? [])
  const newest = times.reduce<string | null>((latest, time) => (isLater(time, latest) ? time : latest), null)
  return {
    url,
    foundBy,
    title: document.title ?? linkTitle,
    format: document.format,
    language: document.language ?? document.entries[0]?.language ?? null,
    siteUrl: document.link,
    entries: document.entries.length,
    datedEntries: times.length,
    newest,
    isComments: isOfComments(url, document.title) || isOfComments(url, linkTitle),
    twinOf: null,
    entryUrls: new Set(
      document.entries.flatMap((entry) => (entry.url === null ? [] : (canonicalUrl(entry.url) ?? []))),
    ),
  }
}

const isLater = (time: string, other: string | null): boolean => other === null || Date.parse(time) > Date.parse(other)

/**
 * The best first: those of articles before those of comments, those in the page's language before others, then by the
 * number of entries that have a date, then by the newest. Of two that carry the same entries the second is marked.
 * @param language of the page that led to them; null when it declares none
 */
export function rankFeeds(candidates: readonly Candidate[], language: string | null): readonly FoundFeed[] {
  const ranked = candidates.toSorted(
    (a, b) =>
      Number(a.isComments) - Number(b.isComments) ||
      Number(isForeign(a, language)) - Number(isForeign(b, language)) ||
      b.datedEntries - a.datedEntries ||
      timeOf(b) - timeOf(a),
  )
  return ranked.map(({ entryUrls, ...feed }, index) => {
    const twin = ranked.slice(0, index).find((better) => areSame(better.entryUrls, entryUrls))
    return { ...feed, twinOf: twin?.url ?? null }
  })
}

/** What an operator chooses from: neither comments nor a second notation, unless there is nothing else. */
export function feedsToChoose(feeds: readonly FoundFeed[]): readonly FoundFeed[] {
  const choice = feeds.filter(({ isComments, twinOf }) => !isComments && twinOf === null)
  return choice.length > 0 ? choice : feeds.filter(({ twinOf }) => twinOf === null)
}

const isForeign = (feed: Candidate, language: string | null): boolean =>
  language !== null && feed.language !== null && primary(feed.language) !== primary(language)

const primary = (tag: string): string => tag.trim().toLowerCase().split(/[-_]/, 1)[0] ?? ''

const timeOf = ({ newest }: FoundFeed): number => (newest === null ? 0 : Date.parse(newest))

const areSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && a.size === b.size && [...a].every((url) => b.has(url))
