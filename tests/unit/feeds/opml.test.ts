import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type OpmlOutline, parseOpml, writeOpml } from '../../../src/feeds/opml.ts'

describe('parseOpml', () => {
  test('folders become tags, the outermost first', () => {
    const text = `<?xml version="1.0"?><opml version="1.0"><body>
      <outline text="North"><outline text="Ports"><outline type="rss" text="Quay" xmlUrl="https://quay.example/rss" htmlUrl="https://quay.example/"/></outline></outline>
      <outline title="Fjord &amp; Fell" xmlUrl="https://fell.example/atom?a=1&b=2" category="/weather/snow,daily"/>
    </body></opml>`
    expect(parseOpml(text)).toMatchObject([
      { title: 'Quay', xmlUrl: 'https://quay.example/rss', htmlUrl: 'https://quay.example/', tags: ['North', 'Ports'] },
      {
        title: 'Fjord & Fell',
        xmlUrl: 'https://fell.example/atom?a=1&b=2',
        htmlUrl: null,
        tags: ['weather', 'snow', 'daily'],
      },
    ])
  })

  test('a feed in two folders is one feed with both tags', () => {
    const feed = '<outline text="Quay" xmlUrl="https://quay.example/rss"/>'
    const text = `<opml><body><outline text="A">${feed}</outline><outline text="B">${feed}</outline></body></opml>`
    expect(parseOpml(text).map(({ tags }) => tags)).toEqual([['A', 'B']])
  })

  test('a list without its end or its root is read', () => {
    expect(parseOpml('<opml><body><outline text=Quay xmlUrl="https://quay.example/rss">')).toHaveLength(1)
    expect(parseOpml('<outline text="Quay" xmlurl="https://quay.example/rss"/>')).toHaveLength(1)
    expect(parseOpml('<opml><body></body></opml>')).toEqual([])
  })

  test('says what came instead', () => {
    expect(() => parseOpml('<!doctype html><html><body>Sign in</body></html>')).toThrow(
      /expected an OPML list.*got an HTML page/,
    )
    expect(() => parseOpml('')).toThrow(expect.objectContaining({ code: 'OPML_UNREADABLE', disposition: 'discard' }))
  })
})

describe('an outline for a feed without an address', () => {
  test('is given with a blank one, so that nobody misses it in silence', () => {
    const text = '<opml><body><outline type="rss" text="Quay"/><outline type="rss" text="Fell"/></body></opml>'
    expect(parseOpml(text).map(({ title, xmlUrl }) => [title, xmlUrl])).toEqual([
      ['Quay', ''],
      ['Fell', ''],
    ])
  })
})

describe('writeOpml', () => {
  const word = fc.stringMatching(/^[a-zé&"<>']{1,6}$/)
  const words = fc.tuple(word, fc.constantFrom(' ', ', ', '/', '\n', '&#10;'), word).map((parts) => parts.join(''))
  const address = fc.stringMatching(/^[a-z0-9/?&=;%é]{1,12}$/).map((path) => `https://quay.example/${path}`)
  const outline = fc.record({
    title: fc.option(fc.oneof(word, words)),
    xmlUrl: address,
    htmlUrl: fc.option(address),
    publisher: fc.option(fc.constantFrom('Quay & Co', 'Fjord "Post"')),
    ownerGroup: fc.option(fc.constantFrom('North Group')),
    interval: fc.option(fc.integer({ min: 60, max: 86_400 }).map(String)),
    pausedBecause: fc.option(words),
    tags: fc.uniqueArray(fc.oneof(word, words), { maxLength: 4 }),
  })
  const outlines = fc.uniqueArray(outline, { selector: ({ xmlUrl }) => xmlUrl, maxLength: 6 })
  const byAddress = (feeds: readonly OpmlOutline[]) =>
    new Map(feeds.map((feed) => [feed.xmlUrl, { ...feed, tags: new Set(feed.tags) }]))

  test('what is written is read back', () => {
    fc.assert(
      fc.property(outlines, (written) => {
        expect(byAddress(parseOpml(writeOpml(written)))).toEqual(byAddress(written))
      }),
      { numRuns: 200 },
    )
  })

  test('a feed stands in the folder of its first tag, and again in that of a tag with a comma', () => {
    const feed: OpmlOutline = {
      title: 'Quay',
      xmlUrl: 'https://quay.example/rss',
      htmlUrl: null,
      publisher: null,
      ownerGroup: null,
      interval: null,
      pausedBecause: null,
      tags: ['ports', 'daily', 'Arts, Culture'],
    }
    const written = writeOpml([feed])
    expect(written.match(/<outline text="[^"]+">/g)).toEqual([
      '<outline text="ports">',
      '<outline text="Arts, Culture">',
    ])
    expect(written).toContain('category="ports,daily"')
    expect(parseOpml(written)).toEqual([feed])
  })
})
