import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import type { FetchFailureCode } from '../../../src/fetch/fetch-failure.ts'
import { type FetchedPage, type FetchRequest, pageFetcher } from '../../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../../src/fetch/guarded-agent.ts'
import { useServer } from '../../support/misbehaving-server.ts'

const server = useServer()

let agent: Agent
beforeAll(() => {
  agent = guardedAgent({ allowedOrigins: [server().origin], connectTimeoutMs: 2_000 })
})
afterAll(() => agent.destroy())

const MIB = 1024 * 1024

function get(path: string, asked: Partial<FetchRequest> = {}, timeoutMs = 10_000): Promise<FetchedPage> {
  const fetchPage = pageFetcher({ agent, userAgent: 'Wirefold/test (+desk@courier.example)', timeoutMs })
  return fetchPage(`${server().origin}${path}`, {
    accept: 'text/html',
    maxBytes: MIB,
    signal: new AbortController().signal,
    ...asked,
  })
}

const textOf = (page: FetchedPage): string => Buffer.from(page.body).toString()
const tooLarge = { code: 'BODY_TOO_LARGE', disposition: 'discard' }
const failed = (code: FetchFailureCode) => ({ code, disposition: 'retry' })
const timedOut = { ...failed('TIMED_OUT'), message: expect.stringContaining('too long') }

/** Sends chunks as fast as they are taken, for ever. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const send = (): void => {
    if (response.destroyed) return
    if (response.write(chunk)) setImmediate(send)
    else response.once('drain', send)
  }
  send()
}

describe('an answer', () => {
  test('is given with its fields, whatever its status', async () => {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      etag: '"v1"',
      'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT',
      'retry-after': '120',
    }
    server().on('/busy', { status: 503, headers, body: 'later' })
    const { body: _body, ...page } = await get('/busy')
    expect(page).toEqual({
      url: `${server().origin}/busy`,
      status: 503,
      redirects: [],
      contentType: 'text/html; charset=utf-8',
      etag: '"v1"',
      lastModified: 'Mon, 02 Mar 2026 08:00:00 GMT',
      retryAfter: '120',
      headers: expect.objectContaining(headers),
    })
  })

  test('is asked for with what is known of the last one, and by name', async () => {
    await get('/', { etag: '"v1"', lastModified: 'Mon, 02 Mar 2026 08:00:00 GMT' })
    await get('/', { etag: null, lastModified: null })
    const [known, unknown] = server().requests.map(({ headers }) => headers)
    expect(known).toMatchObject({
      accept: 'text/html',
      'user-agent': 'Wirefold/test (+desk@courier.example)',
      'if-none-match': '"v1"',
      'if-modified-since': 'Mon, 02 Mar 2026 08:00:00 GMT',
    })
    expect(unknown).not.toHaveProperty('if-none-match')
    expect(unknown).not.toHaveProperty('if-modified-since')
  })

  test.each([
    ['gzip', gzipSync('ferry')],
    ['x-gzip', gzipSync('ferry')],
    ['br', brotliCompressSync('ferry')],
    ['deflate', deflateSync('ferry')],
    ['GZIP', gzipSync('ferry')],
    ['identity', Buffer.from('ferry')],
  ])('in %s is unpacked', async (encoding, body) => {
    server().on('/packed', { headers: { 'content-encoding': encoding }, body })
    expect(textOf(await get('/packed'))).toBe('ferry')
  })

  test.each([
    ['is no gzip at all', 'gzip', Buffer.from('ferry')],
    ['breaks off in the middle', 'gzip', gzipSync(Buffer.alloc(MIB, 'ferry')).subarray(0, 500)],
    ['is no brotli at all', 'br', Buffer.from('ferry')],
  ])('that %s is a failure and no half page', async (_what, encoding, body) => {
    server().on('/broken', { headers: { 'content-encoding': encoding }, body })
    await expect(get('/broken')).rejects.toMatchObject(failed('BODY_BROKEN'))
  })

  test('that the server cuts off is a failure', async () => {
    server().on('/cut', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('only the beginning', () => response.destroy())
    })
    await expect(get('/cut')).rejects.toMatchObject(failed('CONNECTION_BROKEN'))
  })

  test('that never comes, since nobody listens, is a failure that names the address', async () => {
    const closed = guardedAgent({ allowedOrigins: ['http://127.0.0.1:1'], connectTimeoutMs: 2_000 })
    const fetchPage = pageFetcher({ agent: closed, userAgent: 'Wirefold/test', timeoutMs: 2_000 })
    const fetched = fetchPage('http://127.0.0.1:1/', { accept: '*/*', maxBytes: 1, signal: AbortSignal.timeout(5_000) })
    await expect(fetched).rejects.toMatchObject({
      ...failed('CONNECTION_REFUSED'),
      message: expect.stringContaining('http://127.0.0.1:1/'),
    })
    await closed.close()
  })
})

