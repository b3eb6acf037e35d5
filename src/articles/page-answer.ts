import { botWallOf } from '../fetch/bot-wall.ts'
import type { FetchedPage } from '../fetch/fetch-page.ts'
import { retryAfterOf } from '../fetch/retry-after.ts'
import type { ScrapeFailure } from './article.ts'

/** What the answer to an article's address is: a page to read, a failure that may pass, or no page of an article. */
export type PageAnswer =
  | { readonly kind: 'page' }
  | {
      readonly kind: 'failed'
      readonly failure: ScrapeFailure
      /** When the publisher asks to come back, to any of its pages. */
      readonly retryAt: Date | null
    }
  | { readonly kind: 'not_article'; readonly failure: ScrapeFailure }

/** Judges an answer by its status, its type and what it is built of; what the page says is for the extractor. */
export function readPageAnswer(page: FetchedPage, now: Date): PageAnswer {
  const { url, status } = page
  const asksToWait = status === 429 || status === 503
  const retryAt = asksToWait ? retryAfterOf(page.retryAfter, now) : null
  const wall = botWallOf(page)
  if (wall !== null) {
    return failed('BOT_WALL', `${url} answered with a wall against robots: ${wall}`, retryAt)
  }
  if (mayPass(status)) return failed(`HTTP_${status}`, `${url} answered ${status}`, retryAt)
  if (status !== 200) return notArticle(`HTTP_${status}`, `${url} answered ${status}`)

  const type = page.contentType?.split(';')[0]?.trim().toLowerCase()
  if (type && !['text/html', 'application/xhtml+xml'].includes(type)) {
    return notArticle('NOT_HTML', `${url} is ${type}, not a page`)
  }
  return { kind: 'page' }
}

/** Timeout, too early, too many, and whatever the server has trouble with. */
const mayPass = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const failed = (code: string, reason: string, retryAt: Date | null): PageAnswer => ({
  kind: 'failed',
  failure: { code, reason },
  retryAt,
})

const notArticle = (code: string, reason: string): PageAnswer => ({ kind: 'not_article', failure: { code, reason } })
