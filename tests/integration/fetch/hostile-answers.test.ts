import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { createBrotliCompress, createGzip, constants, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { type FetchedPage, type FetchRequest, pageFetcher } from '../../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../../src/fetch/guarded-agent.ts'
import { useServer } from '../../support/misbehaving-server.ts'

const server = useServer()
const MIB = 1024 * 1024
/** That of a feed. */
const CAP = 20 * MIB

const agents: Agent[] = []
afterEach(() => Promise.all(agents.splice(0).map((agent) => agent.destroy())))

function get(url: string, asked: Partial<FetchRequest> = {}, timeoutMs = 20_000): Promise<FetchedPage> {
  const agent = guardedAgent({ allowedOrigins: [new URL(url).origin], connectTimeoutMs: 2_000 })
  agents.push(agent)
  const fetchPage = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs })
  return fetchPage(url, { accept: '*/*', maxBytes: CAP, signal: new AbortController().signal, ...asked })
}

const textOf = (page: FetchedPage): string => Buffer.from(page.body).toString()
const tooLarge = { code: 'BODY_TOO_LARGE', disposition: 'discard' }

/** Runs `work` and returns by how many bytes the process grew at most while it ran, buffers outside of the heap included. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  const { rss: before } = process.memoryUsage()
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 2)
  await work().finally(() => clearInterval(look))
  return most - before
}

/** `size` bytes, made while they are sent. */
function* zeros(size: number) {
  const chunk = Buffer.alloc(MIB)
  for (let sent = 0; sent < size; sent += MIB) yield chunk
}

function send(response: ServerResponse, body: Readable, encoding?: string): void {
  response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding })
  response.on('close', () => body.destroy())
  body.on('error', () => undefined) // it is cut off, as it should be
  body.pipe(response)
}

describe('a body that is far too large stops at the cap, and memory stays flat', () => {
  const brotli = () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
  test.each<[string, () => Readable, string | undefined]>([
    ['300 MB in gzip', () => Readable.from(zeros(300 * MIB)).pipe(createGzip({ level: 1 })), 'gzip'],
    ['300 MB in brotli', () => Readable.from(zeros(300 * MIB)).pipe(brotli()), 'br'],
    ['120 MB as they are', () => Readable.from(zeros(120 * MIB)), undefined],
    ['bytes without end', () => Readable.from(zeros(Number.POSITIVE_INFINITY)), undefined],
    ['gzip without end', () => Readable.from(zeros(Number.POSITIVE_INFINITY)).pipe(createGzip({ level: 1 })), 'gzip'],
  ])('%s', async (_what, body, encoding) => {
    server().on('/large', (_request, response) => send(response, body(), encoding))
    const url = `${server().origin}/large`
    const growth = await growthOf(() => expect(get(url)).rejects.toMatchObject(tooLarge))
    expect(growth).toBeLessThan(6 * CAP)
  })

  test('three hundred members of gzip, one after the other', async () => {
    const bomb = Buffer.concat(Array<Buffer>(300).fill(gzipSync(Buffer.alloc(MIB))))
    server().on('/members', { headers: { 'content-encoding': 'gzip' }, body: bomb })
    await expect(get(`${server().origin}/members`)).rejects.toMatchObject(tooLarge)
  })

  test('or is read as far as the cap, where that is asked for', async () => {
    server().on('/large', (_request, response) => send(response, Readable.from(zeros(120 * MIB))))
    const page = await get(`${server().origin}/large`, { maxBytes: 1_000, whenLonger: 'cut' })
    expect(page.body).toHaveLength(1_000)
  })

  test('that goes with a redirect is not read', async () => {
    server().on('/old', (_request, response) => {
      response.writeHead(302, { location: '/new' })
      Readable.from(zeros(120 * MIB))
        .on('error', () => undefined)
        .pipe(response)
    })
    server().on('/new', { body: 'ferry' })
    expect(textOf(await get(`${server().origin}/old`))).toBe('ferry')
  })
})

describe('a body that is packed in a way nobody asked for', () => {
  test.each(['zstd', 'compress', 'gzip, gzip', 'br, gzip'])(
    'such as %s is a failure and no page of garbage',
    async (encoding) => {
      server().on('/odd', { headers: { 'content-encoding': encoding }, body: gzipSync('ferry') })
      await expect(get(`${server().origin}/odd`)).rejects.toMatchObject({
        code: 'BODY_BROKEN',
        message: expect.stringContaining(encoding),
      })
    },
  )

  test.each(['none', 'utf-8', ''])('in name only, such as "%s", is read as it is', async (encoding) => {
    server().on('/plain', { headers: { 'content-encoding': encoding }, body: 'ferry' })
    expect(textOf(await get(`${server().origin}/plain`))).toBe('ferry')
  })
})

