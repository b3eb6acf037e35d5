import { renamed } from './entry-identity.ts'

/** An entry of a document on its way to an article. */
export interface EntryToPlace {
  readonly name: string
  /** The canonical address of its page. */
  readonly url: string | null
  readonly titleKey: string | null
  /** Whether the title with its time tells the article from others of the publisher. */
  readonly isTelling: boolean
  readonly publishedAt: Date | null
}

/** What the store knows about the entries of a document. */
export interface KnownEntries {
  /** Article by address. */
  readonly addresses: ReadonlyMap<string, string>
  /** This feed's entries by name. */
  readonly names: ReadonlyMap<string, { readonly articleId: string | null; readonly titleKey: string | null }>
  /** Articles of the publisher in the last days by `titleAndTime`. */
  readonly titles: ReadonlyMap<string, string>
}

/**
 * Where an entry belongs: to an article that is known, to the article that another entry of the document makes
 * (`sameAs` is that one's address), to a new one, or to none.
 */
export type Place =
  | { readonly kind: 'known'; readonly articleId: string; readonly isNewAddress: boolean; readonly name: string }
  | { readonly kind: 'same'; readonly sameAs: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'none'; readonly name: string }

/** Equal for entries that a publisher gave the same title at the same time. */
export const titleAndTime = (titleKey: string, publishedAt: Date): string => `${titleKey} ${publishedAt.getTime()}`

/**
 * Finds the article of each entry. An address decides; a new address belongs to a known article when the feed gave the
 * entry's name to it under the same title (its slug was changed), or when the publisher has an article of the same telling
 * title and the same instant (it stands in two sections). A known name with another title and another address is another
 * article, and the entry gets a name of its own: a feed that uses a guid twice loses nothing.
 */
export function placeEntries(entries: readonly EntryToPlace[], known: KnownEntries): readonly Place[] {
  const made = new Map<string, string>()
  return entries.map((entry) => placeOf(entry, known, made))
}

/** @param made addresses of the articles that this document makes, by title and time */
function placeOf(entry: EntryToPlace, known: KnownEntries, made: Map<string, string>): Place {
  const { name, url } = entry
  if (url === null) return { kind: 'none', name }
  const named = known.names.get(name)
  const byAddress = known.addresses.get(url)
  if (byAddress !== undefined) {
    return { kind: 'known', articleId: byAddress, isNewAddress: false, name: nameFor(entry, named, byAddress) }
  }
  if (named?.articleId != null && named.titleKey === entry.titleKey) {
    return { kind: 'known', articleId: named.articleId, isNewAddress: true, name }
  }
  const unused = named === undefined ? name : renamed(name, url)
  const key = tellingKey(entry)
  if (key === null) return { kind: 'new', name: unused }
  const byTitle = known.titles.get(key)
  if (byTitle !== undefined) return { kind: 'known', articleId: byTitle, isNewAddress: true, name: unused }
  const twin = made.get(key)
  if (twin !== undefined && twin !== url) return { kind: 'same', sameAs: twin, name: unused }
  made.set(key, url)
  return { kind: 'new', name: unused }
}

const tellingKey = ({ isTelling, titleKey, publishedAt }: EntryToPlace): string | null =>
  isTelling && titleKey !== null && publishedAt !== null ? titleAndTime(titleKey, publishedAt) : null

function nameFor(entry: EntryToPlace, named: { articleId: string | null } | undefined, articleId: string): string {
  const isOthers = named !== undefined && named.articleId !== articleId
  return isOthers && entry.url !== null ? renamed(entry.name, entry.url) : entry.name
}
