import { describe, expect, test } from '@jest/globals'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/sitemaps/news.xml', now })

describe('sitemaps', () => {
  test('an index names its sitemaps and has no entries', async () => {
    const feed = await read(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://quay.example/a.xml.gz</loc><lastmod>2026-03-01T08:00:00+01:00</lastmod></sitemap>
      <sitemap><loc> b.xml </loc><lastmod>2026-02-28</lastmod></sitemap><sitemap><loc>/c.xml</loc></sitemap></sitemapindex>`)
    expect(feed).toMatchObject({ format: 'sitemap-index', entries: [], oddities: [] })
    expect(feed.sitemaps).toEqual([
      { url: 'https://quay.example/a.xml.gz', lastModified: '2026-03-01T08:00:00+01:00' },
      { url: 'https://quay.example/sitemaps/b.xml', lastModified: '2026-02-28T00:00:00Z' },
      { url: 'https://quay.example/c.xml', lastModified: null },
    ])
  })

  test('a news sitemap tells publication, keywords and picture', async () => {
    const feed = await read(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://quay.example/1</loc><lastmod>2026-03-01T10:00:00Z</lastmod><n:news><n:publication><n:name>Quay News</n:name>
      <n:language>nb</n:language></n:publication><n:publication_date>2026-03-01T08:00Z</n:publication_date><n:title>One</n:title>
      <n:keywords>ferry, harbour</n:keywords></n:news><i:image><i:loc>/1.jpg</i:loc></i:image></url></urlset>`)
    expect(feed).toMatchObject({ format: 'sitemap', sitemaps: [] })
    expect(feed.entries[0]).toMatchObject({
      url: 'https://quay.example/1',
      title: 'One',
      published: '2026-03-01T08:00:00Z',
      updated: '2026-03-01T10:00:00Z',
      categories: ['ferry', 'harbour'],
      imageUrl: 'https://quay.example/1.jpg',
      sourceName: 'Quay News',
      sourceUrl: null,
      language: 'nb',
    })
  })

  test.each([
    ['without its root', '<url><loc>/1</loc></url><url><loc>/2</loc></url>'],
    ['without ends', '<urlset><url><loc>/1</loc><url><loc>/2</loc>'],
    [
      'with a prefix',
      '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>/1</s:loc></s:url><s:url><s:loc>/2</s:loc></s:url></s:urlset>',
    ],
  ])('one %s is read', async (_, text) => {
    const feed = await read(text)
    expect(feed.format).toBe('sitemap')
    expect(feed.entries.map(({ url }) => url)).toEqual(['https://quay.example/1', 'https://quay.example/2'])
  })

  test('an index without its root is read', async () => {
    const feed = await read('<sitemap><loc>/a.xml</loc></sitemap>')
    expect(feed).toMatchObject({ format: 'sitemap-index', sitemaps: [{ url: 'https://quay.example/a.xml' }] })
  })

  test('a document that only holds an address is none', async () => {
    await expect(read('<url>https://quay.example/</url>')).rejects.toMatchObject({ code: 'FEED_UNREADABLE' })
  })
})
