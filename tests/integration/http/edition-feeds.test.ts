import { beforeEach, describe, expect, test } from '@jest/globals'
import Parser from 'rss-parser'
import { parseFeed } from '../../../src/feeds/parse/parse-feed.ts'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { at, createArticle, createStory, storyId } from '../../support/factories.ts'
import { storeEdition } from '../../support/mail-store.ts'
import { useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)
const headline = 'Norhaven & Sund: <b>"a night ferry"</b> \u0007]]>'
const publicUrl = 'https://news.example/desk'

beforeEach(async () => {
  const article = await createArticle(db(), { publisher: 'Meridian', url: 'https://meridian.example/ferry?a=1&b=2' })
  await createStory(db(), storyId(1), [{ article }])
  const lead = [sentenceOf(article, 'Fares are still open.', [1])]
  const source = { ...sourceOf(1, article), subscription: true }
  await createEdition(db(), [editionStory({ storyId: storyId(1), headline, lead, sources: [source] })])
  await storeEdition(db(), [], { day: '2026-11-23', builtAt: new Date('2026-11-24T00:30:00Z') })
})

const read = async (format: 'atom' | 'json') => {
  const { rawPayload, headers } = await get(`/editions/morning.${format}`, { publicUrl })
  return parseFeed(rawPayload, {
    contentType: String(headers['content-type']),
    url: `${publicUrl}/editions/morning.${format}`,
    now: new Date('2026-11-24T06:00:00Z'),
    crossCheck: true,
  })
}

describe('the feed of editions', () => {
  test.each(['atom', 'json'] as const)('as %s is read without a complaint, the newest first', async (format) => {
    const { entries, oddities, title } = await read(format)
    expect(oddities).toEqual([])
    expect(title).toBe('morning: editions')
    expect(entries).toMatchObject([
      {
        url: `${publicUrl}/editions/morning/2026-11-23`,
        title: 'Monday 23 November 2026',
        published: '2026-11-24T00:30:00.000Z',
      },
      { url: `${publicUrl}/editions/morning/2026-11-22`, published: at('23:30').toISOString() },
    ])
    expect(entries[1]?.title).toContain('Sunday 22 November 2026: Norhaven & Sund:')
    expect(entries[1]?.guid).toBe('urn:uuid:abababab-abab-8bab-abab-abababababab')
  })

  test('holds the sentences with their marks and links straight to the publishers, all of it escaped', async () => {
    const { items } = await new Parser().parseString((await get('/editions/morning.atom', { publicUrl })).body)
    const json = JSON.parse((await get('/editions/morning.json', { publicUrl })).body) as {
      version: string
      items: { content_html: string }[]
    }
    expect(json.version).toBe('https://jsonfeed.org/version/1.1')
    for (const html of [items[1]?.content, json.items[1]?.content_html]) {
      expect(html).toContain('Fares are still open. [1\u00a0only]')
      expect(html).toContain('<a href="https://meridian.example/ferry?a=1&amp;b=2" rel="noreferrer"')
      expect(html).toContain('· Meridian · subscription')
      expect(html).not.toContain('<b>')
    }
  })

  test('says that nothing has changed to whoever has it', async () => {
    const { headers } = await get('/editions/morning.atom', { publicUrl })
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const again = await get('/editions/morning.atom', { publicUrl, etag: String(headers['etag']) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('names the host that it was asked by where no other is set, and is not there for no digest', async () => {
    expect((await get('/editions/morning.json')).json()).toMatchObject({
      feed_url: 'http://localhost/editions/morning.json',
    })
    expect((await get('/editions/evening.atom')).statusCode).toBe(404)
  })

  test('is found from the pages of editions', async () => {
    for (const path of ['/editions', '/editions/morning/2026-11-22']) {
      expect((await get(path)).body).toContain(
        '<link rel="alternate" type="application/atom+xml" title="Editions of morning" href="/editions/morning.atom"',
      )
    }
  })
})
