import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Agent, buildConnector } from 'undici'
import { type FetchPage, pageFetcher } from '../../../src/fetch/fetch-page.ts'
import { guardedAgent } from '../../../src/fetch/guarded-agent.ts'
import { useServer } from '../../support/misbehaving-server.ts'

/** Some containers have no IPv6 at all. */
const testIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'))
  ? test
  : test.skip

const allowed = useServer()
const hidden = useServer()

let agent: Agent | undefined
afterEach(async () => {
  await agent?.close()
  agent = undefined
})

interface Lookups {
  readonly asked: string[]
  readonly fetchPage: FetchPage
}

/** A fetcher whose host names lead where `answers` says: one answer a lookup, the last one for ever. */
function openFetcher(...answers: readonly (readonly string[] | Error)[]): Lookups {
  const asked: string[] = []
  agent = guardedAgent({
    allowedOrigins: [allowed().origin],
    connectTimeoutMs: 2_000,
    resolve(host) {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? new Error(`nobody knows ${host}`)
      asked.push(host)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  })
  return { asked, fetchPage: pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 }) }
}

const asked = { accept: '*/*', maxBytes: 10_000, signal: new AbortController().signal }
const refusal = { code: 'ADDRESS_REFUSED', disposition: 'discard' }

describe('an address in disguise is refused before anything is sent', () => {
  test.each([
    ['127.0.0.1'],
    ['127.1'],
    ['2130706433'],
    ['0x7f000001'],
    ['0x7f.0.0.1'],
    ['0177.0.0.1'],
    ['017700000001'],
    ['127.0.0.1.'],
    ['１２７.０.０.１'],
    ['①②⑦.⓪.⓪.①'],
    ['%31%32%37.0.0.1'],
    ['0.0.0.0'],
    ['0'],
    ['[::1]'],
    ['[::]'],
    ['[::ffff:127.0.0.1]'],
    ['[::ffff:7f00:1]'],
    ['[::127.0.0.1]'],
    ['[64:ff9b::127.0.0.1]'],
    ['[64:ff9b::7f00:1]'],
    ['[2002:7f00:1::]'],
    ['0177.1'],
    ['0x7f.1'],
    ['127.0.1'],
    ['127.0.0.1%2e'],
    ['127。0。0。1'],
    ['reader:secret@127.0.0.1'],
  ])('http://%s', async (host) => {
    const { fetchPage, asked: lookups } = openFetcher()
    await expect(fetchPage(`http://${host}:${hidden().port}/`, asked)).rejects.toMatchObject(refusal)
    expect(lookups).toEqual([])
    expect(hidden().connections).toBe(0)
  })
})

