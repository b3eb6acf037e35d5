import type { IncomingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Answer } from './answer.ts'

/** Below this many bytes the headers of a compressed answer cost more than they save. */
const smallBody = 1_000

/**
 * The answer as it goes over the wire: 304 without a body when the client has it already, compressed when that is worth
 * it and the client accepts gzip.
 */
export function transferred(answer: Answer, request: IncomingHttpHeaders): Answer {
  const headers = { ...answer.headers, vary: 'Accept-Encoding' }
  if (isUnchanged(answer.headers, request)) return { status: 304, headers, body: Buffer.alloc(0) }
  if (answer.body.length < smallBody || !acceptsGzip(request['accept-encoding'])) return { ...answer, headers }
  return { ...answer, headers: { ...weakened(headers), 'content-encoding': 'gzip' }, body: gzipSync(answer.body) }
}

/** A strong entity tag names bytes; the compressed ones are others (RFC 9110 8.8.3.3). */
const weakened = (headers: Answer['headers']): Answer['headers'] =>
  headers['etag'] === undefined ? headers : { ...headers, etag: `W/${opaque(headers['etag'])}` }

/** RFC 9110 13.2.2: If-Modified-Since counts only without If-None-Match, and entity tags are compared weakly. */
function isUnchanged(headers: Answer['headers'], request: IncomingHttpHeaders): boolean {
  const tags = request['if-none-match']
  if (tags !== undefined) {
    const own = headers['etag']
    return own !== undefined && tags.split(',').some((tag) => opaque(tag) === opaque(own) || tag.trim() === '*')
  }
  const since = request['if-modified-since']
  const changed = headers['last-modified']
  return since !== undefined && changed !== undefined && Date.parse(changed) <= Date.parse(since)
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')

const acceptsGzip = (accepted: string | string[] | undefined): boolean =>
  String(accepted ?? '')
    .split(',')
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(coding))
