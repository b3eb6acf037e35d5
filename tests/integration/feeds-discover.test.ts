import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { addressesToTry, discoverFeeds } from '../../src/feeds/discover.ts'
import type { DiscoveryPorts } from '../../src/feeds/discover-search.ts'
import { pageFetcher } from '../../src/fetch/fetch-page.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { agentFor, never } from '../support/worker-needs.ts'

const server = useServer()
let agent: Agent
beforeAll(() => {
  agent = agentFor(server().origin)
})
afterAll(() => agent.close())

const now = new Date('2026-03-02T12:00:00Z')

const discover = (path: string, ports: Partial<DiscoveryPorts> = {}) =>
  discoverFeeds(path.includes('.') && !path.startsWith('/') ? path : server().origin + path, {
    fetchPage: pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 }),
    mayFetch: () => Promise.resolve(true),
    turn: () => Promise.resolve(),
    signal: never,
    now,
    ...ports,
  })

const asked = () => server().requests.map(({ path }) => path)
const paths = (feeds: readonly { url: string }[]) => feeds.map(({ url }) => url.replace(server().origin, ''))

const html = (head: string, body = '<p>Welcome to the quay.</p>') => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="en"><head><meta property="og:site_name" content="Hollin Courier">${head}</head><body>${body}</body></html>`,
})

const rss = (title: string, count: number, more = '') => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: `<rss version="2.0"><channel><title>${title}</title>${more}${Array.from(
    { length: count },
    (_none, i) =>
      `<item><title>${title} ${i}</title><link>/${title}/${i}</link><pubDate>Mon, 02 Mar 2026 08:0${i}:00 GMT</pubDate></item>`,
  ).join('')}</channel></rss>`,
})

const urlset = (entries: string) => ({
  headers: { 'content-type': 'application/xml' },
  body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries}</urlset>`,
})
const newsSitemap = () =>
  urlset(
    `<url><loc>${server().origin}/ferry</loc><news:news><news:publication><news:name>Hollin Courier</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-03-02T08:00:00Z</news:publication_date><news:title>Ferry late</news:title></news:news></url>`,
  )
