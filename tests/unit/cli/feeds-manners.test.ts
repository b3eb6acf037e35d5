import { describe, expect, test } from '@jest/globals'
import { ownSlots, wellMannered } from '../../../src/cli/feeds-manners.ts'
import { AppError } from '../../../src/errors.ts'
import type { FetchedPage, FetchPage } from '../../../src/fetch/fetch-page.ts'
import { setClock } from '../../support/set-clock.ts'

const clock = setClock('2026-03-02T12:00:00Z')
const never = new AbortController().signal
const home = 'https://courier.example/'

const page = (url: string, status: number, text = ''): FetchedPage => ({
  url,
  status,
  redirects: [],
  contentType: 'text/plain',
  etag: null,
  lastModified: null,
  retryAfter: null,
  headers: {},
  body: Buffer.from(text),
})

/** The ports over a web in which only robots.txt has an answer, with what was asked of it and which spacing was given. */
function portsOver(robots: () => FetchedPage) {
  const asked: string[] = []
  const spacings: number[] = []
  const fetchPage: FetchPage = (url) => {
    asked.push(url)
    return Promise.resolve().then(() => (url.endsWith('/robots.txt') ? robots() : page(url, 200, 'a page')))
  }
  const nextSlot = (_url: string, spacingMs: number) => {
    spacings.push(spacingMs)
    return Promise.resolve(clock.now())
  }
  return { asked, spacings, ports: wellMannered(fetchPage, nextSlot, clock, never) }
}

const request = { accept: '*/*', maxBytes: 1_000, signal: never }

describe('a command’s manners', () => {
  test('robots.txt is read once, obeyed, and handed on to whoever asks for it', async () => {
    const { ports, asked, spacings } = portsOver(() =>
      page(`${home}robots.txt`, 200, 'User-agent: *\nDisallow: /private/\nCrawl-delay: 3'),
    )
    expect(await ports.mayFetch(`${home}feed`, never)).toBe(true)
    expect(await ports.mayFetch(`${home}private/feed`, never)).toBe(false)
    expect(await ports.mayFetch(`${home}robots.txt`, never)).toBe(true)
    expect(Buffer.from((await ports.fetchPage(`${home}robots.txt`, request)).body).toString()).toContain('Disallow')
    expect(asked).toEqual([`${home}robots.txt`])
    expect(spacings).toEqual([0, 3_000])
    await ports.turn(`${home}private/feed`, never)
    expect(spacings).toEqual([0, 3_000, 3_000])
  })

  test('an origin without the file allows everything', async () => {
    const { ports } = portsOver(() => page(`${home}robots.txt`, 404))
    expect(await ports.mayFetch(`${home}private/feed`, never)).toBe(true)
  })

  test('a server that fails at the file is asked for nothing', async () => {
    const { ports, asked } = portsOver(() => page(`${home}robots.txt`, 503))
    await expect(ports.mayFetch(`${home}feed`, never)).rejects.toMatchObject({ code: 'ROBOTS_UNREACHABLE' })
    await expect(ports.mayFetch(`${home}other`, never)).rejects.toThrow(/503/)
    expect(asked).toHaveLength(1)
  })

  test('a host that does not answer is asked for the address itself, which says why', async () => {
    const { ports } = portsOver(() => {
      throw new AppError('FETCH_FAILED', 'could not fetch it: the line was cut', { disposition: 'retry' })
    })
    expect(await ports.mayFetch(`${home}feed`, never)).toBe(true)
  })

  test('a mistake of ours is no answer', async () => {
    const { ports } = portsOver(() => {
      throw new TypeError('not a function')
    })
    await expect(ports.mayFetch(`${home}feed`, never)).rejects.toThrow(TypeError)
  })
})

test('slots of one host stand apart, those of another do not wait', async () => {
  const slots = ownSlots(1_000, clock)
  const after = async (url: string, spacingMs = 0) => (await slots(url, spacingMs)).getTime() - clock.now().getTime()
  expect(await after(home)).toBe(0)
  expect(await after(home, 3_000)).toBe(1_000)
  expect(await after(`${home}feed`)).toBe(4_000)
  expect(await after('https://quay.example/')).toBe(0)
})
