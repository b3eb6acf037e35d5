import { canonicalUrl } from '../articles/canonical-url.ts'
import type { FeedDocument } from './parse/feed-document.ts'

/** An entry as the check of a feed shows it. */
export interface CheckedEntry {
  readonly guid: string | null
  readonly title: string | null
  /** As the feed gives it, made absolute. */
  readonly url: string | null
  /** What identifies its article; null when the address is none of a page. */
  readonly canonicalUrl: string | null
  /** ISO 8601. */
  readonly published: string | null
  /** As written, also when nobody could read it. */
  readonly publishedRaw: string | null
  readonly sourceName: string | null
}

/** @param feedUrl what relative addresses begin from */
export const checkEntries = (document: FeedDocument, feedUrl: string): readonly CheckedEntry[] =>
  document.entries.map(({ guid, title, url, published, publishedRaw, sourceName }) => ({
    guid,
    title,
    url,
    canonicalUrl: url === null ? null : canonicalUrl(url, feedUrl),
    published,
    publishedRaw,
    sourceName,
  }))

/** What is odd about the entries of a feed, a sentence each. */
export function entryOddities(entries: readonly CheckedEntry[]): readonly string[] {
  if (entries.length === 0) return ['it has no entries']
  const unreadable = entries.flatMap(({ published, publishedRaw }) => (published === null ? (publishedRaw ?? []) : []))
  const undated = entries.filter(({ published, publishedRaw }) => published === null && publishedRaw === null)
  return [
    ...counted(entries.filter(hasNoPage).length, 'has no address of a page', 'have no address of a page'),
    ...counted(undated.length, 'has no date', 'have no date'),
    ...counted(unreadable.length, 'has a date that cannot be read', 'have a date that cannot be read').map(
      (sentence) => `${sentence}, such as “${unreadable[0] ?? ''}”`,
    ),
    ...counted(entries.filter(({ title }) => title === null).length, 'has no title', 'have no title'),
    ...repeated(entries, 'guid'),
    ...repeated(entries, 'canonicalUrl'),
  ]
}

const hasNoPage = (entry: Pick<CheckedEntry, 'canonicalUrl'>): boolean => entry.canonicalUrl === null

const counted = (count: number, one: string, several: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 entry ${one}` : `${count} entries ${several}`]

const namesOfFields = { guid: 'the guid', canonicalUrl: 'the address' } as const

function repeated(entries: readonly CheckedEntry[], field: keyof typeof namesOfFields): readonly string[] {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    const value = entry[field]
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([value, count]) => `${namesOfFields[field]} ${value} stands on ${count} entries`)
}
