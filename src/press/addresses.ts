import type { PublishedArticle } from './edits.ts'
import type { PublisherId, Section } from './press-text.ts'
import { dayPath, monthNamePath, year } from './times.ts'

const firstNumber = 1_000_000
const numbers = 9_000_000

/** A number of seven digits made from a slug (FNV-1a, 32 bits), as content management systems put into addresses. */
export function articleNumber(slug: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(slug)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return firstNumber + (hash % numbers)
}

const sectionName = (section: Section): string => section.toLowerCase()

/** Path and query under which each publisher shows an article. */
const articleAddresses: Readonly<Record<PublisherId, (article: PublishedArticle) => string>> = {
  agency: ({ publishedAt, slug }) => `/wire/${dayPath(publishedAt)}/${slug}`,
  broadcaster: ({ section, slug }) => `/news/${sectionName(section)}/${slug}-a${articleNumber(slug)}.html`,
  broadsheet: ({ section, publishedAt, slug }) => `/${sectionName(section)}/${monthNamePath(publishedAt)}/${slug}`,
  regional: ({ section, slug }) => `/story.php?id=${articleNumber(slug)}&rubric=${sectionName(section)}`,
  ministry: ({ publishedAt, slug }) => `/press-office/releases/${year(publishedAt)}/${slug}/`,
}

/** Path and query under which each publisher lists the articles of a section. */
const sectionAddresses: Readonly<Record<PublisherId, (section: Section) => string>> = {
  agency: (section) => `/wire/${sectionName(section)}`,
  broadcaster: (section) => `/news/${sectionName(section)}/index.html`,
  broadsheet: (section) => `/${sectionName(section)}`,
  regional: (section) => `/index.php?rubric=${sectionName(section)}`,
  ministry: (section) => `/press-office/topics/${sectionName(section)}/`,
}

/** Where an article stands: path and query, without origin. */
export const articleAddress = (article: PublishedArticle): string => articleAddresses[article.publisher](article)

/** Where feeds send readers to: for a moved article its former path, which answers with a redirect, else its address. */
export const announcedAddress = (article: PublishedArticle): string =>
  article.fault === 'moved' ? `/go/${articleNumber(article.slug)}` : articleAddress(article)

export const sectionAddress = (publisher: PublisherId, section: Section): string => sectionAddresses[publisher](section)

/**
 * What of an address decides which page is meant: path and sorted query without the `utm_` parameters that feeds add.
 * Null for what is no address.
 */
export function pageKey(address: string): string | null {
  if (!URL.canParse(address, 'http://localhost')) return null
  const url = new URL(address, 'http://localhost')
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name)
  url.searchParams.sort()
  return url.pathname + url.search
}

/** The address with `utm_` parameters that tell the publisher which feed a reader came from. */
export function trackedAddress(address: string, feed: string): string {
  const joint = address.includes('?') ? '&' : '?'
  return `${address}${joint}utm_source=${feed}&utm_medium=feed&utm_campaign=syndication`
}
