import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import iconv from 'iconv-lite'
import RssParser from 'rss-parser'
import { answer } from '../../../src/press/answer.ts'
import { pageKey } from '../../../src/press/addresses.ts'
import type { PublisherId } from '../../../src/press/press-text.ts'
import { articleOf, siteOf, viewOf } from './small-press.ts'

function feedText(id: PublisherId, path: string): string {
  const site = siteOf(id)
  return iconv.decode(answer(site, path, viewOf(site)).body, site.charset)
}

/** rss-parser reads strictly: it refuses a document that is not well-formed. */
const strictly = (text: string) =>
  new RssParser({ customFields: { item: ['dc:date', 'content:encoded'] } }).parseString(text)

const announced = (id: PublisherId): string[] => viewOf(siteOf(id)).articles.map((each) => each.announcedAddress)

describe.each([
  ['agency', '/feeds/wire.rss'],
  ['broadcaster', '/feeds/news.atom'],
  ['broadsheet', '/rss/front.rdf'],
] as const)('the XML feed of the %s', (id, path) => {
  test('is well-formed and lists every article, newest first, with title, address and time', async () => {
    const { items } = await strictly(feedText(id, path))
    const { articles } = viewOf(siteOf(id))
    expect(items.map(({ link }) => pageKey(link!.replace('http://127.0.0.1:4101', '')))).toEqual(announced(id))
    expect(items.map(({ title }) => title)).toEqual(articles.map(({ title }) => title))
    expect(items.map((item) => Date.parse(item.isoDate ?? String(item['dc:date'])))).toEqual(
      articles.map(({ publishedAt }) => Date.parse(publishedAt)),
    )
  })

  test('gives times with the offset of the country', () => {
    const times = feedText(id, path).match(/2026-03-0\dT[^<]+|\d\d Mar 2026 [^<]+/g) ?? []
    expect(times.length).toBeGreaterThan(0)
    for (const time of times) expect(time).toMatch(/\+01:?00$/)
  })
})

describe('the feed of the agency', () => {
  test('carries the whole text, whatever characters it has', async () => {
    const { items } = await strictly(feedText('agency', '/feeds/wire.rss'))
    const odd = items.find(({ title }) => title?.includes('cdata'))!
    expect(load(String(odd['content:encoded'])).text()).toContain(articleOf('cdata').paragraphs[0])
    const whole = load(String(items.find(({ guid }) => guid === 'wire:agency-one')!['content:encoded'])).text()
    for (const text of articleOf('agency-one').paragraphs) expect(whole).toContain(text)
    expect(whole).toContain('ORVEL, March 2 (Tarn Wire) – Both gates')
  })
})

describe('the feeds of the broadcaster', () => {
  test('both carry a regional article, under addresses that differ in tracking parameters only', async () => {
    const linksIn = async (path: string) => {
      const { items } = await strictly(feedText('broadcaster', path))
      return items.map(({ link }) => link!).filter((link) => link.includes('both-feeds'))
    }
    const links = [...(await linksIn('/feeds/news.atom')), ...(await linksIn('/feeds/regional.xml'))]
    expect(new Set(links).size).toBe(2)
    expect(new Set(links.map((link) => link.replace(/\?.*/, ''))).size).toBe(1)
  })

  test('write summaries as XHTML and as escaped HTML', () => {
    const text = feedText('broadcaster', '/feeds/news.atom')
    expect(text).toContain('<summary type="html">&lt;p&gt;')
    expect(feedText('broadcaster', '/feeds/news.atom')).toContain(articleOf('both-feeds').standfirst)
  })
})

describe('the feed of the regional paper', () => {
  test('has a bare ampersand in a title, and would be well-formed without it', async () => {
    const text = feedText('regional', '/rss.php')
    expect(text).toContain('<title>&#268;apek & sons: “locks” for &lt;everybody&gt;</title>')
    await expect(strictly(text)).rejects.toThrow()
    const { items } = await strictly(text.replaceAll(' & ', ' &amp; '))
    expect(items).toHaveLength(announced('regional').length)
    for (const { link } of items) expect(link).toMatch(/[?&]utm_source=rss&utm_medium=feed/)
  })
})

describe('the feed of the ministry', () => {
  test('is JSON Feed 1.1', () => {
    const feed = JSON.parse(feedText('ministry', '/press-office/feed.json')) as { version: string; items: object[] }
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.items).toHaveLength(announced('ministry').length)
    const { title, address } = articleOf('ministry-one')
    const url = `http://127.0.0.1:4101${address}`
    expect(feed.items).toContainEqual(
      expect.objectContaining({ url, title, date_published: '2026-03-02T10:15:00+01:00' }),
    )
  })
})
