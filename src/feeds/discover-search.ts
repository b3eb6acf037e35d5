import { AppError, messageOf } from '../errors.ts'
import { botWallOf } from '../fetch/bot-wall.ts'
import type { FetchedPage, FetchPage } from '../fetch/fetch-page.ts'
import { decodeHtml } from '../text/charset.ts'
import { type LinkingPage, readFeedLinks } from './discover-links.ts'
import { type Candidate, candidateOf, type FoundBy } from './discover-rank.ts'
import { permanentAddress } from './moved-address.ts'
import type { FeedDocument } from './parse/feed-document.ts'
import { FEED_TYPES, MAX_FEED_BYTES } from './feed-request.ts'
import { parseFeed } from './parse/parse-feed.ts'

/** What a search for feeds works with. */
export interface DiscoveryPorts {
  readonly fetchPage: FetchPage
  /** Waits for the host's pace; false when the origin's robots.txt forbids the address. */
  readonly mayFetch: (url: string, signal: AbortSignal) => Promise<boolean>
  /** Waits for the host's pace alone: robots.txt is not asked about an address that an operator named. */
  readonly turn: (url: string, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
  readonly now: Date
}

/** An address that was looked at and what came of it, a phrase such as `answered 404`. */
export interface Trial {
  readonly url: string
  readonly outcome: string
}

/** What stands behind an address. */
export type Look =
  | { readonly kind: 'feed' }
  | { readonly kind: 'page'; readonly url: string; readonly page: LinkingPage }
  | { readonly kind: 'sitemaps'; readonly document: FeedDocument; readonly url: string }
  | { readonly kind: 'text'; readonly url: string; readonly text: string }
  /** `isDead`: no answer came, or one that says to leave the server alone. */
  | { readonly kind: 'nothing'; readonly url: string; readonly isDead: boolean }

/** An address to look at. */
export interface Lead {
  readonly url: string
  readonly foundBy: FoundBy
  readonly title?: string | null
  /** An answer from another host is not taken: a guessed address that leads away says nothing of this site. */
  readonly sameHost?: boolean
}

/** Requests of one search, robots.txt and redirected ones included once each. */
const MOST_REQUESTS = 20

/** Looks at addresses one after the other, none twice, and keeps the feeds among them. */
export class FeedSearch {
  readonly candidates: Candidate[] = []
  readonly trials: Trial[] = []
  readonly #ports: DiscoveryPorts
  readonly #seen = new Set<string>()
  #requests = 0
  #isRefused = false

  constructor(ports: DiscoveryPorts) {
    this.#ports = ports
  }

  get hasFound(): boolean {
    return this.candidates.length > 0
  }

  /** Whether nothing more is asked: the bound is reached, or a server has said that it has enough. */
  get isOver(): boolean {
    return this.#isRefused || this.#requests >= MOST_REQUESTS
  }

  note(url: string, outcome: string): void {
    this.trials.push({ url, outcome })
  }

  /** A feed is kept among the candidates; everything else is for the caller to follow. */
  async look(lead: Lead): Promise<Look> {
    const answer = await this.#ask(lead)
    if (!('body' in answer)) return answer
    const document = await this.#parse(answer)
    if (document?.format === 'sitemap-index') return { kind: 'sitemaps', document, url: answer.url }
    if (document && isFeed(document, lead.foundBy)) {
      this.keep(document, lead, answer)
      return { kind: 'feed' }
    }
    const { text } = decodeHtml(answer.body, answer.contentType)
    if (document) {
      this.note(lead.url, document.format === 'sitemap' ? 'is a sitemap without news' : 'is a feed without addresses')
      return { kind: 'nothing', url: answer.url, isDead: false }
    }
    if (!looksLikeHtml(text, answer.contentType)) return { kind: 'text', url: answer.url, text }
    return { kind: 'page', url: answer.url, page: readFeedLinks(text, answer.url) }
  }

  /** @returns the document of a sitemap, or null when it is none that can be read; it is not kept */
  async readSitemap(url: string): Promise<FeedDocument | null> {
    const answer = await this.#ask({ url, foundBy: 'sitemap' })
    const document = 'body' in answer ? await this.#parse(answer) : null
    if (document && !hasNews(document)) this.note(url, 'is a sitemap without news')
    return document
  }

  /** @param answer says where it has moved to for good */
  keep(document: FeedDocument, lead: Lead, answer?: Pick<FetchedPage, 'redirects'>): void {
    const url = permanentAddress(answer?.redirects ?? []) ?? lead.url
    this.note(lead.url, `is a feed with ${document.entries.length} entries`)
    this.candidates.push(candidateOf(document, { url, foundBy: lead.foundBy, linkTitle: lead.title ?? null }))
  }

  async #ask(lead: Lead): Promise<FetchedPage | (Look & { kind: 'nothing' })> {
    const { url } = lead
    const nothing = { kind: 'nothing', url, isDead: false } as const
    if (this.isOver || this.#seen.has(url)) return nothing
    this.#seen.add(url)
    const { fetchPage, signal } = this.#ports
    try {
      if (!(await this.#mayFetch(lead))) {
        this.note(url, 'is not for robots')
        return nothing
      }
      this.#requests += 1
      const answer = await fetchPage(url, { accept: FEED_TYPES, maxBytes: MAX_FEED_BYTES, signal })
      return this.#accept(lead, answer)
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error
      this.note(url, messageOf(error))
      return { ...nothing, isDead: true }
    }
  }

  async #mayFetch({ url, foundBy }: Lead): Promise<boolean> {
    const { mayFetch, turn, signal } = this.#ports
    if (foundBy !== 'address') return mayFetch(url, signal)
    await turn(url, signal)
    return true
  }

  #accept(lead: Lead, answer: FetchedPage): FetchedPage | (Look & { kind: 'nothing' }) {
    const { url, status } = answer
    const nothing = { kind: 'nothing', url, isDead: status >= 500 || status === 429 } as const
    const wall = botWallOf(answer)
    if (wall !== null || status === 429 || status === 503) this.#isRefused = true
    if (wall !== null) this.note(lead.url, `answered with a wall against robots: ${wall}`)
    else if (status !== 200) this.note(lead.url, `answered ${status}`)
    else if (lead.sameHost === true && new URL(url).host !== new URL(lead.url).host) {
      this.note(lead.url, `leads to another host, ${url}`)
    } else if (url !== lead.url && this.#seen.has(url)) this.note(lead.url, `leads to ${url}, which was looked at`)
    else {
      this.#seen.add(url)
      return answer
    }
    return nothing
  }

  async #parse({ body, contentType, url }: FetchedPage): Promise<FeedDocument | null> {
    try {
      return await parseFeed(body, { contentType, url, now: this.#ports.now })
    } catch (error) {
      if (error instanceof AppError && error.code === 'FEED_UNREADABLE') return null
      throw error
    }
  }
}

/** An operator may want a sitemap whatever is in it; one that nobody asked for must hold news. */
function isFeed(document: FeedDocument, foundBy: FoundBy): boolean {
  if (document.format === 'sitemap' && foundBy !== 'address') return hasNews(document)
  return document.entries.length === 0 || document.entries.some(({ url, title }) => url !== null || title !== null)
}

/** News sitemaps give titles and times, other sitemaps list pages. */
export const hasNews = (document: FeedDocument): boolean =>
  document.entries.some(({ title, published }) => title !== null && published !== null)

const looksLikeHtml = (text: string, contentType: string | null): boolean =>
  /html/i.test(contentType ?? '') || /<(?:!doctype\s+html|html|head|body)[\s>]/i.test(text.slice(0, 4096))
