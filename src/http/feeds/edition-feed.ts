import { createHash } from 'node:crypto'
import type { Digest } from '../../digests/digest.ts'
import type { EditionContent } from '../../digests/edition.ts'
import { EDITION_LANGUAGE, longDay, summaryInWords } from '../../digests/edition-words.ts'
import { storiesOf, viewOf } from '../../digests/edition-view.ts'
import type { FrozenEdition } from '../../digests/repository.ts'
import { addresses } from '../addresses.ts'
import { editionEntryHtml } from './edition-entry.tsx'

/** The newest editions of a digest as a feed, whatever its format. Addresses are whole. */
export interface EditionFeed {
  /** The same for as long as the digest is there, whatever address it is asked by. */
  readonly id: string
  readonly title: string
  readonly author: string
  readonly language: string
  readonly url: string
  readonly home: string
  readonly updated: Date
  readonly entries: readonly EditionEntry[]
}

export interface EditionEntry {
  /** The same for as long as the edition is there, which is frozen. */
  readonly id: string
  readonly url: string
  readonly title: string
  readonly summary: string
  readonly html: string
  readonly at: Date
}

/**
 * @param editions the newest first
 * @param base where the pages are, without a slash at its end
 */
export function editionFeed(
  digest: Digest,
  editions: readonly FrozenEdition[],
  format: 'atom' | 'json',
  base: string,
): EditionFeed {
  return {
    id: asUuid(sha256(`${digest.name} since ${digest.createdAt.toISOString()}`)),
    title: `${digest.name}: editions`,
    author: digest.name,
    language: EDITION_LANGUAGE,
    url: `${base}${addresses.editionFeed(digest.name, format)}`,
    home: `${base}/editions`,
    updated: editions[0]?.builtAt ?? digest.createdAt,
    entries: editions.map(({ content, contentHash, builtAt }) => ({
      id: asUuid(contentHash),
      url: `${base}${addresses.edition(content.digest, content.localDate)}`,
      title: titleOf(content),
      summary: summaryInWords(viewOf(content, null)),
      html: editionEntryHtml(content),
      at: builtAt,
    })),
  }
}

/** The day, and the first headline as it is read. */
function titleOf(content: EditionContent): string {
  const [top] = storiesOf(viewOf(content, null))
  return top ? `${longDay(content.localDate)}: ${top.headline}` : longDay(content.localDate)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A name of our own making out of a hash in hexadecimal: version 8 (RFC 9562 5.8). */
function asUuid(hash: string): string {
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16)
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
