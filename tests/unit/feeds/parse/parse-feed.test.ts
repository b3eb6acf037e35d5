import { describe, expect, test } from '@jest/globals'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string, crossCheck = false) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/feeds/news', now, crossCheck })

const rss = (items: string, channel = '<title>Quay News</title><link>https://quay.example/</link>') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:atom="http://www.w3.org/2005/Atom"><channel>${channel}${items}</channel></rss>`

describe('the formats', () => {
  test('RSS 2.0 with its modules', async () => {
    const feed = await read(
      rss(
        `<item><title>Ferry &amp;amp; tram</title><link>/a/1</link><guid isPermaLink="false">n-1</guid>
        <pubDate>Mon, 02 Mar 2026 09:00:00 +0100</pubDate><dc:creator>Ida Holm</dc:creator><dc:creator>Per Lund</dc:creator>
        <category>Transport</category><category>Town</category><source url="https://fell.example/rss">Fell Gazette</source>
        <description>Short &lt;b&gt;text&lt;/b&gt;</description><content:encoded><![CDATA[<p><a href="more">more</a></p>]]></content:encoded>
        <enclosure url="https://quay.example/a.mp3" type="audio/mpeg" length="123"/><media:content url="/a.jpg" medium="image"/></item>`,
        `<title>Quay News</title><link>https://quay.example/</link><language>nb-NO</language><ttl>45</ttl>
        <atom:link rel="self" href="https://quay.example/feeds/all"/><atom:link rel="hub" href="https://hub.example/"/>`,
      ),
      true,
    )
    expect(feed).toMatchObject({
      format: 'rss',
      title: 'Quay News',
      link: 'https://quay.example/',
      language: 'nb-NO',
      ttlMinutes: 45,
      hubs: ['https://hub.example/'],
      selfUrl: 'https://quay.example/feeds/all',
      oddities: [],
    })
    expect(feed.entries).toEqual([
      {
        guid: 'n-1',
        title: 'Ferry & tram',
        titleHtml: null,
        url: 'https://quay.example/a/1',
        summary: 'Short <b>text</b>',
        contentHtml: '<p><a href="https://quay.example/feeds/more">more</a></p>',
        authors: ['Ida Holm', 'Per Lund'],
        published: '2026-03-02T09:00:00+01:00',
        publishedRaw: 'Mon, 02 Mar 2026 09:00:00 +0100',
        updated: null,
        categories: ['Transport', 'Town'],
        enclosures: [
          { url: 'https://quay.example/a.mp3', type: 'audio/mpeg', length: 123 },
          { url: 'https://quay.example/a.jpg', type: 'image', length: null },
        ],
        imageUrl: 'https://quay.example/a.jpg',
        sourceName: 'Fell Gazette',
        sourceUrl: 'https://fell.example/rss',
        language: null,
      },
    ])
  })

  test('Atom 1.0 with bases, persons and XHTML', async () => {
    const feed =
      await read(`<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://quay.example/base/">
      <a:title type="html">Quay &amp;lt;News&amp;gt;</a:title><a:link rel="self" href="feed"/><a:link href="./"/>
      <a:entry xml:base="two/"><a:id>tag:quay.example,2026:1</a:id><a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">New <b>bridge</b></div></a:title>
      <a:link rel="enclosure" href="b.pdf"/><a:link href="bridge"/><a:updated>2026-03-01T08:00:00Z</a:updated>
      <a:author><a:name>Ida Holm</a:name></a:author><a:author><a:name>Per Lund</a:name></a:author><a:category term="town" label="Town"/>
      <a:content type="xhtml" xml:lang="nb"><div xmlns="http://www.w3.org/1999/xhtml"><p>Read <a href="x">this</a><br/></p></div></a:content></a:entry></a:feed>`)
    expect(feed).toMatchObject({
      format: 'atom',
      title: 'Quay <News>',
      link: 'https://quay.example/base/',
      language: 'en',
    })
    expect(feed.entries[0]).toMatchObject({
      guid: 'tag:quay.example,2026:1',
      title: 'New bridge',
      titleHtml: 'New <b>bridge</b>',
      url: 'https://quay.example/base/two/bridge',
      contentHtml: '<p>Read <a href="https://quay.example/base/two/x">this</a><br/></p>',
      authors: ['Ida Holm', 'Per Lund'],
      published: null,
      updated: '2026-03-01T08:00:00Z',
      categories: ['town'],
      enclosures: [{ url: 'https://quay.example/base/two/b.pdf' }],
    })
  })

  test('RDF, whose items stand beside the channel', async () => {
    const feed =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Quay</title><link>https://quay.example/</link></channel>
      <item rdf:about="https://quay.example/1"><title>One</title><d:date>2026-03-01</d:date></item></rdf:RDF>`)
    expect(feed).toMatchObject({ format: 'rdf', title: 'Quay' })
    expect(feed.entries[0]).toMatchObject({ url: 'https://quay.example/1', published: '2026-03-01T00:00:00Z' })
  })

  test('JSON Feed', async () => {
    const feed = await read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Quay',
        home_page_url: 'https://quay.example/',
        hubs: [{ url: 'https://hub.example/' }],
        items: [
          {
            id: 7,
            url: '/7',
            content_html: '<img src="a.png">',
            date_published: '2026-03-01T08:00:00+01:00',
            authors: [{ name: 'Ida' }],
            tags: ['a', 'a'],
          },
          {
            id: 'x',
            external_url: 'https://fell.example/',
            content_text: 'a < b',
            attachments: [{ url: 'b.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9 }],
          },
        ],
      }),
    )
    expect(feed).toMatchObject({ format: 'json', title: 'Quay', hubs: ['https://hub.example/'] })
    expect(feed.entries[0]).toMatchObject({
      guid: '7',
      url: 'https://quay.example/7',
      contentHtml: '<img src="https://quay.example/feeds/a.png">',
      categories: ['a'],
    })
    expect(feed.entries[1]).toMatchObject({
      url: 'https://fell.example/',
      contentHtml: 'a &lt; b',
      enclosures: [{ length: 9 }],
    })
  })

  test('a news sitemap and CDF', async () => {
    const sitemap =
      await read(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://quay.example/1</loc><news:news><news:publication><news:name>Quay News</news:name><news:language>nb</news:language></news:publication>
      <news:publication_date>2026-03-01T08:00:00Z</news:publication_date><news:title>One</news:title></news:news></url></urlset>`)
    expect(sitemap.format).toBe('sitemap')
    expect(sitemap.entries[0]).toMatchObject({
      url: 'https://quay.example/1',
      title: 'One',
      published: '2026-03-01T08:00:00Z',
      sourceName: 'Quay News',
      language: 'nb',
    })
    const cdf = await read(
      '<channel href="https://quay.example/"><title>Quay</title><item href="/1" lastmod="2026-03-01T08:00:00Z"><title>One</title><abstract>Text</abstract></item></channel>',
    )
    expect(cdf).toMatchObject({ format: 'cdf', link: 'https://quay.example/' })
    expect(cdf.entries[0]).toMatchObject({
      url: 'https://quay.example/1',
      summary: 'Text',
      updated: '2026-03-01T08:00:00Z',
    })
  })
})

test('of two different texts without a body, the second is the body', async () => {
  const item = '<item><title>One</title><description>Short</description><summary>Another text</summary></item>'
  const feed = await read(rss(item))
  expect(feed.entries[0]).toMatchObject({ summary: 'Short', contentHtml: 'Another text' })
})

describe('damage', () => {
  const three = (middle: string) =>
    rss(`<item><title>One</title></item><item>${middle}</item><item><title>Three</title></item>`)

  test.each([
    ['a bare ampersand and <', '<title>R&D, 3 < 4 & <5</title><link>https://quay.example/2</link>'],
    ['an unclosed tag', '<title>Two</title><zq><br>x</zq><link>https://quay.example/2</link>'],
    ['an unclosed title', '<title>Two<link>https://quay.example/2</link>'],
    ['an unquoted attribute', '<zq a=1>x</zq><title>Two</title><link>https://quay.example/2</link>'],
    ['a missing second quote', '<zq a="1>x</zq><title>Two</title><link>https://quay.example/2</link><zq a="1"/>'],
    ['an impossible date', '<title>Two</title><link>https://quay.example/2</link><pubDate>Thu, 99 Foo 2026</pubDate>'],
    [
      'an unclosed CDATA section',
      '<title>Two</title><link>https://quay.example/2</link><description><![CDATA[text</description>',
    ],
    ['an unclosed comment', '<title>Two</title><link>https://quay.example/2</link><!-- note'],
    ['an unknown prefix', '<q:title>No</q:title><title>Two</title><link>https://quay.example/2</link>'],
  ])('%s does not lose an entry', async (_, middle) => {
    const feed = await read(three(middle))
    expect(feed.entries.map(({ title }) => title?.slice(0, 5))).toEqual(['One', expect.any(String), 'Three'])
    expect(feed.entries[1]?.url).toBe('https://quay.example/2')
  })

  test('an unreadable date is kept as written', async () => {
    const feed = await read(rss('<item><title>One</title><pubDate>some day</pubDate></item>'))
    expect(feed.entries[0]).toMatchObject({ published: null, publishedRaw: 'some day' })
  })

  test('entries without an end, and a text that stops', async () => {
    const feed = await read(rss('<item><title>One</title><item><title>Two</title><item><title>Thr').slice(0, -16))
    expect(feed.entries.map(({ title }) => title)).toEqual(['One', 'Two', 'Thr'])
  })

  test('text before and after the document', async () => {
    const feed = await read(
      `<br />\n<b>Warning</b>: line <b>2</b>\n${rss('<item><title>One</title></item>')}<script>if (1 < 2 && 3) {}</script>`,
    )
    expect(feed.entries).toHaveLength(1)
    expect(feed.title).toBe('Quay News')
  })

  test('control characters and text that was decoded twice', async () => {
    const feed = await read(rss('<item><title>CafÃ© \u0008bar</title></item>'))
    expect(feed.entries[0]?.title).toBe('Café bar')
    expect(feed.oddities).toEqual(['1 control characters were dropped or read as windows-1252'])
  })

  test('entities of the document type and of HTML', async () => {
    const text = rss('<item><title>&quay; caf&eacute; &#146; &nosuch;</title></item>')
    const feed = await read(text.replace('<rss', '<!DOCTYPE rss [<!ENTITY quay "Quay &amp; Co">]><rss'))
    expect(feed.entries[0]?.title).toBe('Quay & Co café ’ &nosuch;')
  })

  test('titles keep what only looks like a tag', async () => {
    const feed = await read(rss('<item><title>List&lt;String&gt; and &lt;b&gt;bold&lt;/b&gt;</title></item>'))
    expect(feed.entries[0]?.title).toBe('List<String> and bold')
  })
})

describe('what is no feed', () => {
  test.each([
    ['', 'an empty body'],
    ['<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>', 'an HTML page'],
    ['{"error":"no"}', 'JSON that is no JSON Feed'],
    ['<?xml version="1.0"?><!-- x --><opml version="2.0"><body/></opml>', 'XML with the root <opml>'],
    ['Service unavailable', 'plain text'],
  ])('%s', async (text, came) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'FEED_UNREADABLE',
      disposition: 'retry',
      details: { came },
    })
  })
})
