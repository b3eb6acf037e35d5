import type { FetchedPage } from '../fetch/fetch-page.ts'
import { cacheFloor } from './cache-floor.ts'
import type { PollOrder, ReadOutcome } from './feed.ts'
import type { FreshEntries } from './fresh-entries.ts'
import { betweenEntries } from './next-poll.ts'
import type { FeedEntry } from './parse/feed-document.ts'
import { type Reading, trailOf } from './read-answer.ts'
import type { StoredReading } from './store-reading.ts'

/** From so many entries on it is no accident that all of them are new. */
const TELLING_ENTRIES = 5

/** What a poll comes to whose document was read and stored. */
export function readOutcome(
  order: PollOrder,
  { page, document, bodyHash, at }: Reading,
  { entries, oddities }: FreshEntries,
  stored: StoredReading,
): ReadOutcome {
  const { newEntries } = stored
  return {
    kind: 'read',
    ...trailOf(order, page),
    title: document.title,
    format: document.format,
    encoding: document.encoding,
    etag: page.etag,
    lastModified: page.lastModified,
    bodyHash,
    ignoresValidators: newEntries > 0 && hasSameValidators(order, page),
    rhythmSeconds: betweenEntries(entries.flatMap(timesOf), at),
    floorSeconds: cacheFloor(document.ttlMinutes, page.headers, at),
    entries: entries.length,
    newEntries,
    oddities: [...document.oddities, ...oddities, ...lossesOf(order, entries.length, stored)],
  }
}

function timesOf({ published, updated }: FeedEntry): readonly Date[] {
  const iso = published ?? updated
  return iso === null ? [] : [new Date(iso)]
}

/** The ETag, or the Last-Modified of answers without one, is what it was at the reading before. */
function hasSameValidators(order: PollOrder, page: FetchedPage): boolean {
  if (page.etag !== null) return page.etag === order.etag
  return page.lastModified !== null && order.etag === null && page.lastModified === order.lastModified
}

/** What may have been lost, or can lead to no article. */
function lossesOf(order: PollOrder, entries: number, { newEntries, unaddressed }: StoredReading): readonly string[] {
  const overran = order.lastReadAt !== null && newEntries === entries && newEntries >= TELLING_ENTRIES
  return [
    ...(unaddressed === 0 ? [] : [`${unaddressed} entries have no address to an article`]),
    ...(overran ? [`all ${newEntries} entries are new since the last reading: others may have come and gone`] : []),
  ]
}
