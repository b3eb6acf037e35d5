import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import iconv from 'iconv-lite'
import { trackedAddress } from '../../../src/press/addresses.ts'
import { answer, type Answer } from '../../../src/press/answer.ts'
import { loadCatalogue, type PressArticle } from '../../../src/press/catalogue.ts'
import type { Site, SiteView } from '../../../src/press/site.ts'
import { sites } from '../../../src/press/sites.ts'
import { articleOf, siteOf, viewOf } from './small-press.ts'

const decoded = (site: Site, { body }: Answer): string => iconv.decode(body, site.charset)

const textOf = (html: string): string => {
  const $ = load(html, { xml: { xmlMode: false } })
  return $('body').text()
}

const faultless = (view: SiteView): PressArticle[] =>
  view.articles.filter(({ fault }) => fault === undefined || fault === 'moved')

describe.each(sites.map((site) => [site.publisher, site] as const))('the site of the %s', (_id, site) => {
  test('shows every recorded article whole, with its title, standfirst and noise of other articles', () => {
    const { publishers, articles } = loadCatalogue()
    const publisher = publishers.find(({ id }) => id === site.publisher)!
    const own = articles.filter((article) => article.publisher === site.publisher)
    const view: SiteView = { publisher, origin: 'http://127.0.0.1:4101', articles: own }
    expect(own.length).toBeGreaterThan(0)
    for (const article of faultless(view)) {
      const found = answer(site, article.address, view)
      const html = decoded(site, found)
      const text = textOf(html)
      expect(found.status).toBe(200)
      for (const part of [article.title, article.standfirst, ...article.paragraphs]) expect(text).toContain(part)
      const others = own.filter(({ slug, standfirst }) => slug !== article.slug && text.includes(standfirst))
      if (own.length > 1) expect(others).not.toHaveLength(0)
    }
  })

  test('loads nothing from elsewhere and links only to pages that it has', () => {
    const view = viewOf(site)
    for (const address of ['/', articleOf(`${site.publisher}-one`).address]) {
      const $ = load(decoded(site, answer(site, address, view)), { xml: { xmlMode: false } })
      expect($('[src], link[rel=stylesheet], iframe, object').length).toBe(0)
      const links = new Set(
        $('a[href]')
          .map((_, link) => $(link).attr('href') ?? '')
          .get(),
      )
      const dead = [...links]
        .filter((href) => href.startsWith('/') && answer(site, href, view).status === 404)
        .filter((href) => href !== articleOf(`${site.publisher}-gone`).address)
      expect(dead).toEqual([])
    }
  })

  test('names its feeds on the front page', () => {
    const $ = load(decoded(site, answer(site, '/', viewOf(site))), { xml: { xmlMode: false } })
    const named = $('link[rel=alternate]')
      .map((_, link) => $(link).attr('href') ?? '')
      .get()
    expect(named).toEqual(site.feeds.map(({ path }) => path))
  })

  test('has faults where the texts say so', () => {
    const view = viewOf(site)
    const get = (slug: string) => answer(site, articleOf(slug).announcedAddress, view)
    expect(get(`${site.publisher}-gone`).status).toBe(404)
    const walled = get(`${site.publisher}-walled`)
    expect(walled.status).toBe(200)
    expect(decoded(site, walled)).toContain('Before you continue')
    expect(decoded(site, walled)).not.toContain(articleOf(`${site.publisher}-walled`).paragraphs[2])
    const moved = articleOf(`${site.publisher}-moved`)
    expect(get(moved.slug)).toMatchObject({ status: 301, headers: { location: moved.address } })
    expect(answer(site, trackedAddress(moved.announcedAddress, 'rss'), view).status).toBe(301)
    expect(answer(site, moved.address, view).status).toBe(200)
  })

  test('has neither page nor entry of what is not published yet', () => {
    const early = viewOf(site, new Date('2026-03-02T20:00:00+01:00'))
    const { address, title } = articleOf(`${site.publisher}-two`)
    expect(answer(site, address, early).status).toBe(404)
    for (const { path } of site.feeds) {
      const feed = decoded(site, answer(site, path, early))
      expect(feed).not.toContain(title)
    }
    expect(answer(site, address, viewOf(site)).status).toBe(200)
  })

  test('answers 404 to unknown paths and to what is no path, also before anything is published', () => {
    const empty = viewOf(site, new Date('2026-03-01T00:00:00+01:00'))
    for (const address of ['/nothing-here', '//', '/wire/%zz']) expect(answer(site, address, empty).status).toBe(404)
    for (const { path } of site.feeds) expect(answer(site, path, empty).headers).not.toHaveProperty('last-modified')
  })

  test('a feed changes its validators only when it carries something new', () => {
    const path = site.feeds[0]!.path
    const at = (instant: string) => answer(site, path, viewOf(site, new Date(instant))).headers
    const noon = at('2026-03-02T12:00:00+01:00')
    expect(noon['last-modified']).toBe('Mon, 02 Mar 2026 09:15:00 GMT')
    expect(at('2026-03-02T18:00:00+01:00')).toEqual(noon)
    expect(at('2026-03-03T12:00:00+01:00')['etag']).not.toBe(noon['etag'])
  })
})

describe('encodings', () => {
  test('the regional paper writes windows-1252 and references for what that lacks, and only documents declare it', () => {
    const regional = siteOf('regional')
    const page = answer(regional, articleOf('signs').address, viewOf(regional))
    expect(page.headers['content-type']).toBe('text/html')
    expect(page.body.includes(Buffer.from([0x93]))).toBe(true) // “
    expect(page.body.includes(Buffer.from([0x80, 0x35]))).toBe(true) // €5
    expect(page.body.includes(Buffer.from('“'))).toBe(false)
    expect(page.body.toString('latin1')).toContain('charset=windows-1252')
    expect(page.body.toString('latin1')).toContain('&#268;a&#8201;pek')
    const feed = answer(regional, '/rss.php', viewOf(regional))
    expect(feed.headers['content-type']).toBe('text/xml')
    expect(feed.body.toString('latin1')).toMatch(/^<\?xml version="1\.0" encoding="windows-1252"\?>/)
  })

  test.each(['agency', 'broadcaster', 'broadsheet', 'ministry'] as const)('the %s writes UTF-8', (id) => {
    const page = answer(siteOf(id), articleOf(`${id}-one`).address, viewOf(siteOf(id)))
    expect(new TextDecoder('utf-8', { fatal: true }).decode(page.body)).toContain('“if anybody dares to run it”')
  })
})
