import { describe, expect, test } from '@jest/globals'
import type { FeedEntry } from '../../../../src/feeds/parse/feed-document.ts'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/d/feed', now })

async function rss(item: string): Promise<FeedEntry | undefined> {
  const feed =
    await read(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"
    xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:atom="http://www.w3.org/2005/Atom" xmlns:f="http://xmlns.com/foaf/0.1/"><channel><title>Quay</title><item>${item}</item></channel></rss>`)
  return feed.entries[0]
}

async function atom(
  entry: string,
  head = '',
  namespace = 'http://www.w3.org/2005/Atom',
): Promise<FeedEntry | undefined> {
  const feed = await read(`<feed xmlns="${namespace}"><title>Quay</title>${head}<entry>${entry}</entry></feed>`)
  return feed.entries[0]
}

const atom03 = (entry: string) => atom(entry, '', 'http://purl.org/atom/ns#')

describe('authors', () => {
  test.each([
    ['<author>ida@quay.example (Ida Holm)</author>', ['Ida Holm']],
    ['<author>Ida Holm (ida@quay.example)</author>', ['Ida Holm']],
    ['<author>"Ida Holm" &lt;ida@quay.example&gt;</author>', ['Ida Holm']],
    ['<author>Ida Holm, ida@quay.example</author>', ['Ida Holm']],
    ['<author>ida@quay.example</author>', ['ida@quay.example']],
    ['<author>Ida Holm (Quay News)</author>', ['Ida Holm (Quay News)']],
    ['<author>&lt;a href="mailto:ida@quay.example"&gt;Ida Holm&lt;/a&gt;</author>', ['Ida Holm']],
    ['<managingEditor>ida@quay.example (Ida Holm)</managingEditor>', ['Ida Holm']],
    [
      '<dc:creator>Ida</dc:creator><itunes:author>Per</itunes:author><dc:creator>Liv</dc:creator>',
      ['Ida', 'Liv', 'Per'],
    ],
    ['<dc:creator><f:Person><f:name>Ida Holm</f:name></f:Person></dc:creator>', ['Ida Holm']],
    ['<atom:author><atom:name>Ida Holm</atom:name></atom:author>', ['Ida Holm']],
  ])('%s', async (item, authors) => {
    expect(await rss(item)).toMatchObject({ authors })
  })

  test('Atom: the entry, or else its source, or else the feed names them', async () => {
    const desk = '<author><name>Desk</name></author>'
    const source = '<source><author><name>Fell Gazette</name></author></source>'
    expect(await atom('<author><name>Ida</name></author><author><name>Per</name></author>', desk)).toMatchObject({
      authors: ['Ida', 'Per'],
    })
    expect(await atom(source, desk)).toMatchObject({ authors: ['Fell Gazette'] })
    expect(await atom('', desk)).toMatchObject({ authors: ['Desk'] })
  })
})

describe('the source', () => {
  test.each([
    ['<source url="https://fell.example/rss">Fell\n Gazette</source>', 'Fell Gazette', 'https://fell.example/rss'],
    ['<source>Fell Gazette</source>', 'Fell Gazette', null],
    ['<dc:source>https://fell.example/book</dc:source>', null, null],
  ])('RSS: %s', async (item, sourceName, sourceUrl) => {
    expect(await rss(item)).toMatchObject({ sourceName, sourceUrl })
  })

  const title = '<title type="html">Fell &amp;amp; Field</title>'
  test.each([
    [`${title}<link href="https://fell.example/"/><id>https://fell.example/id</id>`, 'https://fell.example/'],
    [`${title}<id>https://fell.example/id</id>`, 'https://fell.example/id'],
    [
      `${title}<id>tag:fell.example,2026:1</id><link rel="self" href="https://fell.example/atom"/>`,
      'https://fell.example/atom',
    ],
    [title, null],
  ])('Atom: %s', async (source, sourceUrl) => {
    expect(await atom(`<title>One</title><source>${source}</source>`)).toMatchObject({
      title: 'One',
      url: null,
      sourceName: 'Fell & Field',
      sourceUrl,
    })
  })
})

describe('addresses', () => {
  test.each([
    ['<guid>https://quay.example/1</guid>', 'https://quay.example/1'],
    ['<guid isPermaLink="true">/1</guid>', 'https://quay.example/1'],
    ['<guid isPermaLink="false">https://quay.example/1</guid>', null],
    ['<guid>n-1</guid>', null],
    ['<link/><atom:link href="1"/>', 'https://quay.example/d/1'],
    ['<link>\n<![CDATA[ //quay.example/1 ]]></link>', 'https://quay.example/1'],
    ['<link xml:base="https://fell.example/a/">1</link>', 'https://fell.example/a/1'],
  ])('%s', async (item, url) => {
    expect(await rss(item)).toMatchObject({ url })
  })

  test('Atom content kept elsewhere is the page or a file', async () => {
    expect(await atom('<content type="text/html" src="p.html"/>')).toMatchObject({
      url: 'https://quay.example/d/p.html',
      contentHtml: null,
      enclosures: [],
    })
    expect(await atom('<link href="p"/><content type="audio/mpeg" src="p.mp3"/>')).toMatchObject({
      url: 'https://quay.example/d/p',
      enclosures: [{ url: 'https://quay.example/d/p.mp3', type: 'audio/mpeg', length: null }],
    })
  })
})

