import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import fc from 'fast-check'
import type { EditionContent, EditionStory } from '../../../src/digests/edition.ts'
import { viewOf } from '../../../src/digests/edition-view.ts'
import type { RenderOptions } from '../../../src/digests/edition-words.ts'
import { renderHtml as render } from '../../../src/digests/render-html.tsx'
import { golden } from '../../fixtures/editions/golden.ts'
import { harbourDay } from '../../fixtures/editions/harbour-day.ts'
import { filledWith } from '../../fixtures/editions/hostile-edition.ts'

const renderHtml = (content: EditionContent, options?: RenderOptions) => render(viewOf(content, null), options)
const contentHash = '3f2ab4c91d20aa17'.repeat(4)
const html = renderHtml(harbourDay, { contentHash })
const $ = load(html)
const [ferry, dam] = harbourDay.stories as [EditionStory, EditionStory]
const edition = (more: Partial<EditionContent>): EditionContent => ({ ...harbourDay, ...more })
const complete = { feeds: 42, feedsSeen: 42, gaps: [], pagesUnread: 0 }

describe('renderHtml', () => {
  test('is what it was', () => {
    expect(html).toBe(golden('harbour-day.html', html))
  })

  test('loads nothing: no picture, script, sheet, frame or form, and links only to the web or within', () => {
    expect($('img,script,link,iframe,object,embed,form,base,svg,video,audio,meta[http-equiv]').length).toBe(0)
    expect(html).not.toMatch(/url\(|@import|@font-face|\ssrc=|\sbackground=|\son[a-z]+=/i)
    for (const link of $('a')) expect($(link).attr('href')).toMatch(/^(?:https?:\/\/|#)/)
  })

  test('every row of the contents leads to its story', () => {
    const anchors = $('a[href^="#"]')
      .map((_, link) => $(link).attr('href'))
      .get()
    expect(anchors).toEqual(['#s1', '#s4', '#s2', '#briefly'])
    for (const anchor of anchors) expect($(anchor)).toHaveLength(1)
  })

  test('headings are in order: one of the first level, none skipped', () => {
    const levels = $('h1,h2,h3,h4,h5,h6')
      .map((_, heading) => Number(heading.tagName[1]))
      .get()
    expect(levels.filter((level) => level === 1)).toEqual([1])
    levels.forEach((level, i) => {
      expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
    })
    expect(
      $('h2')
        .map((_, heading) => $(heading).text())
        .get(),
    ).toEqual([
      'In this edition',
      'Norhaven and Sund agree on a night ferry',
      'El puerto de Brisal cierra dos muelles por obras',
      'Dam inquiry names two firms',
      'Briefly',
    ])
  })

  test('a text in another language is marked as such, and the marks within it are not', () => {
    expect($('html').attr('lang')).toBe('en')
    expect($('h2[lang=es]').text()).toBe('El puerto de Brisal cierra dos muelles por obras')
    expect(
      $('div[lang=es] small[lang=en]')
        .map((_, mark) => $(mark).text())
        .get(),
    ).toEqual(['[1\u00a02]', '[2\u00a0only]'])
    expect($('a[lang=nb]').text()).toBe('Felles erklæring om nattferge')
    expect($('body').text()).toContain('New · Spanish')
  })

  test('layout tables are marked as such', () => {
    expect($('table').length).toBeGreaterThan(3)
    expect($('table').not('[role=presentation]')).toHaveLength(0)
  })

  test('copies stand below their original, with the share of text that is the same', () => {
    const text = $('body').text().replaceAll(/\s+/g, ' ')
    expect(text).toContain('Valley Times · 06:40 · copy of 1')
    expect(text).toContain('Harbour Post · 07:05 · edited copy of 1, 62 % same')
    expect(text).toContain('Valley Times · 12:00 · edited copy of 1, 99 % same')
  })

  test('an address that is not of the web is no link', () => {
    expect(html).not.toContain('javascript:')
    expect($('a').filter((_, link) => $(link).text() === 'Two firms named in dam report')).toHaveLength(0)
    expect($('body').text()).toContain('Two firms named in dam report')
  })

  test('coverage is told only where something was missed', () => {
    expect($('body').text()).toContain(
      'Seen 40 of 42 feeds. Not seen: Coast Radio since 04:10 (HTTP 404); Quay Gazette (not read yet).',
    )
    expect($('body').text()).toContain('3 pages could not be read.')
    expect(renderHtml(edition({ coverage: complete }))).not.toContain('Seen ')
    expect(renderHtml(edition({ coverage: { ...complete, pagesUnread: 1 } }))).toContain(
      'Seen 42 of 42 feeds. 1 page could not be read.',
    )
    const gaps = Array.from({ length: 40 }, (_, i) => ({
      publisher: `P${i}.`,
      feed: '',
      reason: 'HTTP 500',
      since: null,
    }))
    const dark = renderHtml(edition({ coverage: { ...complete, feedsSeen: 2, gaps } }))
    expect(dark).toContain('P11. (HTTP 500); 28 more.')
    expect(dark).not.toContain('P12.')
  })

  test('the summary names the earlier edition, where there is one', () => {
    expect(html).toContain('3 new · 1 developed since the edition of Monday 17 March')
    expect(renderHtml(edition({ stories: [dam] }))).toContain('>1 developed since the edition of Monday 17 March')
    expect(renderHtml(edition({ stories: [ferry], since: null }))).toContain('>1 new<')
  })

  test('a day without stories says so, and has no contents', () => {
    const quiet = renderHtml(edition({ stories: [] }))
    expect(quiet).toContain('Nothing passed the bar on this day.')
    expect(quiet).not.toContain('In this edition')
    expect(quiet).not.toContain('Briefly')
  })

  test('the footer names the zone, and the frozen content when its hash is given', () => {
    expect(html).toContain('All times are Europe/Berlin.')
    expect(html).toContain('begins with 3f2ab4c91d20aa17.')
    expect(renderHtml(harbourDay)).not.toContain('SHA-256')
  })

  test('what publishers write shows as it is and makes no markup', () => {
    const bare = load(renderHtml(filledWith('plain', 'https://quay.example/')))('*').length
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', '-', '!', ';', '\n', ' ', 'é', '漢') }),
        (text) => {
          const page = load(renderHtml(filledWith(`x${text}x`, 'https://quay.example/')))
          expect(page('*').length).toBe(bare)
          expect(page('#s1').next('h2').text()).toBe(`x${text}x`)
        },
      ),
      { numRuns: 20 },
    )
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'java\nscript:alert(1)',
    ' https://quay.example/',
    'https://quay.example/" onclick="alert(1)',
    'https://quay.example/<script>',
    '//quay.example/',
    '/news',
    'ftp://quay.example/news',
    'https://',
    '',
  ])('the address %j is no link', (url) => {
    expect(load(renderHtml(filledWith('x', url)))('a').not('[href^="#"]')).toHaveLength(0)
  })

  test('an address keeps its quotes and ampersands, and adds nothing to its link', () => {
    const url = "https://quay.example/it's?a=1&b=%22&lt=x;"
    const links = load(renderHtml(filledWith('x', url)))('a').not('[href^="#"]')
    expect(links.length).toBeGreaterThan(5)
    for (const { attribs } of links) {
      expect(attribs['href']).toBe(url)
      expect(['href', 'style', 'lang', 'dir']).toEqual(expect.arrayContaining(Object.keys(attribs)))
    }
  })

  test('three stories at length and twelve short ones stay below 75 kB; with forty sources each below 102 kB, where clients cut', () => {
    expect(Buffer.byteLength(dayOf(6, 3))).toBeLessThan(75_000)
    expect(Buffer.byteLength(dayOf(40, 40))).toBeLessThan(102_000)
  })

  test('of many sources the first and the quoted have a row, the others are named with their numbers', () => {
    const many = { ...atLength(dam, 40, 7), standfirst: dam.standfirst && { ...dam.standfirst, articleId: 'a6' } }
    const page = load(renderHtml(edition({ stories: [many] })))
    expect(
      page('td[width="28"]')
        .map((_, cell) => page(cell).text())
        .get(),
    ).toEqual(['1', '', '', '2', '3', '4', '6', ''])
    expect(page('body').text()).toContain('1 more copy: Harbour Post')
    expect(page('body').text()).toContain('2 more: 5 Meridian Agency, 7 Meridian Agency')
  })
})

/** A day of three stories at length, one with a figure that differs, and twelve short ones, with that many sources each. */
function dayOf(atLengthSources: number, shortSources: number): string {
  const full = Array.from({ length: 3 }, () => atLength(ferry, 420, atLengthSources))
  const short = Array.from({ length: 12 }, () => atLength(dam, 120, shortSources))
  const stories = [...full, ...short].map((story, i) => ({
    ...story,
    rank: i + 1,
    differing: i === 0 ? (story.differing ?? []) : [],
  }))
  return renderHtml(edition({ stories }), { contentHash })
}

/** The story with prose of that many words, eighteen a sentence, and that many sources with titles that are cut. */
function atLength(story: EditionStory, wordCount: number, sourceCount: number): EditionStory {
  const [source] = ferry.sources
  if (!source || !story.standfirst) throw new Error('the story has no source or standfirst')
  const text = 'Work on the eastern basin of the harbour was put out to tender in February and ends in May.'
  const sentence = { ...story.standfirst, articleId: 'a1', text, sources: [1, 2, 4] }
  const title = 'Ships to sail by night again from May, ministers s...'
  const url = 'https://harbourpost.example/2031/03/18/ships-to-sail-by-night-again-from-may-ministers-say'
  const copies = source.copies.map((copy) => ({ ...copy, cutTitle: title, url }))
  return {
    ...story,
    lead: Array.from({ length: Math.floor(wordCount / 18) - 1 }, () => sentence),
    sections: story.sections.map(({ heading }) => ({ heading, paragraphs: [] })),
    sources: Array.from({ length: sourceCount }, (_, i) => ({
      ...source,
      articleId: `a${i + 1}`,
      number: i + 1,
      cutTitle: title,
      url,
      copies: i === 0 ? copies : [],
    })),
  }
}
