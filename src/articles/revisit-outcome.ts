import type { FetchedPage } from '../fetch/fetch-page.ts'
import { shinglesOf } from '../text/shingles.ts'
import { words } from '../text/words.ts'
import type { CapturedVersion } from './article.ts'
import type { ExtractedArticle } from './extract/extracted-article.ts'
import { hasOwnText, obstacleOf } from './readable.ts'
import { readPageAnswer } from './page-answer.ts'
import type { ArticleToRevisit, NextVersion } from './repository-revisit.ts'
import { classifyChange } from './versions/classify-change.ts'
import { tellsTheSame, toldText } from './versions/told-text.ts'

/** What a second look at a page came to. */
export type RevisitOutcome =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly next: NextVersion }
  /** The publisher has taken the article down. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** No page of the article came, or not as much of it as is known. */
  | { readonly kind: 'nothing'; readonly reason: string; readonly mayPass: boolean; readonly retryAt: Date | null }

/** Behind a paywall, a text shorter than this part of the known one is its beginning, and no version. */
const PAYWALL_SHRINKS = 0.5
/** A page at an unknown address is the article when it has this share of the known text's word 4-grams. */
const MOVED_SHARES = 0.3

export const nothing = (reason: string, mayPass = false, retryAt: Date | null = null): RevisitOutcome => ({
  kind: 'nothing',
  reason,
  mayPass,
  retryAt,
})

/** What the answer says without being read; null for a page that is to be read. */
export function outcomeOfAnswer(asked: string, page: FetchedPage, now: Date): RevisitOutcome | null {
  if (page.status === 304) return { kind: 'same' }
  const answer = readPageAnswer(page, now)
  if (answer.kind === 'failed') return nothing(answer.failure.reason, true, answer.retryAt)
  if (page.status === 404 || page.status === 410) return { kind: 'gone', reason: `${page.url} answered ${page.status}` }
  if (answer.kind === 'not_article') return nothing(answer.failure.reason)
  return leadsHome(asked, page) ? { kind: 'gone', reason: `${asked} leads to the front page` } : null
}

/** Many sites send readers of what they took down to their front page. */
const leadsHome = (asked: string, page: FetchedPage): boolean =>
  page.redirects.length > 0 && new URL(page.url).pathname === '/' && new URL(asked).pathname !== '/'

/** The address that a page was found to have, and the article that is known by it. */
export interface PlaceOfPage {
  readonly url: string
  readonly articleId: string | null
}

/**
 * Whether a page tells the article anew. Only a page with the article's text can give a version: consent walls, shells of
 * scripts, for which the feed stood in at the first look, beginnings before a paywall and pages that the address was turned over to give none.
 */
export function outcomeOfPage(
  article: ArticleToRevisit,
  extracted: ExtractedArticle,
  captured: CapturedVersion,
  place: PlaceOfPage,
): RevisitOutcome {
  const { state, reason } = extracted
  if (state === 'not_found') return { kind: 'gone', reason: reason ?? 'the page says that it does not exist' }
  if (!hasOwnText(extracted)) {
    return nothing(reason ?? 'no text of an article was found on the page')
  }
  if (state === 'paywall' && captured.text.length < PAYWALL_SHRINKS * article.text.length) {
    return nothing('the page shows only the beginning of the text to readers without a subscription')
  }
  const language = captured.language ?? article.language
  if (isAnotherPage(article, captured.text, place, language)) {
    return nothing(`the address leads to another page, ${place.url}`)
  }
  const [before, after] = [toldText(article, language), toldText(captured, language)]
  if (tellsTheSame(before, after)) return { kind: 'same' }
  const changes = classifyChange(before, after, language)
  const obstacle = obstacleOf(extracted)
  return { kind: 'changed', next: { number: article.number + 1, captured, obstacle, changes } }
}

function isAnotherPage(article: ArticleToRevisit, text: string, place: PlaceOfPage, language: string | null): boolean {
  if (place.articleId !== null) return place.articleId !== article.id
  return sharedText(article.text, text, language) < MOVED_SHARES
}

/** Share of the known text's word 4-grams that the other text has: 1 for a text that only grew. */
function sharedText(known: string, text: string, language: string | null): number {
  const wanted = shinglesOf(words(known, language))
  const given = new Set(shinglesOf(words(text, language)))
  return wanted.length === 0 ? 0 : wanted.filter((shingle) => given.has(shingle)).length / wanted.length
}
