import { AppError, messageOf } from '../errors.ts'
import type { FeedDocument } from './parse/feed-document.ts'
import type { Reading } from './read-answer.ts'

/** One sitemap of an index. */
interface ListedSitemap {
  readonly url: string
  readonly lastModified: string | null
}

/** Sitemaps of one index that are read with one poll. */
const MOST_SITEMAPS = 3

/**
 * Reads the sitemaps of an index that may hold something new, and gives their entries as those of the index. One that cannot
 * be read is among the oddities. An index without dates is no news of its sitemaps: it is read whole each time.
 */
export async function followSitemaps(
  reading: Reading,
  readSitemap: (url: string) => Promise<FeedDocument>,
): Promise<Reading> {
  const { document, page } = reading
  if (document.format !== 'sitemap-index') return reading
  const documents: FeedDocument[] = []
  const problems: string[] = []
  for (const url of sitemapsToRead(document.sitemaps)) {
    try {
      documents.push(await readSitemap(url))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problems.push(`the sitemap ${url} was not read: ${messageOf(error)}`)
    }
  }
  const joined = { ...reading, document: joinSitemaps(document, documents, problems) }
  const tellsChanges =
    problems.length === 0 && document.sitemaps.every(({ lastModified }) => timeOf(lastModified) !== null)
  return tellsChanges ? joined : { ...joined, bodyHash: null, page: { ...page, etag: null, lastModified: null } }
}

/**
 * The sitemaps of an index that may hold new articles: the latest by their dates; where none has a date, the first and
 * the last ones, since some publishers add in front and some behind.
 */
export function sitemapsToRead(sitemaps: readonly ListedSitemap[]): readonly string[] {
  const dated = sitemaps.filter(({ lastModified }) => timeOf(lastModified) !== null)
  const chosen =
    dated.length > 0
      ? dated.toSorted((a, b) => (timeOf(b.lastModified) ?? 0) - (timeOf(a.lastModified) ?? 0)).slice(0, MOST_SITEMAPS)
      : sitemaps.length <= MOST_SITEMAPS
        ? sitemaps
        : [...sitemaps.slice(0, 1), ...sitemaps.slice(1 - MOST_SITEMAPS)]
  return [...new Set(chosen.map(({ url }) => url))]
}

function joinSitemaps(
  index: FeedDocument,
  documents: readonly FeedDocument[],
  problems: readonly string[],
): FeedDocument {
  return {
    ...index,
    format: 'sitemap',
    title: index.title ?? documents.find(({ title }) => title !== null)?.title ?? null,
    entries: documents.flatMap(({ entries }) => entries),
    oddities: [...index.oddities, ...documents.flatMap(({ oddities }) => oddities), ...problems],
  }
}

function timeOf(iso: string | null): number | null {
  const time = Date.parse(iso ?? '')
  return Number.isNaN(time) ? null : time
}