describe('an address that no URL can hold is no way in either', () => {
  test.each(['[fe80::1%25eth0]', '[::1%25lo]', '[::ffff:127.0.0.1%25lo]', '256.0.0.1', '0x7f.0.0.0.1'])(
    'http://%s',
    async (host) => {
      const { fetchPage, asked: lookups } = openFetcher()
      await expect(fetchPage(`http://${host}:${hidden().port}/`, asked)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
      expect(lookups).toEqual([])
      expect(hidden().connections).toBe(0)
    },
  )
})

describe('a name is refused', () => {
  test.each([
    ['that leads to loopback', ['127.0.0.1']],
    ['that leads to a private network', ['192.168.7.7']],
    ['that leads to the keys of a cloud', ['169.254.169.254']],
    ['that leads to loopback in IPv6', ['::1']],
    ['that leads to a public address and a private one', ['93.184.215.14', '10.0.0.1']],
    ['that leads to a private address and a public one', ['10.0.0.1', '93.184.215.14']],
    ['that leads to a public IPv6 and a mapped loopback', ['2606:4700::1111', '::ffff:127.0.0.1']],
  ])('%s', async (_what, addresses) => {
    const { fetchPage } = openFetcher(addresses)
    await expect(fetchPage(`http://courier.example:${hidden().port}/`, asked)).rejects.toMatchObject(refusal)
    expect(hidden().connections).toBe(0)
  })

  test('is looked up once a connection, so that no second answer can differ from the one that was checked', async () => {
    const { fetchPage, asked: lookups } = openFetcher(new Error('try again'), ['127.0.0.1'], ['93.184.215.14'])
    const url = `http://rebind.example:${hidden().port}/`
    await expect(fetchPage(url, asked)).rejects.toMatchObject({ code: 'FETCH_FAILED', disposition: 'retry' })
    await expect(fetchPage(url, asked)).rejects.toMatchObject(refusal)
    expect(lookups).toEqual(['rebind.example', 'rebind.example'])
    expect(hidden().connections).toBe(0)
  })

  test('whose connection leads elsewhere than to the address that was checked, before anything is sent', async () => {
    agent = guardedAgent({
      allowedOrigins: [],
      connectTimeoutMs: 2_000,
      resolve: () => Promise.resolve(['93.184.215.14']),
      // As a resolver of the system's would that answers with another address the second time.
      buildConnector: (options) =>
        buildConnector({
          ...options,
          lookup: (_host, _more, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
        }),
    })
    const fetchPage = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 })
    const url = `http://rebind.example:${hidden().port}/`
    await expect(fetchPage(url, asked)).rejects.toMatchObject({ ...refusal, details: { address: '127.0.0.1' } })
    expect(hidden().connections).toBe(1)
    expect(hidden().requests).toEqual([])
  })

  test.each(['localhost', 'localhost.', 'LOCALHOST', 'courier.example.'])('%s like any other', async (host) => {
    const { fetchPage } = openFetcher(['127.0.0.1'])
    await expect(fetchPage(`http://${host}:${hidden().port}/`, asked)).rejects.toMatchObject(refusal)
    expect(hidden().connections).toBe(0)
  })

  test('that has no address is a failure that may pass', async () => {
    const { fetchPage } = openFetcher([])
    await expect(fetchPage('http://courier.example/', asked)).rejects.toMatchObject({
      code: 'DNS_NOT_FOUND',
      disposition: 'retry',
    })
  })

  test('localhost is a name like any other unless its origin is allowed', async () => {
    const { fetchPage } = openFetcher(['127.0.0.1'])
    await expect(fetchPage(`http://localhost:${hidden().port}/`, asked)).rejects.toMatchObject(refusal)
    expect(hidden().connections).toBe(0)
  })
})

describe('an allowed origin', () => {
  test('is fetched', async () => {
    allowed().on('/', { body: 'open' })
    const { fetchPage } = openFetcher()
    expect(Buffer.from((await fetchPage(`${allowed().origin}/`, asked)).body).toString()).toBe('open')
  })

  testIpv6('may be one of IPv6', async () => {
    const server = createServer((_request, response) => response.end('six')).listen(0, '::1')
    await once(server, 'listening')
    const origin = `http://[::1]:${(server.address() as AddressInfo).port}`
    const own = guardedAgent({ allowedOrigins: [origin], connectTimeoutMs: 2_000 })
    const fetchPage = pageFetcher({ agent: own, userAgent: 'Wirefold/test', timeoutMs: 5_000 })
    expect(Buffer.from((await fetchPage(`${origin}/`, asked)).body).toString()).toBe('six')
    await own.close()
    server.close()
  })

  test('allows no other port, scheme or spelling of the host', async () => {
    const { fetchPage } = openFetcher(['127.0.0.1'])
    const { port } = allowed()
    for (const url of [hidden().origin, `https://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      await expect(fetchPage(url, asked)).rejects.toMatchObject(refusal)
    }
    expect(allowed().connections + hidden().connections).toBe(0)
  })

  test.each([
    ['a private address', () => `http://127.0.0.1:${hidden().port}/keys`],
    ['a private address in disguise', () => `http://[::ffff:7f00:1]:${hidden().port}/keys`],
    ['a name that leads to one', () => `http://courier.example:${hidden().port}/keys`],
    ['one without its scheme', () => `//127.1:${hidden().port}/keys`],
  ])('cannot redirect to %s', async (_what, location) => {
    allowed().on('/story', { status: 302, headers: { location: location() } })
    const { fetchPage } = openFetcher(['127.0.0.1'])
    await expect(fetchPage(`${allowed().origin}/story`, asked)).rejects.toMatchObject(refusal)
    expect(allowed().requests).toHaveLength(1)
    expect(hidden().connections).toBe(0)
  })

  test.each(['file:///etc/passwd', 'ftp://courier.example/', 'data:text/html,hello', 'javascript:alert(1)'])(
    'cannot redirect to %s',
    async (location) => {
      allowed().on('/story', { status: 301, headers: { location } })
      const { fetchPage } = openFetcher()
      await expect(fetchPage(`${allowed().origin}/story`, asked)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
    },
  )
})
