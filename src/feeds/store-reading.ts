import type { NewArticle } from '../articles/article.ts'
import { canonicalUrl } from '../articles/canonical-url.ts'
import { findAddresses, insertAddresses, insertArticles } from '../articles/repository.ts'
import type { Queryable } from '../db/database.ts'
import { entryNames, isTelling, titleKey } from './entry-identity.ts'
import type { PollOrder } from './feed.ts'
import type { FeedDocument, FeedEntry } from './parse/feed-document.ts'
import { type EntryToPlace, type KnownEntries, type Place, placeEntries, titleAndTime } from './place-entries.ts'
import { realPublishers, type SourcePublisher } from './real-publisher.ts'
import { findNamedEntries, findTitledEntries, insertEntries, lockPublisher } from './repository-entry.ts'
import { saveSourcePublishers } from './repository-publisher.ts'

/** What became of a document's entries. */
export interface StoredReading {
  readonly newEntries: number
  /** Entries that name no address of a page, or one that cannot be kept. */
  readonly unaddressed: number
  readonly newArticleIds: readonly string[]
}

/** A publisher repeats a title with its time for a week at most: Media Cloud's window for repeated titles. */
/** Longer ones are cut: this is ten times a long report with its markup. */
const MAX_CONTENT = 100_000
const TITLES_LAST_MS = 7 * 86_400_000

/** An entry with all that placing and storing it needs. */
interface Candidate extends EntryToPlace {
  readonly entry: FeedEntry
  readonly source: SourcePublisher | null
}

/**
 * Stores the entries of a document, and the articles that they name and nobody has named before. Linear in the entries; a
 * handful of statements whatever their number.
 * @param answeredUrl base of relative addresses
 */
export async function storeReading(
  tx: Queryable,
  order: PollOrder,
  document: FeedDocument,
  entries: readonly FeedEntry[],
  answeredUrl: string,
  at: Date,
): Promise<StoredReading> {
  const candidates = candidatesOf(order, document, entries, answeredUrl)
  await lockPublisher(tx, order.publisherId)
  const places = placeEntries(candidates, await findKnown(tx, order, candidates, at))
  const placed = candidates.map((candidate, index) => ({ candidate, place: places[index] ?? nowhere(candidate) }))

  const articles = await storeArticles(tx, order, document, placed, at)
  const stored = placed.map(({ candidate, place }) => newEntry(candidate, place, articles))
  return {
    newEntries: await insertEntries(tx, order.feedId, oneAnArticle(stored), at),
    unaddressed: candidates.filter(({ url }) => url === null).length,
    newArticleIds: [...articles.values()].filter(({ isNew }) => isNew).map(({ id }) => id),
  }
}

type Placed = { readonly candidate: Candidate; readonly place: Place }
type Articles = ReadonlyMap<string, { readonly id: string; readonly isNew: boolean }>

const nowhere = ({ name }: Candidate): Place => ({ kind: 'none', name })

function candidatesOf(
  order: PollOrder,
  document: FeedDocument,
  entries: readonly FeedEntry[],
  answeredUrl: string,
): readonly Candidate[] {
  const addressed = entries.map((entry) => ({
    ...entry,
    url: entry.url === null ? null : canonicalUrl(entry.url, answeredUrl),
  }))
  const names = entryNames(addressed)
  const sources = realPublishers(addressed, [order.url, answeredUrl, order.homeUrl, document.link])
  return entries.map((entry, index) => ({
    entry,
    name: names[index] ?? '',
    url: addressed[index]?.url ?? null,
    titleKey: titleKey(entry.title),
    isTelling: isTelling(entry.title ?? ''),
    publishedAt: entry.published === null ? null : new Date(entry.published),
    source: sources[index] ?? null,
  }))
}

async function findKnown(
  tx: Queryable,
  order: PollOrder,
  candidates: readonly Candidate[],
  at: Date,
): Promise<KnownEntries> {
  const urls = candidates.flatMap(({ url }) => (url === null ? [] : [url]))
  const names = candidates.map(({ name }) => name)
  const keys = candidates.flatMap((each) => (each.isTelling && each.titleKey !== null ? [each.titleKey] : []))
  const since = new Date(at.getTime() - TITLES_LAST_MS)
  const titled = await findTitledEntries(tx, order.publisherId, keys, since)
  return {
    addresses: await findAddresses(tx, urls),
    names: await findNamedEntries(tx, order.feedId, names),
    titles: new Map(titled.map((each) => [titleAndTime(each.titleKey, each.publishedAt), each.articleId])),
  }
}

/** Makes the new articles and gives known ones their further addresses; returns the article of every address. */
async function storeArticles(
  tx: Queryable,
  order: PollOrder,
  document: FeedDocument,
  placed: readonly Placed[],
  at: Date,
): Promise<Articles> {
  const fresh = placed.flatMap(({ candidate, place }) => (place.kind === 'new' ? [candidate] : []))
  const publishers = await saveSourcePublishers(
    tx,
    fresh.flatMap(({ source }) => source ?? []),
  )
  const made = await insertArticles(
    tx,
    fresh.map((each) => newArticle(each, order, document, publishers)),
    at,
  )
  await insertAddresses(tx, furtherAddresses(placed, made))
  return made
}

function furtherAddresses(placed: readonly Placed[], made: Articles): readonly { url: string; articleId: string }[] {
  return placed.flatMap(({ candidate: { url }, place }) => {
    const articleId =
      place.kind === 'known' && place.isNewAddress
        ? place.articleId
        : place.kind === 'same'
          ? made.get(place.sameAs)?.id
          : undefined
    return url === null || articleId === undefined ? [] : [{ url, articleId }]
  })
}

function newArticle(
  { entry, url, publishedAt, source }: Candidate,
  order: PollOrder,
  document: FeedDocument,
  publishers: ReadonlyMap<string, string>,
): NewArticle {
  return {
    url: url ?? '',
    publisherId: (source && publishers.get(source.homeUrl)) ?? order.publisherId,
    roundId: order.roundId,
    title: entry.title,
    publishedAt,
    language: entry.language ?? document.language,
  }
}

function newEntry(candidate: Candidate, place: Place, articles: Articles) {
  const { entry, url, titleKey: key, publishedAt } = candidate
  return {
    name: place.name,
    articleId: articleOf(candidate, place, articles),
    url: entry.url ?? url,
    title: entry.title,
    titleKey: key,
    summary: entry.summary,
    publishedRaw: entry.publishedRaw,
    publishedAt,
    sourceName: entry.sourceName,
    content: entry.contentHtml?.slice(0, MAX_CONTENT) ?? null,
  }
}

function articleOf({ url }: Candidate, place: Place, articles: Articles): string | null {
  if (place.kind === 'known') return place.articleId
  const address = place.kind === 'same' ? place.sameAs : place.kind === 'new' ? url : null
  return address === null ? null : (articles.get(address)?.id ?? null)
}

/** A feed that lists an article twice carries it once. */
function oneAnArticle<Entry extends { readonly articleId: string | null }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const seen = new Set<string>()
  return entries.filter(({ articleId }) => {
    if (articleId === null) return true
    if (seen.has(articleId)) return false
    seen.add(articleId)
    return true
  })
}
