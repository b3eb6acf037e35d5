import { createHash } from 'node:crypto'
import { settledLanguage } from '../text/language.ts'
import type { CapturedVersion } from './article.ts'
import type { ExtractedArticle } from './extract/extracted-article.ts'

type Fields = Omit<CapturedVersion, 'textHash' | 'foundBy' | 'html'> &
  Partial<Pick<CapturedVersion, 'foundBy' | 'html'>>

/**
 * A version ready to be stored: its texts hold only what Postgres can store, so NUL is dropped and half a surrogate pair
 * becomes U+FFFD; pages write both as character references. The hash is that of the text as stored.
 */
export function captureVersion(fields: Fields): CapturedVersion {
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
    foundBy: fields.foundBy ?? null,
    html: storableOrNull(fields.html ?? null),
  }
}

/** What is known of the article stands in where its page says nothing. */
export interface KnownOfPage {
  readonly canonicalUrl: string
  readonly title: string | null
  readonly language: string | null
}

/** The version that a page gives. */
export function captureExtracted(known: KnownOfPage, extracted: ExtractedArticle): CapturedVersion {
  return captureVersion({
    title: extracted.title ?? known.title ?? known.canonicalUrl,
    standfirst: extracted.standfirst,
    authors: extracted.authors,
    agencyCredit: extracted.agencyCredit,
    section: extracted.section,
    siteName: extracted.siteName,
    language: settledLanguage(extracted.language ?? known.language, extracted.text),
    text: extracted.text,
    foundBy: extracted.foundBy,
    html: extracted.html === '' ? null : extracted.html,
  })
}

const storable = (text: string): string => text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text))
