import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseOpml, writeOpml } from '../../../src/feeds/opml.ts'

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

describe('writeOpml', () => {
  test('what is written is read back', () => {
    const tag = fc.stringMatching(/^[a-zé&"<]{1,8}$/)
    const address = fc.stringMatching(/^[a-z0-9/?&=;%é]{1,12}$/).map((path) => `https://quay.example/${path}`)
    const outline = fc.record({
      title: fc.option(fc.stringMatching(/^\S[^\n\r\t]{0,20}\S$/u)),
      xmlUrl: address,
      htmlUrl: fc.option(address),
      publisher: fc.option(fc.constantFrom('Quay & Co', 'Fjord "Post"')),
      ownerGroup: fc.option(fc.constantFrom('North Group')),
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(outline, { selector: ({ xmlUrl }) => xmlUrl, maxLength: 6 }), (outlines) => {
        const read = new Map(parseOpml(writeOpml(outlines)).map((feed) => [feed.xmlUrl, feed]))
        expect(read.size).toBe(outlines.length)
        for (const { title: _, ...rest } of outlines) expect(read.get(rest.xmlUrl)).toMatchObject(rest)
      }),
      { numRuns: 50 },
    )
  })
})
