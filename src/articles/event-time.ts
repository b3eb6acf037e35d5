/**
 * The instant that orders an article in its lane: its publication, and never later than the moment it was first seen,
 * since a date in the future is a mistake of the page. Undated articles count from first sight.
 */
export function eventTime(publishedAt: Date | null, firstSeenAt: Date): Date {
  if (!publishedAt || publishedAt.getTime() > firstSeenAt.getTime()) return firstSeenAt
  return publishedAt
}

/** A publication time of a page: an instant with offset, or only a day. */
export type Publication =
  { readonly kind: 'instant'; readonly at: Date } | { readonly kind: 'day'; readonly day: string }

/** Reads what extraction gives: `2026-03-02T18:20:00+01:00` or `2026-03-02`. */
export function readPublication(text: string | null): Publication | null {
  if (text === null) return null
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { kind: 'day', day: text }
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : { kind: 'instant', at }
}

/**
 * Joins what the page and the feed say. An instant on the page wins; a page that gives only the day leaves the time to
 * a feed that names the same day, give or take the width of the time zones (a day), else the day's noon stands.
 */
export function publicationTime(page: Publication | null, feed: Date | null): { at: Date | null; day: string | null } {
  if (page === null) return { at: feed, day: null }
  if (page.kind === 'instant') return { at: page.at, day: null }
  const noon = new Date(`${page.day}T12:00:00Z`)
  if (feed && Math.abs(feed.getTime() - noon.getTime()) <= 36 * 3_600_000) return { at: feed, day: null }
  return { at: null, day: page.day }
}
