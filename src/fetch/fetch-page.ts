import type { IncomingHttpHeaders } from 'undici/types/header.js'
import { type Agent, request } from 'undici'
import { AppError } from '../errors.ts'
import { FetchFailedError, networkFailure } from './fetch-failure.ts'
import { readBody } from './read-body.ts'
import { timeLimit } from './time-limit.ts'

export interface FetchRequest {
  readonly accept: string
  readonly etag?: string | null
  readonly lastModified?: string | null
  readonly maxBytes: number
  /** What becomes of a body that is longer; it is refused unless this is said. */
  readonly whenLonger?: 'refuse' | 'cut'
  readonly signal: AbortSignal
  /** Called before a redirect is followed, with the signal of the whole fetch; what it throws ends the fetch. */
  readonly onRedirect?: (to: string, signal: AbortSignal) => Promise<void>
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
  /** Every header by its name in lower case; several `Link` headers as one list, of others that came twice the first. */
  readonly headers: Readonly<Record<string, string>>
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
/** The text that goes with a redirect is of no use; a longer one costs the connection instead. */
const MAX_REDIRECT_BYTES = 65_536

/**
 * Fetches one address through the guarded agent; each hop of a redirect is checked like the first address.
 * @throws FetchFailedError (retry), AddressRefusedError and BodyTooLargeError (discard), and what `onRedirect` throws
 */
export function pageFetcher(options: FetcherOptions): FetchPage {
  return async (url, asked) => {
    const limit = timeLimit(asked.signal, options.timeoutMs)
    const { signal } = limit
    const redirects: Redirect[] = []
    let at = url
    try {
      for (;;) {
        const answer = await exchange(at, asked, options, signal)
        if (answer.kind === 'page') return { ...answer.page, redirects }
        const to = nextAddress(at, answer.location)
        redirects.push({ from: at, to, status: answer.status })
        if (redirects.length > MAX_REDIRECTS) {
          throw new FetchFailedError(url, 'TOO_MANY_REDIRECTS', `more than ${MAX_REDIRECTS} redirects`)
        }
        await asked.onRedirect?.(to, signal)
        at = to
      }
    } catch (error) {
      if (asked.signal.aborted) throw new FetchFailedError(at, 'FETCH_FAILED', 'it was stopped', error)
      if (limit.isOver()) {
        throw new FetchFailedError(at, 'TIMED_OUT', `it took too long, over ${options.timeoutMs} ms`, error)
      }
      throw asAppError(at, error)
    } finally {
      limit.clear()
    }
  }
}

async function exchange(url: string, asked: FetchRequest, options: FetcherOptions, signal: AbortSignal) {
  const {
    statusCode: status,
    headers,
    body,
  } = await request(url, {
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
  const location = [301, 302, 303, 307, 308].includes(status) ? first(headers, 'location') : null
  if (location !== null) {
    await body.dump({ limit: MAX_REDIRECT_BYTES, signal })
    return { kind: 'redirect', location, status } as const
  }
  const limit = { maxBytes: asked.maxBytes, whenLonger: asked.whenLonger ?? 'refuse' }
  const read = await readBody(body, first(headers, 'content-encoding'), url, limit)
  return { kind: 'page', page: { ...fieldsOf(headers), url, status, body: read } } as const
}

function fieldsOf(headers: IncomingHttpHeaders) {
  return {
    contentType: first(headers, 'content-type'),
    etag: first(headers, 'etag'),
    lastModified: first(headers, 'last-modified'),
    retryAfter: first(headers, 'retry-after'),
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, valueOf(headers, name)])),
  }
}

/** Only lists may be joined (RFC 9110 5.3), and of these only `Link` comes twice in practice. */
function valueOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  return name === 'link' && Array.isArray(value) ? value.join(', ') : (first(headers, name) ?? '')
}

function first(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function nextAddress(from: string, location: string): string {
  if (!URL.canParse(location, from))
    throw new FetchFailedError(from, 'FETCH_FAILED', `redirected to an unreadable address: ${location}`)
  const to = new URL(location, from)
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new FetchFailedError(from, 'FETCH_FAILED', `redirected to ${to.protocol}, which is not fetched`)
  }
  return to.href
}

function asAppError(url: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : null
  return cause ?? networkFailure(url, error)
}
