import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFeedLinks } from '../../../src/feeds/discover-links.ts'

const home = 'https://courier.example/world/'
const page = (head: string, body = ''): string =>
  `<!doctype html><html lang="en-GB"><head>${head}</head><body>${body}</body></html>`
const linked = (head: string) => readFeedLinks(page(head), home).links.map(({ url }) => url)
const anchored = (body: string) => readFeedLinks(page('', body), home).anchors.map(({ url }) => url)

describe('link elements', () => {
  test.each([
    'application/rss+xml',
    'application/atom+xml; charset=utf-8',
    'APPLICATION/FEED+JSON',
    'application/json',
    'application/rdf+xml',
    'text/xml',
  ])('of the type %s name a feed', (type) => {
    expect(linked(`<link rel="alternate" type="${type}" href="/all.xml" title="All">`)).toEqual([
      'https://courier.example/all.xml',
    ])
  })

  test.each([
    ['of another type', '<link rel="alternate" type="text/html" hreflang="de" href="/de">'],
    ['of another relation', '<link rel="stylesheet" type="application/rss+xml" href="/feed">'],
    ['of an interface', '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7">'],
    ['without an address', '<link rel="alternate" type="application/rss+xml" href=" ">'],
    ['of another scheme', '<link rel="alternate" type="application/rss+xml" href="javascript:feed()">'],
  ])('%s name none', (_what, link) => {
    expect(linked(link)).toEqual([])
  })

  test('are resolved against the base of the page and given once', () => {
    const head = `<base href="https://cdn.courier.example/x/"><link rel="ALTERNATE home" type="application/rss+xml" href="news.rss#top">
      <link rel=alternate type=application/rss+xml href="news.rss">`
    expect(linked(head)).toEqual(['https://cdn.courier.example/x/news.rss'])
  })

  test('keep their titles, and those of comments come last', () => {
    const head = `<link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Antworten">
      <link rel="alternate" type="application/rss+xml" href="/a" title="Courier » Comments Feed">
      <link rel="alternate" type="application/rss+xml" href="/comment/feed" title="Comment">
      <link rel="alternate" type="application/rss+xml" href="/feed/" title="Ports &amp;
        piers">`
    expect(readFeedLinks(page(head), home).links).toMatchObject([
      { url: 'https://courier.example/feed/', title: 'Ports & piers', isComments: false },
      { url: 'https://courier.example/comments/feed/', title: 'Antworten', isComments: true },
      { url: 'https://courier.example/a', isComments: true },
      { url: 'https://courier.example/comment/feed', isComments: true },
    ])
  })
})

describe('anchors', () => {
  test.each([
    ['/rss', 'News'],
    ['/services/rss/ports.xml', 'Ports'],
    ['/ports.rss', 'Ports'],
    ['/?feed=rss2', 'Subscribe'],
    ['/news-feed.xml', 'Subscribe'],
    ['/atom.xml', 'Subscribe'],
    ['https://feeds.quay.example/courier', 'Subscribe'],
    ['/services/subscribe', 'RSS'],
  ])('to %s called “%s” look like feeds', (href, text) => {
    expect(anchored(`<a href="${href}">${text}</a>`)).toHaveLength(1)
  })

  test.each([
    ['/feedback', 'Feedback'],
    ['/crossing', 'The crossing'],
    ['/atomic-energy', 'Energy'],
    ['/world', 'How RSS readers have changed what people know about their own town'],
    ['#rss', 'RSS'],
    ['mailto:rss@courier.example', 'RSS'],
  ])('to %s called “%s” do not', (href, text) => {
    expect(anchored(`<a href="${href}">${text}</a>`)).toEqual([])
  })

  test('of the page’s own host come first', () => {
    const body = '<a href="https://reader.example/rss">Follow</a><a href="/rss">RSS</a>'
    expect(anchored(body)).toEqual(['https://courier.example/rss', 'https://reader.example/rss'])
  })
})

describe('a page', () => {
  test('says its name and language', () => {
    const head = '<meta property="og:site_name" content=" Hollin\n Courier ">'
    expect(readFeedLinks(page(head), home)).toMatchObject({ siteName: 'Hollin Courier', language: 'en-GB' })
    expect(readFeedLinks('<p>nothing</p>', home)).toEqual({ siteName: null, language: null, links: [], anchors: [] })
  })

  test('nested as deep as one likes is read', () => {
    const deep = `${'<div>'.repeat(50_000)}<a href="/rss">RSS</a>`
    expect(
      readFeedLinks(page('<link rel="alternate" type="application/rss+xml" href="/f">', deep), home),
    ).toMatchObject({
      links: [{ url: 'https://courier.example/f' }],
      anchors: [{ url: 'https://courier.example/rss' }],
    })
  })

  test('of any text gives addresses of http and https without a fragment, or none', () => {
    const piece = fc.constantFrom(
      '<link rel=alternate type=application/rss+xml href=',
      '<a href=',
      '<base href=',
      '"',
      '>',
      '#',
    )
    const address = fc.string().map((path) => `https://courier.example/${encodeURIComponent(path)}`)
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string(), address)), (pieces) => {
        const { links, anchors } = readFeedLinks(pieces.join(''), home)
        for (const { url } of [...links, ...anchors]) {
          expect(new URL(url).href).toBe(url)
          expect(url).toMatch(/^https?:[^#]*$/)
        }
      }),
    )
  })
})