const plainSitemap = () => urlset(`<url><loc>${server().origin}/about</loc><lastmod>2026-03-01</lastmod></url>`)
const index = (...sitemaps: readonly string[]) => ({
  headers: { 'content-type': 'application/xml' },
  body: `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${sitemaps
    .map((path) => `<sitemap><loc>${server().origin}${path}</loc></sitemap>`)
    .join('')}</sitemapindex>`,
})
const link = (href: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" href="${href}" title="${title}">`

describe('an address that is a feed', () => {
  test('is the one feed, with one request', async () => {
    server().on('/all.xml', rss('ports', 3, '<language>en</language><link>https://courier.example/</link>'))
    const { feeds, page, trials } = await discover('/all.xml')
    expect(feeds).toEqual([
      {
        url: `${server().origin}/all.xml`,
        foundBy: 'address',
        title: 'ports',
        format: 'rss',
        language: 'en',
        siteUrl: 'https://courier.example/',
        entries: 3,
        datedEntries: 3,
        newest: expect.stringMatching(/^2026-03-02T08:02:00/),
        isComments: false,
        twinOf: null,
      },
    ])
    expect(page).toBeNull()
    expect(trials).toEqual([{ url: `${server().origin}/all.xml`, outcome: 'is a feed with 3 entries' }])
    expect(asked()).toEqual(['/all.xml'])
  })

  test('is watched where it has moved to for good, and where it stands when it is away for a while', async () => {
    server().on('/new.xml', rss('ports', 1))
    server().on('/old.xml', { status: 301, headers: { location: '/new.xml' } })
    server().on('/away.xml', { status: 302, headers: { location: '/new.xml' } })
    expect(paths((await discover('/old.xml')).feeds)).toEqual(['/new.xml'])
    expect(paths((await discover('/away.xml')).feeds)).toEqual(['/away.xml'])
  })

  test('without a scheme is asked for over https, then http', async () => {
    server().on('/all.xml', rss('ports', 1))
    const { feeds, trials } = await discover(`127.0.0.1:${server().port}/all.xml`)
    expect(paths(feeds)).toEqual(['/all.xml'])
    expect(trials.map(({ url }) => new URL(url).protocol)).toEqual(['https:', 'http:'])
  })
})

describe('a home page', () => {
  test('with link elements: each is read, the best comes first, nothing else is asked', async () => {
    server().on('/', html(link('/comments/feed/') + link('/short') + link('/long', 'All') + link('/gone')))
    server().on('/comments/feed/', rss('comments', 9))
    server().on('/short', rss('short', 2))
    server().on('/long', rss('long', 7))
    const { feeds, page } = await discover('/')
    expect(paths(feeds)).toEqual(['/long', '/short', '/comments/feed/'])
    expect(feeds[2]).toMatchObject({ isComments: true })
    expect(page).toMatchObject({ url: `${server().origin}/`, siteName: 'Hollin Courier', language: 'en' })
    expect(asked()).toEqual(['/', '/short', '/long', '/gone', '/comments/feed/'])
  })

  test('whose link element leads to a page: the feeds that the page lists', async () => {
    server().on('/', html(link('/rss')))
    server().on('/rss', html('', '<a href="/rss/ports.xml">Ports</a><a href="/rss/roads.xml">Roads</a>'))
    server().on('/rss/ports.xml', rss('ports', 2))
    server().on('/rss/roads.xml', rss('roads', 1))
    const { feeds, trials } = await discover('/')
    expect(paths(feeds)).toEqual(['/rss/ports.xml', '/rss/roads.xml'])
    expect(trials[1]).toEqual({ url: `${server().origin}/rss`, outcome: 'is a page and no feed' })
  })

  test('whose link elements are dead: its anchors', async () => {
    server().on('/', html(link('/dead'), '<a href="/services/rss.xml">RSS</a>'))
    server().on('/services/rss.xml', rss('ports', 2))
    expect((await discover('/')).feeds).toMatchObject([
      { url: `${server().origin}/services/rss.xml`, foundBy: 'anchor' },
    ])
  })

  test('without any: the addresses where feeds usually are, in its folder and at the root', async () => {
    server().on('/world/', html(''))
    server().on('/world/rss.xml', rss('world', 2))
    expect((await discover('/world/')).feeds).toMatchObject([
      { url: `${server().origin}/world/rss.xml`, foundBy: 'well-known' },
    ])
    expect(asked()).toEqual(['/world/', '/robots.txt', '/world/feed/', '/feed/', '/world/rss.xml'])
  })

  test('without any: /feed/ ends the search', async () => {
    server().on('/', html(''))
    server().on('/feed/', rss('all', 2))
    expect(paths((await discover('/')).feeds)).toEqual(['/feed/'])
    expect(asked()).toEqual(['/', '/robots.txt', '/feed/'])
  })

  test('that cannot be read does not end the search', async () => {
    server().on('/', { status: 403, body: 'no' })
    server().on('/feed/', rss('all', 2))
    expect(paths((await discover('/')).feeds)).toEqual(['/feed/'])
  })

  test('that names dozens of feeds: ten are asked, the others are told', async () => {
    const all = Array.from({ length: 30 }, (_none, i) => `/f${i}`)
    server().on('/', html(all.map((path) => link(path)).join('')))
    for (const path of all) server().on(path, rss(path.slice(1), 1))
    const { feeds, trials } = await discover('/')
    expect(feeds).toHaveLength(10)
    expect(trials.filter(({ outcome }) => outcome.startsWith('was not looked at'))).toHaveLength(20)
    expect(server().requests).toHaveLength(11)
  })

  test('whose feed comes in two notations: the second is marked', async () => {
    server().on('/', html(link('/rss') + link('/atom')))
    server().on('/rss', rss('ports', 2))
    server().on('/atom', rss('ports', 2))
    expect((await discover('/')).feeds.map(({ twinOf }) => twinOf)).toEqual([null, `${server().origin}/rss`])
  })
})

describe('a site whose only feed is a news sitemap', () => {
  test('that robots.txt names among others', async () => {
    server().on('/', html(''))
    server().on('/robots.txt', {
      headers: { 'content-type': 'text/plain' },
      body: `User-agent: *\nSitemap: ${server().origin}/pages.xml\nsitemap:${server().origin}/news.xml\nSitemap: /relative.xml\n`,
    })
    server().on('/pages.xml', plainSitemap())
    server().on('/news.xml', newsSitemap())
    expect((await discover('/')).feeds).toMatchObject([
      { url: `${server().origin}/news.xml`, format: 'sitemap', foundBy: 'sitemap', entries: 1, language: 'en' },
    ])
    expect(asked()).toEqual(['/', '/robots.txt', '/news.xml'])
  })

  test('in an index beside others: the sitemap is the feed', async () => {
    server().on('/', html(''))
    server().on('/robots.txt', { body: `Sitemap: ${server().origin}/all.xml` })
    server().on('/all.xml', index('/pages.xml', '/news.xml'))
    server().on('/news.xml', newsSitemap())
    expect(paths((await discover('/')).feeds)).toEqual(['/news.xml'])
    expect(asked()).not.toContain('/pages.xml')
  })

  test('in an index of nothing but news: the index is the feed, since its sitemaps change with the day', async () => {
    server().on('/', html(''))
    server().on('/robots.txt', { body: `Sitemap: ${server().origin}/news-index.xml` })
    server().on('/news-index.xml', index('/news-2.xml', '/news-1.xml'))
    server().on('/news-1.xml', newsSitemap())
    server().on('/news-2.xml', newsSitemap())
    expect((await discover('/')).feeds).toMatchObject([
      { url: `${server().origin}/news-index.xml`, format: 'sitemap-index', entries: 2 },
    ])
  })

  test('a sitemap of pages is no feed, unless it was asked for itself', async () => {
    server().on('/', html(''))
    server().on('/robots.txt', { body: `Sitemap: ${server().origin}/pages.xml` })
    server().on('/pages.xml', plainSitemap())
    const { feeds, trials } = await discover('/')
    expect(feeds).toEqual([])
    expect(trials).toContainEqual({ url: `${server().origin}/pages.xml`, outcome: 'is a sitemap without news' })
    expect(paths((await discover('/pages.xml')).feeds)).toEqual(['/pages.xml'])
  })
})

describe('nobody is bothered', () => {
  test('a site without a feed is asked twenty times at most, and no address twice', async () => {
    server().on('/a/b/', html(Array.from({ length: 9 }, (_none, i) => link(`/x${i}`)).join('')))
    const { feeds, trials } = await discover('/a/b/')
    expect(feeds).toEqual([])
    expect(server().requests.length).toBeLessThanOrEqual(20)
    expect(new Set(asked()).size).toBe(server().requests.length)
    expect(trials.length).toBeGreaterThanOrEqual(server().requests.length)
  })

  test.each([429, 503])('a server that answers %s is left alone', async (status) => {
    server().on('/', html(link('/feed') + link('/other')))
    server().on('/feed', { status, headers: { 'retry-after': '60' } })
    expect((await discover('/')).feeds).toEqual([])
    expect(asked()).toEqual(['/', '/feed'])
  })

  test('a wall against robots is not run against', async () => {
    server().on('/', {
      status: 403,
      headers: { 'cf-mitigated': 'challenge' },
      body: '<!doctype html><title>Wait</title>',
    })
    const { trials } = await discover('/')
    expect(trials).toEqual([
      { url: `${server().origin}/`, outcome: 'answered with a wall against robots: Cloudflare challenge' },
    ])
    expect(asked()).toEqual(['/'])
  })

  test('what robots.txt forbids is not asked for', async () => {
    server().on('/', html(link('/private/feed') + link('/feed')))
    server().on('/feed', rss('all', 1))
    const mayFetch = (url: string) => Promise.resolve(!url.includes('/private/'))
    const { feeds, trials } = await discover('/', { mayFetch })
    expect(paths(feeds)).toEqual(['/feed'])
    expect(trials).toContainEqual({ url: `${server().origin}/private/feed`, outcome: 'is not for robots' })
    expect(asked()).toEqual(['/', '/feed'])
  })

  test('the address that was named is asked for whatever robots.txt says', async () => {
    server().on('/private/feed', rss('all', 1))
    const { feeds } = await discover('/private/feed', { mayFetch: () => Promise.resolve(false) })
    expect(paths(feeds)).toEqual(['/private/feed'])
  })

  test('pages that lead in circles end', async () => {
    server().on('/', html(link('/rss'), '<a href="/rss">RSS</a>'))
    server().on('/rss', html(link('/'), '<a href="/feeds">Feeds</a><a href="/rss">RSS</a>'))
    server().on('/feeds', { status: 302, headers: { location: '/rss' } })
    const { feeds, trials } = await discover('/')
    expect(feeds).toEqual([])
    expect(trials).toContainEqual({
      url: `${server().origin}/feeds`,
      outcome: `leads to ${server().origin}/rss, which was looked at`,
    })
  })

  test('a guessed address that leads to another host is not believed', async () => {
    const other = `http://localhost:${server().port}`
    const both = pageFetcher({ agent, userAgent: 'Wirefold/test', timeoutMs: 5_000 })
    server().on('/', html(''))
    server().on('/feed/', rss('of somebody else', 1))
    const fetchPage: DiscoveryPorts['fetchPage'] = async (url, request) => {
      const page = await both(url, request)
      return url.endsWith('/feed/') ? { ...page, url: `${other}/feed/` } : page
    }
    const { feeds, trials } = await discover('/', { fetchPage })
    expect(feeds).toEqual([])
    expect(trials).toContainEqual({
      url: `${server().origin}/feed/`,
      outcome: `leads to another host, ${other}/feed/`,
    })
  })

  test('a host that does not answer is asked no more', async () => {
    const { feeds, trials } = await discover('http://10.0.0.1/')
    expect(feeds).toEqual([])
    expect(trials).toEqual([{ url: 'http://10.0.0.1/', outcome: expect.stringContaining('refused to connect') }])
  })

  test('a search that is stopped ends with the stop', async () => {
    const stopping = new AbortController()
    server().on('/', (_request, response) => {
      stopping.abort()
      response.end()
    })
    await expect(discover('/', { signal: stopping.signal })).rejects.toThrow()
  })
})

describe('addressesToTry', () => {
  test.each([
    ['courier.example', ['https://courier.example/', 'http://courier.example/']],
    [' courier.example:8080/news ', ['https://courier.example:8080/news', 'http://courier.example:8080/news']],
    ['http://courier.example', ['http://courier.example/']],
    ['feed:https://courier.example/rss', ['https://courier.example/rss']],
    ['feed://courier.example/rss', ['https://courier.example/rss', 'http://courier.example/rss']],
  ])('%s', (written, addresses) => {
    expect(addressesToTry(written)).toEqual(addresses)
  })

  test.each(['', 'ftp://courier.example/', 'mailto:desk@courier.example', 'file:///etc/hosts', 'two words'])(
    'refuses “%s”',
    (written) => {
      expect(() => addressesToTry(written)).toThrow(expect.objectContaining({ code: 'USAGE' }))
    },
  )
})