describe('a body', () => {
  test('of exactly the most bytes is read, and one byte more is not', async () => {
    server().on('/most', { body: Buffer.alloc(1000, 'a') })
    expect((await get('/most', { maxBytes: 1000 })).body).toHaveLength(1000)
    await expect(get('/most', { maxBytes: 999 })).rejects.toMatchObject(tooLarge)
  })

  test('that is a packed file is unpacked, within the same limit', async () => {
    server().on('/sitemap.xml.gz', { headers: { 'content-type': 'application/gzip' }, body: gzipSync('ferry') })
    expect(textOf(await get('/sitemap.xml.gz'))).toBe('ferry')
    const packed = gzipSync(gzipSync('ferry'))
    server().on('/packed', { headers: { 'content-encoding': 'gzip' }, body: packed })
    expect(textOf(await get('/packed'))).toBe('ferry')
    server().on('/bomb.gz', { body: gzipSync(Buffer.alloc(64 * MIB)) })
    await expect(get('/bomb.gz')).rejects.toMatchObject(tooLarge)
    server().on('/broken.gz', { body: gzipSync('ferry').subarray(0, 12) })
    await expect(get('/broken.gz')).rejects.toMatchObject({ code: 'BODY_BROKEN' })
  })

  test.each([
    ['gzip', gzipSync(Buffer.alloc(64 * MIB))],
    ['br', brotliCompressSync(Buffer.alloc(64 * MIB))],
    ['deflate', deflateSync(Buffer.alloc(64 * MIB))],
  ])('that is a bomb in %s is given up when it has grown too large', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(MIB / 4)
    server().on('/bomb', { headers: { 'content-encoding': encoding }, body: bomb })
    const before = process.memoryUsage().arrayBuffers
    await expect(get('/bomb')).rejects.toMatchObject(tooLarge)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MIB)
  })

  test('without end is given up, and the connection closed', async () => {
    const closed = new Promise((resolve) => {
      server().on('/endless', (_request, response) => {
        response.on('close', () => resolve('closed'))
        pour(response, Buffer.alloc(65_536, 'a'))
      })
    })
    await expect(get('/endless')).rejects.toMatchObject(tooLarge)
    expect(await closed).toBe('closed')
  })

  test('that drips ends at the time limit, and the connection is closed', async () => {
    const closed = new Promise((resolve) => {
      server().on('/drip', (_request, response) => {
        const drip = setInterval(() => response.write('.'), 10)
        response.on('close', () => {
          clearInterval(drip)
          resolve('closed')
        })
      })
    })
    await expect(get('/drip', {}, 200)).rejects.toMatchObject(timedOut)
    expect(await closed).toBe('closed')
  })

  test('whose head never comes ends at the time limit as well', async () => {
    server().on('/silent', () => undefined)
    await expect(get('/silent', {}, 200)).rejects.toMatchObject(timedOut)
  })

  test('is given up when whoever asked for it stops', async () => {
    const stopping = new AbortController()
    server().on('/silent', () => stopping.abort())
    await expect(get('/silent', { signal: stopping.signal })).rejects.toMatchObject(failed('FETCH_FAILED'))
  })
})

describe('a redirect', () => {
  test.each([
    ['relative to the folder', '/news/old', 'new', '/news/new'],
    ['relative to the folder above', '/news/old', '../new', '/new'],
    ['relative to the host', '/news/old', '/new?page=2', '/new?page=2'],
    ['of the query alone', '/news/old', '?page=2', '/news/old?page=2'],
  ])('%s is followed', async (_what, from, location, to) => {
    server().on(from, { status: 301, headers: { location } })
    server().on(to, { body: 'here' })
    const page = await get(from)
    expect(textOf(page)).toBe('here')
    const origin = server().origin
    expect(page).toMatchObject({
      url: `${origin}${to}`,
      redirects: [{ from: `${origin}${from}`, to: `${origin}${to}`, status: 301 }],
    })
  })

  test.each([301, 302, 303, 307, 308])('of status %i is followed', async (status) => {
    server().on('/old', { status, headers: { location: '/new' } })
    server().on('/new', { body: 'here' })
    expect(textOf(await get('/old'))).toBe('here')
  })

  test.each([
    ['300 with a location', 300, { location: '/new' }],
    ['301 without a location', 301, {}],
  ])('is not what %s is', async (_what, status, headers) => {
    server().on('/old', { status, headers })
    expect(await get('/old')).toMatchObject({ status, redirects: [] })
  })

  test('that leads in a circle ends after five', async () => {
    server().on('/a', { status: 302, headers: { location: '/b' } })
    server().on('/b', { status: 302, headers: { location: '/a' } })
    await expect(get('/a')).rejects.toMatchObject({
      ...failed('TOO_MANY_REDIRECTS'),
      message: expect.stringContaining('more than 5 redirects'),
    })
    expect(server().requests.map(({ path }) => path)).toEqual(['/a', '/b', '/a', '/b', '/a', '/b'])
  })

  test('the fifth is still followed', async () => {
    for (const step of [0, 1, 2, 3, 4]) server().on(`/${step}`, { status: 302, headers: { location: `/${step + 1}` } })
    server().on('/5', { body: 'at last' })
    expect(textOf(await get('/0'))).toBe('at last')
  })

  test('to an address that cannot be read is a failure', async () => {
    server().on('/old', { status: 302, headers: { location: 'http://[::1' } })
    await expect(get('/old')).rejects.toMatchObject(failed('FETCH_FAILED'))
  })

  test('whose steps are each quick ends at the time limit of the whole', async () => {
    server().on('/slow', (_request, response) => {
      const timer = setTimeout(() => response.writeHead(302, { location: '/slow' }).end(), 60)
      response.once('close', () => clearTimeout(timer))
    })
    await expect(get('/slow', {}, 150)).rejects.toMatchObject(timedOut)
    expect(server().requests.length).toBeLessThan(5)
  })
})
