import { isRespelt } from '../articles/versions/spelling.ts'
import { normalForm } from '../articles/versions/normal-form.ts'
import { compareSentences } from '../articles/versions/sentence-changes.ts'
import { sentencesIn } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import type { EditionCorrection } from './edition.ts'

/** A sentence that an edition quoted from a version of an article which has a newer one. */
export interface QuotedSentence extends Omit<EditionCorrection, 'now'> {
  /** Texts of the version that was quoted and of the newest one. */
  readonly before: string
  readonly after: string
}

/** Told in one edition at most: more would be a page of corrections, and the newest count. */
const MOST_CORRECTIONS = 8
/** A word that differs by one letter was misspelt; shorter words become others by one letter. */
const SHORTEST_MISSPELT = 4

/**
 * What to correct of the sentences that editions quoted, in the order given: each sentence that no longer stands in its
 * article, with the one in its place. A sentence that stands elsewhere in it, or that only lost a misspelling, is none; one that
 * was quoted twice is corrected once, as is one that `told` has with the same words in its place.
 */
export function correctionsOf(
  quotations: readonly QuotedSentence[],
  told: readonly Pick<EditionCorrection, 'articleId' | 'quoted' | 'now'>[],
): readonly EditionCorrection[] {
  const known = new Set(told.map(keyOf))
  const seen = new Set<string>()
  const found: EditionCorrection[] = []
  for (const { before, after, ...quotation } of quotations) {
    if (found.length === MOST_CORRECTIONS) break
    const sentence = `${quotation.articleId} ${quotation.quoted}`
    if (seen.has(sentence)) continue
    seen.add(sentence)
    const now = standsNow(quotation.quoted, before, after, quotation.language)
    if (now === undefined || known.has(keyOf({ ...quotation, now }))) continue
    found.push({ ...quotation, now })
  }
  return found
}

const keyOf = ({ articleId, quoted, now }: Pick<EditionCorrection, 'articleId' | 'quoted' | 'now'>): string =>
  JSON.stringify([articleId, quoted, now])

/** The sentence in its place, null when it is gone, undefined when it stands. */
function standsNow(quoted: string, before: string, after: string, language: string): string | null | undefined {
  const tag = language === 'und' ? null : language
  const said = normalForm(quoted)
  if (normalForm(after).includes(said)) return undefined
  const { edited } = compareSentences(sentencesOf(before, tag), sentencesOf(after, tag), tag)
  const [from, now] = edited.find(([one]) => normalForm(one).includes(said)) ?? []
  if (from === undefined || now === undefined) return null
  return saysTheSame(from, now, tag) ? undefined : now
}

const sentencesOf = (text: string, language: string | null): readonly string[] =>
  sentencesIn(text, language).map(({ start, end }) => text.slice(start, end))

/** The same words in the same order, but for misspellings. */
function saysTheSame(before: string, now: string, language: string | null): boolean {
  const [from, to] = [words(normalForm(before), language), words(normalForm(now), language)]
  return from.length === to.length && from.every((word, i) => word === to[i] || isMisspelling(word, to[i] ?? ''))
}

const isMisspelling = (from: string, to: string): boolean =>
  Math.min(from.length, to.length) >= SHORTEST_MISSPELT && !/\p{N}/u.test(from + to) && isRespelt(from, to, 1)
