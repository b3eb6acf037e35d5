import type { IncomingHttpHeaders } from 'undici/types/header.js'
import { type Agent, request } from 'undici'
import { AppError } from '../errors.ts'
import { FetchFailedError, networkFailure } from './fetch-failure.ts'
import { readBody } from './read-body.ts'
import { timeLimit } from './time-limit.ts'

/** An answer of any status, its body cut at 64 KB. */
export interface PostedForm {
  /** The address that answered. */
  readonly url: string
  readonly status: number
  readonly contentType: string | null
  readonly retryAfter: string | null
  readonly body: Uint8Array
}

export type PostForm = (url: string, form: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<PostedForm>

export interface PosterOptions {
  readonly agent: Agent
  readonly userAgent: string
  /** Milliseconds for the whole exchange, a redirect and the body included. */
  readonly timeoutMs: number
}

/** What comes back to a form is a word or a sentence. */
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * Posts a form (`application/x-www-form-urlencoded`, UTF-8) through the guarded agent. One redirect is followed, and only one
 * that keeps the form (307 and 308, RFC 9110 15.4.8 and 15.4.9); none leads from TLS to plain text, since a form may hold a
 * secret. Any other redirect is an answer.
 * @throws FetchFailedError (retry) and AddressRefusedError (discard)
 */
export function formPoster(options: PosterOptions): PostForm {
  return async (url, form, stop) => {
    const limit = timeLimit(stop, options.timeoutMs)
    const { signal } = limit
    const body = new URLSearchParams(form).toString()
    try {
      const { location, answer } = await exchange(url, body, options, signal)
      if (location === null || ![307, 308].includes(answer.status)) return answer
      return (await exchange(nextAddress(url, location), body, options, signal)).answer
    } catch (error) {
      if (limit.isOver() && !stop.aborted) throw new FetchFailedError(url, 'TIMED_OUT', 'it took too long', error)
      throw asPostError(url, error)
    } finally {
      limit.clear()
    }
  }
}

async function exchange(url: string, form: string, { agent, userAgent }: PosterOptions, signal: AbortSignal) {
  const { statusCode, headers, body } = await request(url, {
    method: 'POST',
    dispatcher: agent,
    signal,
    headers: {
      accept: 'text/plain, */*;q=0.5',
      'accept-encoding': 'gzip, br',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': userAgent,
    },
    body: form,
  })
  const limit = { maxBytes: MAX_ANSWER_BYTES, whenLonger: 'cut' } as const
  const answer: PostedForm = {
    url,
    status: statusCode,
    contentType: first(headers, 'content-type'),
    retryAfter: first(headers, 'retry-after'),
    body: await readBody(body, first(headers, 'content-encoding'), url, limit),
  }
  return { location: first(headers, 'location'), answer }
}

function first(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function nextAddress(from: string, location: string): string {
  const to = URL.canParse(location, from) ? new URL(location, from) : null
  if (to?.protocol === 'https:' || (to?.protocol === 'http:' && new URL(from).protocol === 'http:')) return to.href
  throw new FetchFailedError(from, 'FETCH_FAILED', `redirected to ${location}, where no form is sent`)
}

/** The guard's refusal comes wrapped from some depths of undici. */
function asPostError(url: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : null
  return cause ?? networkFailure(url, error)
}
