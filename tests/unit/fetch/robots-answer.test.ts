import { describe, expect, test } from '@jest/globals'
import { AppError } from '../../../src/errors.ts'
import { FetchFailedError } from '../../../src/fetch/fetch-failure.ts'
import type { FetchedPage } from '../../../src/fetch/fetch-page.ts'
import { AddressRefusedError } from '../../../src/fetch/guarded-agent.ts'
import { readRobotsAnswer, readRobotsFailure } from '../../../src/fetch/robots-answer.ts'

const now = new Date('2026-03-02T08:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
const HOUR = 3_600
const DAY = 24 * HOUR

function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = 'Disallow: /x',
) {
  const page: FetchedPage = {
    url: 'https://courier.example/robots.txt',
    status,
    redirects: [],
    contentType: 'text/plain',
    etag: null,
    lastModified: null,
    retryAfter: headers['retry-after'] ?? null,
    headers,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }
  return readRobotsAnswer(page, now)
}

describe('readRobotsAnswer', () => {
  test.each([200, 203, 206])('takes the file of status %i', (status) => {
    expect(answer(status)).toEqual({ kind: 'settled', body: 'Disallow: /x', expiresAt: after(DAY) })
  })

  test.each([301, 400, 401, 403, 404, 410, 451])('finds no file behind status %i', (status) => {
    expect(answer(status)).toMatchObject({ kind: 'settled', body: null })
  })

  test.each([429, 500, 502, 503, 599])('learns nothing from status %i', (status) => {
    expect(answer(status)).toEqual({
      kind: 'unknown',
      reason: `https://courier.example/robots.txt answered ${status}`,
      retryAt: null,
    })
  })

  test('hears when the server asks to come back', () => {
    expect(answer(503, { 'retry-after': '7200' })).toMatchObject({ kind: 'unknown', retryAt: after(2 * HOUR) })
  })

  test.each([
    ['no header', {}, DAY],
    ['an hour', { 'cache-control': 'public, max-age=3600' }, HOUR],
    ['a week', { 'cache-control': 'max-age=604800' }, DAY],
    ['a second', { 'cache-control': 'max-age=1' }, 600],
    ['no store', { 'cache-control': 'No-Store' }, 600],
    ['a date', { expires: 'Mon, 02 Mar 2026 10:00:00 GMT' }, 2 * HOUR],
    ['a date that has passed', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 600],
    ['a date that is none', { expires: '-1 day' }, DAY],
    ['both', { 'cache-control': 'max-age=3600', expires: 'Mon, 02 Mar 2026 10:00:00 GMT' }, HOUR],
  ])('keeps the file as long as said, within a day: %s', (_what, headers, seconds) => {
    expect(answer(200, headers)).toMatchObject({ expiresAt: after(seconds) })
  })

  test('reads UTF-8 with or without its mark, damaged or not, and drops what Postgres does not store', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from('Disallow: /fähre\0'),
      Buffer.from([0xff]),
    ])
    expect(answer(200, {}, bytes)).toMatchObject({ body: 'Disallow: /fähre\ufffd' })
  })
})

describe('readRobotsFailure', () => {
  const failed = (code: ConstructorParameters<typeof FetchFailedError>[1]) =>
    new FetchFailedError('https://courier.example/robots.txt', code, 'why')

  test.each(['DNS_TEMPORARY', 'CONNECTION_REFUSED', 'TIMED_OUT', 'TLS_FAILED'] as const)(
    'learns nothing from %s',
    (code) => {
      expect(readRobotsFailure(failed(code), now)).toEqual({
        kind: 'unknown',
        reason: 'could not fetch https://courier.example/robots.txt: why',
        retryAt: null,
      })
    },
  )

  test.each<[string, AppError]>([
    ['a redirect without end', failed('TOO_MANY_REDIRECTS')],
    ['a redirect into a private network', new AddressRefusedError('10.0.0.1', '10.0.0.1')],
  ])('finds no file behind %s', (_what, error) => {
    expect(readRobotsFailure(error, now)).toEqual({ kind: 'settled', body: null, expiresAt: after(DAY) })
  })
})
