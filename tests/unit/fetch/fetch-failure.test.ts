import { describe, expect, test } from '@jest/globals'
import { FetchFailedError, networkFailure } from '../../../src/fetch/fetch-failure.ts'

const url = 'https://courier.example/ferry'
const failing = (code: string) => Object.assign(new Error(`failed with ${code}`), { code })

describe('networkFailure', () => {
  test.each([
    ['EAI_AGAIN', 'DNS_TEMPORARY'],
    ['ENOTFOUND', 'DNS_NOT_FOUND'],
    ['ENODATA', 'DNS_NOT_FOUND'],
    ['ECONNREFUSED', 'CONNECTION_REFUSED'],
    ['EHOSTUNREACH', 'CONNECTION_REFUSED'],
    ['ECONNRESET', 'CONNECTION_BROKEN'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'CONNECTION_BROKEN'],
    ['UND_ERR_SOCKET', 'CONNECTION_BROKEN'],
    ['UND_ERR_CONNECT_TIMEOUT', 'TIMED_OUT'],
    ['ETIMEDOUT', 'TIMED_OUT'],
    ['CERT_HAS_EXPIRED', 'TLS_FAILED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS_FAILED'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS_FAILED'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_FAILED'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_FAILED'],
    ['EPROTO', 'TLS_FAILED'],
    ['UND_ERR_HEADERS_OVERFLOW', 'FETCH_FAILED'],
    ['HPE_INVALID_CONSTANT', 'FETCH_FAILED'],
    ['constructor', 'FETCH_FAILED'],
  ])('%s is %s, and may pass', (code, expected) => {
    const failure = networkFailure(url, failing(code))
    expect(failure).toBeInstanceOf(FetchFailedError)
    expect(failure).toMatchObject({
      code: expected,
      disposition: 'retry',
      message: `could not fetch ${url}: failed with ${code}`,
      details: { url, reason: `failed with ${code}` },
    })
  })

  test.each([['a text'], [null], [{ code: 7 }], [new Error('odd')]])('takes anything: %p', (thrown) => {
    expect(networkFailure(url, thrown)).toMatchObject({ code: 'FETCH_FAILED', cause: thrown })
  })
})
