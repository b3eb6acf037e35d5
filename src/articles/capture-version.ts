import { createHash } from 'node:crypto'
import type { CapturedVersion } from './article.ts'

/**
 * A version ready to be stored: its texts hold only what Postgres can store, so NUL is dropped and half a surrogate pair
 * becomes U+FFFD; pages write both as character references. The hash is that of the text as stored.
 */
export function captureVersion(fields: Omit<CapturedVersion, 'textHash'>): CapturedVersion {
  const text = storable(fields.text)
  return {
    title: storable(fields.title),
    standfirst: storableOrNull(fields.standfirst),
    authors: fields.authors.map(storable),
    agencyCredit: storableOrNull(fields.agencyCredit),
    section: storableOrNull(fields.section),
    siteName: storableOrNull(fields.siteName),
    language: storableOrNull(fields.language),
    text,
    textHash: createHash('sha256').update(text).digest('hex'),
  }
}

const storable = (text: string): string => text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text))
