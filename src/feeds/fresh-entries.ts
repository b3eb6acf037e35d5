import type { FeedDocument, FeedEntry } from './parse/feed-document.ts'

/** A news sitemap holds the articles of two days (Google's rule); a day more, for zones and late editors. */
const FRESH_MS = 3 * 86_400_000

/** The entries that are taken, with sentences about those left out. */
export interface FreshEntries {
  readonly entries: readonly FeedEntry[]
  readonly oddities: readonly string[]
}

/**
 * The entries of a document that are taken: all of a feed, and of a sitemap those of the last days, since a sitemap may
 * list everything that a site has ever published.
 */
export function freshEntries(document: FeedDocument, now: Date): FreshEntries {
  if (document.format !== 'sitemap') return { entries: document.entries, oddities: [] }
  const entries = document.entries.filter((entry) => isFresh(entry.published ?? entry.updated, now))
  const left = document.entries.length - entries.length
  return {
    entries,
    oddities:
      left === 0 ? [] : [`${left} addresses of the sitemap are older than three days or undated and were left out`],
  }
}

const isFresh = (iso: string | null, now: Date): boolean => iso !== null && now.getTime() - Date.parse(iso) < FRESH_MS
