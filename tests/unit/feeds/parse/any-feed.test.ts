import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { AppError } from '../../../../src/errors.ts'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'
import { hand, told, writeAtom, writeJson, writeRdf, writeRss } from './written-feeds.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (bytes: Uint8Array) => parseFeed(bytes, { contentType: null, url: 'https://quay.example/feed', now })
const writers = [
  ['RSS', writeRss],
  ['Atom', writeAtom],
  ['RDF', writeRdf],
  ['JSON Feed', writeJson],
] as const

const fragments = fc.constantFrom(
  '<rss><channel>',
  '<feed>',
  '<item>',
  '</item>',
  '<entry>',
  '<title type="xhtml">',
  '</title>',
  '<link href="',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<!DOCTYPE x [<!ENTITY a "',
  '">]>',
  '&a;',
  '&#0;',
  '{"items":[',
  '{"id":"',
  '"}',
  ']',
  '\\u0000',
  ',',
  ':',
  '\0',
  'é',
  '\ud800',
)

describe('any feed', () => {
  test.each(writers)('%s comes back as it was told, however it is written', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(told, hand, async (entries, style) => {
        const feed = await read(Buffer.from(write(entries, style).text))
        expect(feed.oddities).toEqual([])
        expect(
          feed.entries.map(({ guid, title, url, authors, categories, published }) => ({
            guid,
            title,
            url,
            authors,
            categories,
            published: Date.parse(published ?? ''),
          })),
        ).toEqual(
          entries.map((entry) => ({
            guid: entry.id,
            title: entry.title,
            url: entry.url,
            authors: [entry.author],
            categories: [entry.category],
            published: entry.published.getTime(),
          })),
        )
        expect(feed.entries.map(({ summary, contentHtml }) => contentHtml ?? summary)).toEqual(
          entries.map(({ body }) => body),
        )
      }),
      { numRuns: 100 },
    )
  })

  test.each(writers)('%s that lost a slice keeps the entries that the slice did not touch', async (_, write) => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(told, hand, share, share, async (entries, style, from, length) => {
        const { text, places } = write(entries, style)
        const head = places[0]?.start ?? 0
        const start = head + Math.floor(from * (text.length - head))
        const end = start + Math.ceil(length * 200)
        const whole = entries.filter((_, index) => {
          const place = places[index]
          return place !== undefined && (place.end <= start || place.start >= end)
        })
        if (whole.length === 0) return
        const feed = await read(Buffer.from(text.slice(0, start) + text.slice(end)))
        const found = new Map(feed.entries.map((entry) => [entry.url, entry.title]))
        expect(whole.map(({ url }) => found.get(url))).toEqual(whole.map(({ title }) => title))
      }),
      { numRuns: 200 },
    )
  })

  test('any text gives a feed or says that it is none', async () => {
    const texts = fc.array(fc.oneof(fragments, fc.string({ maxLength: 5 })), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        await expectFeedOrRefusal(Buffer.from(parts.join('')))
      }),
      { numRuns: 500 },
    )
  })

  test('any bytes give a feed or are said to be none', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), expectFeedOrRefusal), { numRuns: 300 })
  })
})

async function expectFeedOrRefusal(bytes: Uint8Array): Promise<void> {
  try {
    const feed = await read(bytes)
    for (const { title, guid } of feed.entries) expect(`${title ?? ''}${guid ?? ''}`).not.toContain('\0')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('FEED_UNREADABLE')
  }
}
