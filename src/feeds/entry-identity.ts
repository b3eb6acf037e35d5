import { createHash } from 'node:crypto'

/** What tells two entries of one feed apart. */
export interface NamedEntry {
  readonly guid: string | null
  /** The canonical address of its page. */
  readonly url: string | null
  readonly title: string | null
  readonly summary: string | null
}

/** Longer names are kept as a hash: an index row of Postgres holds 2,704 bytes. */
const LONGEST_NAME = 500

/**
 * A name for each entry, that no other entry of the document has and that the next poll finds again: its guid; where a
 * guid stands on several entries, the guid with the address or the title; without a guid the address, else title and text.
 */
export function entryNames(entries: readonly NamedEntry[]): readonly string[] {
  const repeated = repeatedGuids(entries)
  return entries.map((entry) => bounded(nameOf(entry, repeated)))
}

/** The name of an entry whose guid the feed has given to another article before. */
export const renamed = (name: string, url: string): string => bounded(`${name}|${url}`)

const bounded = (name: string): string => (name.length <= LONGEST_NAME ? name : `sha256:${sha256(name)}`)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function nameOf({ guid, url, title, summary }: NamedEntry, repeated: ReadonlySet<string>): string {
  if (guid === null) return url ?? `${title ?? ''}|${summary ?? ''}`
  return repeated.has(guid) ? `${guid}|${url ?? title ?? summary ?? ''}` : guid
}

function repeatedGuids(entries: readonly NamedEntry[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { guid } of entries) {
    if (guid === null) continue
    if (seen.has(guid)) repeated.add(guid)
    seen.add(guid)
  }
  return repeated
}

/** Equal for titles with the same letters and digits, whatever their case, spaces and punctuation; null without any. */
export function titleKey(title: string | null): string | null {
  const letters = lettersOf(title ?? '')
  return letters === '' ? null : sha256(letters).slice(0, 32)
}

const lettersOf = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** Shorter titles ("Weather", "Morning briefing") come again and again and name nothing. */
const LEAST_TELLING_LETTERS = 20

/** Whether a title alone, with its time, tells an article from others of its publisher. */
export const isTelling = (title: string): boolean => lettersOf(title).length >= LEAST_TELLING_LETTERS
