import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { guardedAgent } from '../../../src/fetch/guarded-agent.ts'
import { formPoster, type PostedForm } from '../../../src/fetch/post-form.ts'
import { useServer } from '../../support/misbehaving-server.ts'
import { agentFor, never } from '../../support/worker-needs.ts'

const server = useServer()

let agent: Agent
beforeAll(() => {
  agent = agentFor(server().origin)
})
afterAll(() => agent.destroy())

const form = { 'hub.topic': 'https://courier.example/fähre?a=1&b=2', note: 'more & more' }
const encoded = 'hub.topic=https%3A%2F%2Fcourier.example%2Ff%C3%A4hre%3Fa%3D1%26b%3D2&note=more+%26+more'

function post(path: string, timeoutMs = 10_000, signal: AbortSignal = never): Promise<PostedForm> {
  const postForm = formPoster({ agent, userAgent: 'Wirefold/test (+desk@courier.example)', timeoutMs })
  return postForm(server().origin + path, form, signal)
}

/** Answers 202 and keeps what came. */
function keep(path: string): { method?: string | undefined; body?: string }[] {
  const kept: { method?: string | undefined; body?: string }[] = []
  server().on(path, (request, response) => {
    void bodyOf(request).then((body) => {
      kept.push({ method: request.method, body })
      response.writeHead(202).end()
    })
  })
  return kept
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('a form', () => {
  test('is posted as UTF-8, with the name of the caller', async () => {
    const kept = keep('/hub')
    expect(await post('/hub')).toMatchObject({ url: `${server().origin}/hub`, status: 202 })
    expect(kept).toEqual([{ method: 'POST', body: encoded }])
    expect(server().requests[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Wirefold/test (+desk@courier.example)',
    })
  })

  test.each([307, 308])('follows a %d with the whole form', async (status) => {
    server().on('/hub', { status, headers: { location: '/other?x=1' } })
    const kept = keep('/other?x=1')
    expect(await post('/hub')).toMatchObject({ url: `${server().origin}/other?x=1`, status: 202 })
    expect(kept).toEqual([{ method: 'POST', body: encoded }])
  })

  test('follows one redirect only', async () => {
    server().on('/hub', { status: 307, headers: { location: '/hub' } })
    expect(await post('/hub')).toMatchObject({ status: 307 })
    expect(server().requests).toHaveLength(2)
  })

  test.each([301, 302, 303])('does not follow a %d, which would make it a GET', async (status) => {
    server().on('/hub', { status, headers: { location: '/other' } })
    expect(await post('/hub')).toMatchObject({ status })
    expect(server().requests).toHaveLength(1)
  })

  test.each(['http://10.0.0.1/', 'http://[::ffff:127.0.0.1]/', 'http://169.254.169.254/latest'])(
    'is never led to %s',
    async (location) => {
      server().on('/hub', { status: 307, headers: { location } })
      await expect(post('/hub')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED', disposition: 'discard' })
    },
  )

  test.each(['ftp://hub.example/', 'https://[', 'file:///etc/passwd'])('is not sent to %s', async (location) => {
    server().on('/hub', { status: 308, headers: { location } })
    await expect(post('/hub')).rejects.toMatchObject({
      code: 'FETCH_FAILED',
      message: expect.stringContaining(location),
    })
  })

  test('is not led from TLS to plain text', async () => {
    const { port, origin } = server()
    // A connection that both ends take for one by TLS, so that the test needs no certificate.
    const buildConnector = () => (_target: unknown, callback: (error: null, socket: Socket) => void) => {
      const socket = connect(port, '127.0.0.1', () => callback(null, socket))
    }
    const safe = `https://127.0.0.1:${port}`
    const own = guardedAgent({ allowedOrigins: [safe, origin], connectTimeoutMs: 2_000, buildConnector })
    const postForm = formPoster({ agent: own, userAgent: 'Wirefold/test', timeoutMs: 10_000 })

    server().on('/other', { status: 202 })
    server().on('/safe', { status: 307, headers: { location: '/other' } })
    expect(await postForm(`${safe}/safe`, form, never)).toMatchObject({ url: `${safe}/other`, status: 202 })
    server().on('/open', { status: 307, headers: { location: `${origin}/other` } })
    await expect(postForm(`${safe}/open`, form, never)).rejects.toMatchObject({
      code: 'FETCH_FAILED',
      message: expect.stringMatching(/where no form is sent$/),
    })
    expect(server().requests.map(({ path }) => path)).toEqual(['/safe', '/other', '/open'])
    await own.destroy()
  })

  test('is not sent from the allowed origin to another port of this machine', async () => {
    const port = server().port === 65_535 ? 65_534 : server().port + 1
    server().on('/hub', { status: 307, headers: { location: `http://127.0.0.1:${port}/` } })
    await expect(post('/hub')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  })
})

describe('an answer', () => {
  test('is given with its fields, unpacked', async () => {
    server().on('/hub', {
      status: 429,
      headers: { 'content-type': 'text/plain', 'retry-after': '60', 'content-encoding': 'gzip' },
      body: gzipSync('come back later'),
    })
    const { body, ...fields } = await post('/hub')
    expect(Buffer.from(body).toString()).toBe('come back later')
    expect(fields).toEqual({
      url: `${server().origin}/hub`,
      status: 429,
      contentType: 'text/plain',
      retryAfter: '60',
    })
  })

  test('is cut at 64 KB, packed or not', async () => {
    const long = 'a'.repeat(1024 * 1024)
    server().on('/hub', { status: 400, body: long })
    server().on('/packed', { status: 400, headers: { 'content-encoding': 'gzip' }, body: gzipSync(long) })
    for (const path of ['/hub', '/packed']) expect((await post(path)).body).toHaveLength(64 * 1024)
  })

  test('that does not come, or not to its end, is a failure within the time', async () => {
    server().on('/silent', () => undefined)
    server().on('/drip', (_request, response) => {
      response.writeHead(202).write('a')
    })
    for (const path of ['/silent', '/drip']) {
      await expect(post(path, 200)).rejects.toMatchObject({ code: 'TIMED_OUT', disposition: 'retry' })
    }
  })

  test('that breaks is a failure', async () => {
    server().on('/hub', (_request, response) => response.destroy())
    await expect(post('/hub')).rejects.toMatchObject({ code: 'CONNECTION_BROKEN', disposition: 'retry' })
  })

  test('is not waited for once the caller stops', async () => {
    const stopping = new AbortController()
    server().on('/hub', () => stopping.abort())
    await expect(post('/hub', 10_000, stopping.signal)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
  })
})