/** A server that speaks as it likes: what it does with a connection that has sent its request. */
let speak: (socket: Socket) => void = (socket) => socket.destroy()
let raw: Server
let connections = 0
const sockets = new Set<Socket>()
beforeAll(async () => {
  raw = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', () => speak(socket))
  })
  raw.listen(0, '127.0.0.1')
  await once(raw, 'listening')
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  raw.close()
  await once(raw, 'close')
})
const rawUrl = () => `http://127.0.0.1:${(raw.address() as AddressInfo).port}/`
const says = (...lines: readonly string[]) => {
  speak = (socket) => socket.end(lines.join('\r\n'))
}

describe('an answer of the wrong length', () => {
  test('that ends before it should is a failure and no half page', async () => {
    says('HTTP/1.1 200 OK', 'content-length: 1000', '', 'ferry')
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'CONNECTION_BROKEN', disposition: 'retry' })
  })

  test('in chunks that ends before its last chunk is one as well', async () => {
    says('HTTP/1.1 200 OK', 'transfer-encoding: chunked', '', '5', 'ferry', '')
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'CONNECTION_BROKEN' })
  })

  test('that goes on after its end is read up to there, and the rest is no answer to the next request', async () => {
    let isFirst = true
    speak = (socket) => {
      const rest = isFirst ? 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged' : ''
      isFirst = false
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nferry${rest}`)
    }
    const agent = guardedAgent({ allowedOrigins: [new URL(rawUrl()).origin], connectTimeoutMs: 2_000 })
    agents.push(agent)
    const fetchPage = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 })
    const asked = { accept: '*/*', maxBytes: CAP, signal: new AbortController().signal }
    expect(textOf(await fetchPage(rawUrl(), asked))).toBe('ferry')
    expect(textOf(await fetchPage(rawUrl(), asked))).toBe('ferry')
  })

  test('of which two lengths are said is refused', async () => {
    says('HTTP/1.1 200 OK', 'content-length: 5', 'content-length: 9', '', 'ferry')
    await expect(get(rawUrl())).rejects.toMatchObject({ disposition: 'retry' })
  })
})

describe('a head', () => {
  test('that is no HTTP is a failure', async () => {
    says('220 mail.courier.example ESMTP', '')
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'FETCH_FAILED' })
  })

  test('of more than 32 KB is a failure, one of 20 KB is not', async () => {
    says('HTTP/1.1 200 OK', `x-policy: ${'a'.repeat(20_000)}`, 'content-length: 5', '', 'ferry')
    expect(textOf(await get(rawUrl()))).toBe('ferry')
    says('HTTP/1.1 200 OK', `x-policy: ${'a'.repeat(40_000)}`, 'content-length: 5', '', 'ferry')
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'FETCH_FAILED' })
  })

  test('without end is a failure, and the connection is closed', async () => {
    const closed = new Promise((resolve) => {
      speak = (socket) => {
        socket.on('close', () => resolve('closed'))
        socket.write('HTTP/1.1 200 OK\r\n')
        const pour = () => {
          if (!socket.destroyed) socket.write('x-policy: none\r\n'.repeat(100), () => setImmediate(pour))
        }
        pour()
      }
    })
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'FETCH_FAILED' })
    expect(await closed).toBe('closed')
  })

  test('that drips ends at the time limit, and the connection is closed', async () => {
    const closed = new Promise((resolve) => {
      speak = (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx-slow: ')
        const drip = setInterval(() => socket.write('a'), 10)
        socket.on('close', () => {
          clearInterval(drip)
          resolve('closed')
        })
      }
    })
    await expect(get(rawUrl(), {}, 300)).rejects.toMatchObject({ code: 'TIMED_OUT' })
    expect(await closed).toBe('closed')
  })

  test('that never comes, since the connection is closed instead, is a failure', async () => {
    speak = (socket) => socket.destroy()
    await expect(get(rawUrl())).rejects.toMatchObject({ code: 'CONNECTION_BROKEN' })
  })

  test('of TLS from a server that has none is a failure of TLS', async () => {
    says('HTTP/1.1 400 Bad Request', '', '')
    const before = connections
    await expect(get(rawUrl().replace('http:', 'https:'))).rejects.toMatchObject({ code: 'TLS_FAILED' })
    expect(connections).toBe(before + 1)
  })
})
