import type { IncomingHttpHeaders } from 'undici/types/header.js'
import { type Agent, request } from 'undici'
import { AppError, messageOf } from '../errors.ts'
import { readBody } from './read-body.ts'

/** No usable answer came: the network, the clock or the server's protocol. */
export class FetchFailedError extends AppError {
  override readonly name = 'FetchFailedError'
  constructor(url: string, reason: string, cause?: unknown) {
    super('FETCH_FAILED', `could not fetch ${url}: ${reason}`, {
      disposition: 'retry',
      details: { url, reason },
      cause,
    })
  }
}

export interface FetchRequest {
  readonly accept: string
  readonly etag?: string | null
  readonly lastModified?: string | null
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface Redirect {
  readonly from: string
  readonly to: string
  readonly status: number
}

/** An answer of any status, with its body unpacked. `url` is the address that answered, after `redirects`. */
export interface FetchedPage {
  readonly url: string
  readonly status: number
  readonly redirects: readonly Redirect[]
  readonly contentType: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly retryAfter: string | null
  readonly body: Uint8Array
}

export type FetchPage = (url: string, request: FetchRequest) => Promise<FetchedPage>

export interface FetcherOptions {
  readonly agent: Agent
  readonly userAgent: string
  /** Milliseconds for the whole exchange, redirects and body included. */
  readonly timeoutMs: number
}

const MAX_REDIRECTS = 5

/**
 * Fetches one address through the guarded agent; each hop of a redirect is checked like the first address.
 * @throws FetchFailedError (retry), AddressRefusedError and BodyTooLargeError (discard)
 */
export function pageFetcher(options: FetcherOptions): FetchPage {
  return async (url, asked) => {
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(options.timeoutMs)])
    const redirects: Redirect[] = []
    let at = url
    for (;;) {
      const answer = await exchange(at, asked, options, signal)
      if (!answer.location) return { ...answer.page, redirects }
      const to = nextAddress(at, answer.location)
      redirects.push({ from: at, to, status: answer.page.status })
      if (redirects.length > MAX_REDIRECTS) throw new FetchFailedError(url, `more than ${MAX_REDIRECTS} redirects`)
      at = to
    }
  }
}

async function exchange(url: string, asked: FetchRequest, options: FetcherOptions, signal: AbortSignal) {
  try {
    const answer = await request(url, {
      dispatcher: options.agent,
      signal,
      headers: {
        accept: asked.accept,
        'accept-encoding': 'gzip, br',
        'user-agent': options.userAgent,
        ...(asked.etag ? { 'if-none-match': asked.etag } : {}),
        ...(asked.lastModified ? { 'if-modified-since': asked.lastModified } : {}),
      },
    })
    const location = [301, 302, 303, 307, 308].includes(answer.statusCode) ? first(answer.headers, 'location') : null
    const body = await readBody(answer.body, first(answer.headers, 'content-encoding'), url, asked.maxBytes)
    return { location, page: { ...fieldsOf(answer.headers), url, status: answer.statusCode, body } }
  } catch (error) {
    throw asFetchError(url, error, signal)
  }
}

function fieldsOf(headers: IncomingHttpHeaders) {
  return {
    contentType: first(headers, 'content-type'),
    etag: first(headers, 'etag'),
    lastModified: first(headers, 'last-modified'),
    retryAfter: first(headers, 'retry-after'),
  }
}

function first(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function nextAddress(from: string, location: string): string {
  if (!URL.canParse(location, from))
    throw new FetchFailedError(from, `redirected to an unreadable address: ${location}`)
  const to = new URL(location, from)
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new FetchFailedError(from, `redirected to ${to.protocol}, which is not fetched`)
  }
  return to.href
}

function asFetchError(url: string, error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : null
  if (cause) return cause
  if (signal.aborted) return new FetchFailedError(url, 'it took too long or was stopped', error)
  return new FetchFailedError(url, messageOf(error), error)
}
