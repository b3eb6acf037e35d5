import type { Queryable } from '../../src/db/database.ts'
import type { EditionContent } from '../../src/digests/edition.ts'
import { loadCatalogue } from '../../src/press/catalogue.ts'

/** Addresses by story as text that two runs can be compared by: each story's addresses sorted, stories sorted. */
export async function storedPartition(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ urls: string[] }>(
    `select array_agg(article.canonical_url order by article.canonical_url) as urls
       from story_article join article on article.id = story_article.article_id group by story_id`,
  )
  return rows.map(({ urls }) => urls.join(' ')).sort()
}

/**
 * The partition that the demo press means: one story an event, without pages that do not exist. Of a page behind a wall the
 * feed's summary is known.
 */
export function intendedPartition(origins: Readonly<Record<string, string>>): string[] {
  const byEvent = new Map<string, string[]>()
  for (const article of loadCatalogue().articles) {
    if (article.fault === 'not_found') continue
    const urls = byEvent.get(article.event) ?? []
    urls.push(`${origins[article.publisher] ?? ''}${article.address}`)
    byEvent.set(article.event, urls)
  }
  return [...byEvent.values()].map((urls) => urls.sort().join(' ')).sort()
}

export async function storedEditions(db: Queryable): Promise<EditionContent[]> {
  const rows = await db.query<{ content: EditionContent }>('select content from edition order by local_date')
  return rows.map(({ content }) => content)
}
