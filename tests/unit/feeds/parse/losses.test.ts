import { describe, expect, test } from '@jest/globals'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/feed', now })
const rss = (items: string) => `<rss version="2.0"><channel><title>Quay</title>${items}</channel></rss>`
const loss = (holds: number, read: number) => `the text holds ${holds} items, ${read} could be read`

describe('a document that stops in the middle of an address', () => {
  test.each([
    ['in a link', '<rss><channel><item><title>One</title><link>https://quay.example/fer'],
    ['in the end of a link', '<rss><channel><item><title>One</title><link>https://quay.example/fer</li'],
    ['in a guid', '<rss><channel><item><title>One</title><guid>https://quay.example/fer'],
    ['in a link of Atom', '<feed><entry><title>One</title><link href="https://quay.example/fer'],
    ['in the id of Atom', '<feed><entry><title>One</title><id>https://quay.example/fer'],
    ['in an item of JSON', '{"items":[{"title":"One","url":"https://quay.example/fer'],
  ])('%s keeps the entry and takes no half address for one', async (_where, text) => {
    expect((await read(text)).entries).toMatchObject([{ title: 'One', url: null, guid: null }])
  })

  test('keeps an address that is whole', async () => {
    const feed = await read('<rss><channel><item><title>One</title><link>https://quay.example/ferry</link><desc')
    expect(feed.entries).toMatchObject([{ url: 'https://quay.example/ferry' }])
  })
})

describe('entries that are not read are counted', () => {
  test('those beyond the first 20,000', async () => {
    const feed = await read(rss('<item><title>x</title></item>'.repeat(20_003)))
    expect(feed.entries).toHaveLength(20_000)
    expect(feed.oddities).toContain(loss(20_003, 20_000))
  })

  test('those beyond the first 20,000 of a JSON Feed', async () => {
    const feed = await read(JSON.stringify({ items: Array.from({ length: 20_003 }, (_, id) => ({ id })) }))
    expect(feed.entries).toHaveLength(20_000)
    expect(feed.oddities).toEqual([loss(20_003, 20_000)])
  })

  test('an entry inside another one', async () => {
    const feed = await read(rss('<item><title>One</title><entry><title>Two</title></entry></item>'))
    expect(feed.entries).toHaveLength(1)
    expect(feed.oddities).toContain(loss(2, 1))
  })

  test('items of a JSON Feed that are no objects', async () => {
    const feed = await read('{"items":[1,{"id":"a"},null,[],"x"]}')
    expect(feed.entries.map(({ guid }) => guid)).toEqual(['a'])
    expect(feed.oddities).toEqual([loss(5, 1)])
  })

  test('lines of a sitemap that stand in another one, and of an index that lead nowhere', async () => {
    const sitemap = await read('<urlset><url><loc>/1</loc><x><sitemap/><url/></x></url><note><url/></note></urlset>')
    expect(sitemap.oddities).toEqual([loss(3, 2)])
    const index = await read('<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap/></sitemapindex>')
    expect(index.oddities).toEqual([loss(2, 1)])
  })

  test('what stands in comments and sections is not', async () => {
    const feed = await read(
      rss('<!-- <item> --><item><title>One</title><description><![CDATA[<item>]]></description></item>'),
    )
    expect(feed.oddities).toEqual([])
  })
})