describe('titles and texts', () => {
  test.each([
    ['<title mode="base64" type="text/html">VGhlIDxiPmJyaWRnZTwvYj4=</title>', 'The bridge', 'The <b>bridge</b>'],
    ['<title mode="escaped" type="text/html">The &lt;b&gt;bridge&lt;/b&gt;</title>', 'The bridge', 'The <b>bridge</b>'],
    [
      '<title mode="xml" type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>bridge</b></div></title>',
      'The bridge',
      'The <b>bridge</b>',
    ],
    ['<title>The <b>bridge</b> opens</title>', 'The bridge opens', 'The <b>bridge</b> opens'],
  ])('Atom 0.3: %s', async (entry, title, titleHtml) => {
    expect(await atom03(entry)).toMatchObject({ title, titleHtml })
  })

  test.each([
    ['<title type="text">1 &lt; 2</title>', '1 < 2'],
    ['<title type="html"><![CDATA[a &lt; b &amp; <i>c</i>]]></title>', 'a < b & c'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><title>no</title></svg><title>yes</title>', 'yes'],
  ])('Atom 1.0: %s', async (entry, title) => {
    expect(await atom(entry)).toMatchObject({ title })
  })

  test.each([
    ['<media:title>One</media:title>', { title: 'One' }],
    ['<t:title>One</t:title><t:abstract>Short</t:abstract>', { title: 'One', summary: 'Short' }],
    ['<title>caf&#233; &#xe9; &amp;eacute; &#146;</title>', { title: 'café é é ’' }],
    ['<title>a&#8;b&#0;</title>', { title: 'ab\ufffd' }],
    ['<h:body><h:p>One <h:b>two</h:b></h:p></h:body>', { contentHtml: '<p>One <b>two</b></p>' }],
    ['<itunes:subtitle>Line</itunes:subtitle><itunes:summary>Text</itunes:summary>', { summary: 'Text' }],
  ])('RSS: %s', async (item, expected) => {
    expect(await rss(item)).toMatchObject(expected)
  })

  test('a language that is taken back is none', async () => {
    const feed = await read(
      '<feed xml:lang="nb"><entry xml:lang=""><title>x</title></entry><entry><title>y</title></entry></feed>',
    )
    expect(feed.entries.map(({ language }) => language)).toEqual([null, 'nb'])
  })
})

describe('categories, files and pictures', () => {
  test.each([
    ['<category><![CDATA[Sport &amp; more]]></category><dc:subject>Town</dc:subject>', ['Sport & more', 'Town']],
    ['<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>', ['Arts', 'Food']],
    ['<itunes:keywords>a, b c</itunes:keywords><media:category label="x">d</media:category>', ['d', 'a', 'b c']],
    ['<media:group><media:keywords>a</media:keywords><media:category>b</media:category></media:group>', ['b', 'a']],
  ])('%s', async (item, categories) => {
    expect(await rss(item)).toMatchObject({ categories })
  })

  test('a Media RSS group speaks for its entry', async () => {
    const group = `<media:group><media:title>One</media:title><media:description>Text</media:description>
      <media:content url="/1.mp4" type="video/mp4" fileSize="9"/><media:content url="/1.webm"/><media:thumbnail url="/1.jpg"/></media:group>`
    expect(await rss(group)).toMatchObject({
      title: 'One',
      summary: 'Text',
      imageUrl: 'https://quay.example/1.jpg',
      enclosures: [
        { url: 'https://quay.example/1.mp4', type: 'video/mp4', length: 9 },
        { url: 'https://quay.example/1.webm', type: null, length: null },
      ],
    })
  })

  test.each([
    [
      '<enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/a.jpg" type="image/jpeg"/>',
      'https://quay.example/a.jpg',
    ],
    ['<media:content url="/a.mp4"><media:thumbnail url="/t.jpg"/></media:content>', 'https://quay.example/t.jpg'],
    ['<itunes:image href="/c.jpg"/><enclosure url="/a.jpg" type="image/jpeg"/>', 'https://quay.example/c.jpg'],
    ['<image><url>/i.jpg</url></image>', 'https://quay.example/i.jpg'],
    ['<enclosure url="/a.mp3" type="audio/mpeg"/>', null],
  ])('the picture of %s', async (item, imageUrl) => {
    expect(await rss(item)).toMatchObject({ imageUrl })
  })
})
