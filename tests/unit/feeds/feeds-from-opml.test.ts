import { describe, expect, test } from '@jest/globals'
import { feedAddress, feedsFromOpml } from '../../../src/feeds/feeds-from-opml.ts'
import { parseOpml } from '../../../src/feeds/opml.ts'

const read = (...outlines: readonly string[]) =>
  feedsFromOpml(
    parseOpml(
      `<opml xmlns:wirefold="urn:wirefold:opml"><body>${outlines.map((one) => `<outline ${one}/>`).join('')}</body></opml>`,
    ),
  )

describe('feedsFromOpml', () => {
  test('a publisher is the one that is named, else the host of the home page, else that of the feed', () => {
    const { feeds } = read(
      'xmlUrl="https://feeds.quay.example/a" htmlUrl="https://www.quay.example/" wirefold:publisher="Quay &amp; Co"',
      'xmlUrl="https://feeds.quay.example/b" htmlUrl="https://www.quay.example/"',
      'xmlUrl="https://fell.example:8443/c" htmlUrl="about:blank"',
    )
    expect(feeds.map(({ publisher }) => publisher)).toEqual(['Quay & Co', 'quay.example', 'fell.example:8443'])
  })

  test('outlines without an address that can be polled are given apart, with what was expected', () => {
    const { feeds, refused } = read(
      'type="rss" text="No address"',
      'text="Mail" xmlUrl="mailto:desk@quay.example"',
      'text="Good" xmlUrl="https://quay.example/rss"',
      'text="Half" xmlUrl="quay.example/rss"',
      'text="Port" xmlUrl="https://quay.example:99999/rss"',
      `text="Long" xmlUrl="https://quay.example/${'x'.repeat(2_048)}"`,
    )
    expect(feeds.map(({ title }) => title)).toEqual(['Good'])
    expect(refused).toEqual(
      [
        ['No address', ''],
        ['Mail', 'mailto:desk@quay.example'],
        ['Half', 'quay.example/rss'],
        ['Port', 'https://quay.example:99999/rss'],
        ['Long', `https://quay.example/${'x'.repeat(2_048)}`],
      ].map(([title, address]) => ({ title, address, reason: expect.stringContaining('http') })),
    )
  })

  test('two spellings of one address are one feed with the tags of both', () => {
    const { feeds } = read(
      'xmlUrl="HTTPS://Quay.example/rss#top" category="a,b"',
      'xmlUrl="https://quay.example:443/rss" category="b,c"',
    )
    expect(feeds).toMatchObject([{ url: 'https://quay.example/rss', tags: ['a', 'b', 'c'] }])
  })

  test.each([
    ['900', 900],
    ['59', null],
    ['86401', null],
    ['often', null],
  ])('an interval of %s is %s', (written, intervalSeconds) => {
    expect(read(`xmlUrl="https://quay.example/rss" wirefold:interval="${written}"`).feeds).toMatchObject([
      { intervalSeconds },
    ])
  })
})

test.each([
  [' feed:https://quay.example/rss ', 'https://quay.example/rss'],
  ['feed://quay.example/rss', 'http://quay.example/rss'],
  ['https://quay.example/é', 'https://quay.example/%C3%A9'],
  ['https://', null],
  ['', null],
])('feedAddress of “%s”', (written, address) => {
  expect(feedAddress(written)).toBe(address)
})
