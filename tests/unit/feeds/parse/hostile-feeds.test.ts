import { describe, expect, test } from '@jest/globals'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string, crossCheck = false) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/feed', now, crossCheck })
const rss = (items: string) => `<rss version="2.0"><channel><title>Quay</title>${items}</channel></rss>`
const limitMilliseconds = 2000
const fill = (part: string, length = 150_000) => part.repeat(Math.ceil(length / part.length))

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  expect(performance.now() - started).toBeLessThan(limitMilliseconds)
  return result
}

describe('entities', () => {
  const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join(
    '',
  )

  test('a billion laughs stay unexpanded', async () => {
    const feed = await timed(() =>
      read(`<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>${rss('<item><title>&l9;</title></item>')}`),
    )
    expect(feed.entries[0]?.title).toBe('&l9;')
  })

  test('one long entity named often is expanded only up to a million characters', async () => {
    const item = `<item><description>${fill('&a;')}</description></item>`
    const feed = await timed(() => read(`<!DOCTYPE x [<!ENTITY a "${'x'.repeat(9_999)}">]>${rss(item)}`))
    expect(feed.entries[0]?.summary?.match(/x+/)?.[0].length).toBe(9_999 * 100)
  })

  test.each([
    ['that name themselves', '<!ENTITY a "&a;&a;">'],
    ['that never end', fill('<!ENTITY a "')],
    ['that name one another', Array.from({ length: 20_000 }, (_, n) => `<!ENTITY e${n} "&e${n + 1};">`).join('')],
  ])('%s are left as they are', async (_, subset) => {
    const feed = await timed(() => read(`<!DOCTYPE x [${subset}]>${rss('<item><title>&a; and &e1;</title></item>')}`))
    expect(feed.entries[0]?.title).toBe('&a; and &e1;')
  })

  test('external ones are not loaded', async () => {
    const feed = await read(
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${rss('<item><title>&f;</title></item>')}`,
    )
    expect(feed.entries[0]?.title).toBe('&f;')
  })
})

describe('markup', () => {
  test.each([
    ['nested tags', fill('<b>')],
    ['nested tags that close', fill('<b>') + fill('</b>')],
    ['ends of other tags', '<b>'.repeat(300) + fill('</c>')],
    ['<', fill('<')],
    ['>', fill('>')],
    ['&', fill('&')],
    ['double quotes', fill('"')],
    ['single quotes', fill("'")],
    ['open tags', fill('<a ')],
    ['open attributes', fill('<a b="')],
    ['attributes that hold tags', fill('<a b="><')],
    ['open ends', fill('</a ')],
    ['comments', fill('<!--')],
    ['sections', fill('<![CDATA[')],
    ['sections in sections', fill('<![CDATA[<![CDATA[]]>')],
    ['sections over fields', fill('<![CDATA[</x> <y>')],
    ['sections over entries', `${fill('<![CDATA[</item>', 200_000)}]]>`],
    ['ends of sections', fill(']]>')],
    ['instructions', fill('<?x ')],
    ['declarations', fill('<!A')],
    ['document types', fill('<!DOCTYPE x [')],
    ['attributes', `<link ${fill('a=1 ')}/>`],
    ['namespaces', Array.from({ length: 20_000 }, (_, n) => `<q${n} xmlns:p${n}="http://${n}.example/"/>`).join('')],
    ['empty elements', fill('<a/>')],
    ['links', fill('<link>x</link>')],
    ['categories', fill('<category>a</category>')],
    ['keywords', `<keywords>${fill('a,')}</keywords>`],
    ['dates that are none', fill('<pubDate>2 of mars oct 1 of 2026 x</pubDate>')],
    ['references', fill('&nosuch;')],
    ['different references', Array.from({ length: 50_000 }, (_, n) => `&n${n};`).join('')],
  ])('%s are read in bounded time', async (_, body) => {
    const feed = await timed(() =>
      read(rss(`<item><title>One</title>${body}</item><item><title>Two</title></item>`), true),
    )
    expect(feed.entries[0]?.title).toBe('One')
  })

  test.each([
    ['open tags', fill('<a ')],
    ['relative addresses', fill('<a href="x">y</a>')],
    ['attributes outside tags', fill(' href=x')],
    ['bases', `xml:base${fill('<a xml:base=')}`],
    ['comments', fill('<!--')],
    ['scripts', fill('<script')],
    ['line ends behind tags', fill('x<p>\n')],
    ['escaped <', fill('&lt;')],
  ])('a text of %s is read in bounded time, by rss-parser as well', async (_, text) => {
    const item = `<item><title>One</title><description><![CDATA[${text}</b>]]></description></item>`
    const feed = await timed(() => read(rss(item), true))
    expect(feed.entries).toHaveLength(1)
    expect(feed.oddities).toEqual([])
  })

  test('rss-parser is not asked about what goes beyond its limits', async () => {
    const feed = await read(rss(`<item><title>One</title>${'<b>'.repeat(200)}</item>`), true)
    expect(feed.oddities).toEqual([
      'tags are nested deeper than 100: their text was read, their structure was not',
      'the text is too long or too deep to be read again by rss-parser',
    ])
  })

  test('a title without end is cut', async () => {
    const feed = await timed(() => read(rss(`<item><title>${fill('word &amp;lt;b&amp;gt; ')}</title></item>`)))
    expect(feed.entries[0]?.title?.length).toBeLessThanOrEqual(10_000)
    expect(feed.entries[0]?.title?.startsWith('word <b> word')).toBe(true)
  })

  test('names of Object stay names', async () => {
    const feed = await read(rss('<item><__proto__>x</__proto__><constructor a="1"/><title>One</title></item>'))
    expect(feed.entries[0]?.title).toBe('One')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

describe('JSON', () => {
  const feedOf = (items: string) =>
    `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"},${items}`

  test.each([
    ['nested lists', fill('[')],
    ['nested objects', fill('{"a":')],
    ['quotes', fill('"')],
    ['escaped quotes', `"${fill('\\"')}`],
    ['backslashes', `"${fill('\\')}`],
    ['open items', fill('{"id":')],
    ['commas', fill(',')],
    ['ends', fill(']}')],
    ['empty objects', fill('{},')],
    ['spaces', fill(' ')],
    ['digits', fill('1')],
  ])('%s are read in bounded time and depth', async (_, items) => {
    const feed = await timed(() => read(feedOf(items)))
    expect(feed.entries[0]?.title).toBe('One')
    expect(feed.oddities.length).toBeGreaterThan(0)
  })

  test('brackets that close again do not overflow the stack', async () => {
    const deep = `{"id":"2","title":"Two","_x":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`
    const feed = await timed(() => read(feedOf(deep)))
    expect(feed.entries.map(({ title }) => title)).toEqual(['One', 'Two'])
    expect(feed.oddities).toEqual(['brackets are nested deeper than 100: what stands in them was left out'])
  })
})
