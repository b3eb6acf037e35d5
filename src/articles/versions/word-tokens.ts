import { normalForm } from './normal-form.ts'

/** A word, a space or a sign, as written, with the form by which it is compared. */
export interface WordToken {
  readonly text: string
  readonly form: string
}

/**
 * A paragraph in pieces that make it up again: ICU's word boundaries, which part Chinese, Japanese and Thai by dictionary.
 * `language` is a BCP 47 tag; one that is unknown or no tag is read by the root's rules.
 */
export function wordTokens(text: string, language: string | null): WordToken[] {
  return Array.from(segmenterOf(language).segment(text), ({ segment }) => ({ text: segment, form: formOf(segment) }))
}

function segmenterOf(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' }) // RangeError is how Intl says that it is no language tag
  }
}

const formOf = (segment: string): string => (/^\s+$/u.test(segment) ? ' ' : normalForm(segment))
