import { AppError, messageOf } from '../errors.ts'

/**
 * Why no usable answer came. Stable: stored with polls and articles, and branched on.
 * - `DNS_TEMPORARY`: the name could not be looked up now; says nothing about the publisher
 * - `DNS_NOT_FOUND`: there is no such name, or it has no address
 * - `CONNECTION_REFUSED`: nobody listens there, or no way leads there
 * - `CONNECTION_BROKEN`: it ended before the answer did, or the answer was of another length than it said
 * - `TIMED_OUT`: the time for connecting or for the whole fetch ran out
 * - `TLS_FAILED`: the certificate is not to be trusted, or no cipher was agreed on
 * - `BODY_BROKEN`: the body cannot be unpacked
 * - `TOO_MANY_REDIRECTS`: more than five
 * - `FETCH_FAILED`: anything else, such as an answer that is no HTTP; and a stop by the caller
 */
export type FetchFailureCode =
  | 'DNS_TEMPORARY'
  | 'DNS_NOT_FOUND'
  | 'CONNECTION_REFUSED'
  | 'CONNECTION_BROKEN'
  | 'TIMED_OUT'
  | 'TLS_FAILED'
  | 'BODY_BROKEN'
  | 'TOO_MANY_REDIRECTS'
  | 'FETCH_FAILED'

/** No usable answer came: the network, the clock or the server's protocol. */
export class FetchFailedError extends AppError {
  override readonly name = 'FetchFailedError'
  constructor(url: string, code: FetchFailureCode, reason: string, cause?: unknown) {
    super(code, `could not fetch ${url}: ${reason}`, { disposition: 'retry', details: { url, reason }, cause })
  }
}

/** Codes of Node (getaddrinfo, sockets, streams) and of undici. */
const known: ReadonlyMap<string, FetchFailureCode> = new Map([
  ['EAI_AGAIN', 'DNS_TEMPORARY'],
  ['EAI_FAIL', 'DNS_TEMPORARY'],
  ['ENOTFOUND', 'DNS_NOT_FOUND'],
  ['ENODATA', 'DNS_NOT_FOUND'],
  ['ECONNREFUSED', 'CONNECTION_REFUSED'],
  ['EHOSTUNREACH', 'CONNECTION_REFUSED'],
  ['ENETUNREACH', 'CONNECTION_REFUSED'],
  ['ECONNRESET', 'CONNECTION_BROKEN'],
  ['EPIPE', 'CONNECTION_BROKEN'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'CONNECTION_BROKEN'],
  ['UND_ERR_SOCKET', 'CONNECTION_BROKEN'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'CONNECTION_BROKEN'],
  ['ETIMEDOUT', 'TIMED_OUT'],
  ['UND_ERR_CONNECT_TIMEOUT', 'TIMED_OUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'TIMED_OUT'],
  ['UND_ERR_BODY_TIMEOUT', 'TIMED_OUT'],
  ['EPROTO', 'TLS_FAILED'], // OpenSSL's answer to a peer that speaks no TLS
])

/** OpenSSL names each fault of a certificate: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const TLS_CODES =
  /CERT|^(?:ERR_(?:TLS|SSL)_|CRL_|UNABLE_TO_|(?:HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$)/

/** The failure that an error of the network stands for. */
export function networkFailure(url: string, error: unknown): FetchFailedError {
  return new FetchFailedError(url, codeOf(error), messageOf(error), error)
}

function codeOf(error: unknown): FetchFailureCode {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'FETCH_FAILED'
  const code = String(error.code)
  return known.get(code) ?? (TLS_CODES.test(code) ? 'TLS_FAILED' : 'FETCH_FAILED')
}
