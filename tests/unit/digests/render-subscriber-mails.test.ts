import { describe, expect, test } from '@jest/globals'
import { type Cheerio, type CheerioAPI, load } from 'cheerio'
import { type Element, isText } from 'domhandler'
import { storiesOf } from '../../../src/digests/edition-view.ts'
import { renderHtml } from '../../../src/digests/render-html.tsx'
import { renderText } from '../../../src/digests/render-text.ts'
import { columns } from '../../../src/digests/wrap-text.ts'
import { golden } from '../../fixtures/editions/golden.ts'
import { subscriberMails, subscription } from '../../fixtures/editions/subscriber-mails.ts'

const options = { contentHash: '3f2ab4c91d20aa17'.repeat(4), subscription }
/** Small text asks for this contrast (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5
/** What browsers colour a link in that has no colour of its own. */
const BROWSER_LINK = '#0000EE'

describe.each(Object.entries(subscriberMails))('the mail %s', (name, view) => {
  const html = renderHtml(view, options)
  const text = renderText(view, options)
  const $ = load(html)

  test('is what it was, as HTML and as text', () => {
    expect(html).toBe(golden(`mail-${name}.html`, html))
    expect(text).toBe(golden(`mail-${name}.txt`, text))
  })

  test('says the same stories in the same order, and the same words, in both parts', () => {
    const headlines = storiesOf(view).map(({ headline }) => headline)
    const told = text.slice(Math.max(0, text.search(/^1\. /m))).replaceAll(/\s+/g, ' ')
    const shown = $('body').text().replaceAll(/\s+/g, ' ')
    const body = shown.slice(shown.lastIndexOf('In this edition'))
    for (const one of [told, body]) {
      const places = headlines.map((headline) => one.lastIndexOf(headline))
      expect(places).toEqual([...places].sort((a, b) => a - b))
      expect(Math.min(0, ...places)).toBe(0)
    }
    expect(wordsOfText(text)).toEqual(wordsOfHtml(html))
  })

  test('text lines have at most 72 columns, save for addresses', () => {
    const tooWide = text.split('\n').filter((line) => columns(line) > 72 && !/^ *https?:\/\/\S+$/.test(line))
    expect(tooWide).toEqual([])
  })

  test('HTML has language, title, headings in order and layout tables, and loads nothing', () => {
    expect($('html').attr('lang')).toBe('en')
    expect($('title').text()).not.toBe('')
    const levels = $('h1,h2,h3')
      .map((_, heading) => Number(heading.tagName[1]))
      .get()
    expect(levels[0]).toBe(1)
    levels.slice(1).forEach((level, i) => expect([1, 2, 3].includes(level) && level - (levels[i] ?? 0) <= 1).toBe(true))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect($('table').not('[role=presentation]')).toHaveLength(0)
    expect($('img,script,link,iframe,object,embed,form,base,svg,video,audio,meta[http-equiv]')).toHaveLength(0)
    expect(html).not.toMatch(/url\(|@import|@font-face|\ssrc=|\sbackground=|\son[a-z]+=/i)
    for (const link of $('a')) {
      expect($(link).text().trim()).not.toBe('')
      expect($(link).attr('href')).toMatch(/^(?:https?:\/\/|#|mailto:)/)
    }
    for (const link of $('a[href^="#"]')) expect($($(link).attr('href') ?? '')).toHaveLength(1)
  })

  test('every text reaches a contrast of 4.5 in the light and in the dark scheme', () => {
    const dark = darkColours($('style').text())
    const texts = $('body *').filter((_, one) => ownText($(one)) !== '' && $(one).closest('[aria-hidden]').length === 0)
    expect(texts.length).toBeGreaterThan(5)
    for (const one of texts.get()) {
      expect(contrast(lightColour($, one), groundOf($))).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      expect(contrast(darkColour($, one, dark), dark.get('.ground') ?? '')).toBeGreaterThanOrEqual(LEAST_CONTRAST)
    }
  })
})

test('links go to the publishers themselves, or to the reader’s own pages', () => {
  const $ = load(renderHtml(subscriberMails['first']!, options))
  const publishers = subscriberMails['first']!.content.stories.flatMap(({ sources }) =>
    sources.flatMap((source) => [source, ...source.copies]).map(({ url }) => url),
  )
  for (const link of $('a[href^=http]')) {
    const href = $(link).attr('href') ?? ''
    expect(href.startsWith(subscription.settings) || publishers.includes(href)).toBe(true)
  }
})

const wordsOf = (shown: string): string[] => shown.toLowerCase().match(/[\p{L}\p{N}%&+<>]+/gu) ?? []

function wordsOfHtml(html: string): string[] {
  const $ = load(html.replaceAll(/<(?=\/?(?:td|p|h\d|br|div)\b)/g, ' <'))
  $('head,div[style^="display:none"]').remove()
  return wordsOf($('body').text())
}

/** Without what only plain text has: addresses and the numbers of stories. */
const wordsOfText = (plain: string): string[] =>
  wordsOf(plain.replaceAll(/https?:\S+|\S+@\S+/g, '').replaceAll(/^ {0,2}\d+\. /gm, ''))

const ownText = (one: Cheerio<Element>): string =>
  one
    .contents()
    .filter((_, node) => isText(node))
    .text()
    .trim()

const groundOf = ($: CheerioAPI): string => /background-color:(#\w{6})/.exec($('body').attr('style') ?? '')?.[1] ?? ''

/** The colour of the nearest element that has one; a link that has none does not take over that of its surroundings. */
function lightColour($: CheerioAPI, one: Element): string {
  for (const element of [one, ...$(one).parents().get()]) {
    const own = /(?:^|;)color:(#\w{6})/.exec($(element).attr('style') ?? '')?.[1]
    if (own !== undefined) return own
    if (element.tagName === 'a') return BROWSER_LINK
  }
  throw new Error(`“${$(one).text()}” has no colour`)
}

/** What the dark sheet says, by its selectors. */
function darkColours(sheet: string): ReadonlyMap<string, string> {
  const rules = /prefers-color-scheme:dark\)\{([\s\S]*?)\n\}/.exec(sheet)?.[1] ?? ''
  return new Map(
    [...rules.matchAll(/([^{}\n]+)\{(?:background-)?color:(#\w{6})/g)].flatMap(([, selectors = '', colour = '']) =>
      selectors.split(',').map((selector) => [selector.trim(), colour] as const),
    ),
  )
}

function darkColour($: CheerioAPI, one: Element, dark: ReadonlyMap<string, string>): string {
  for (const element of [one, ...$(one).parents().get()]) {
    const classes = ($(element).attr('class') ?? '').split(' ').map((name) => `.${name}`)
    const found = [...classes.filter((name) => name !== '.ground'), element.tagName].flatMap(
      (name) => dark.get(name) ?? [],
    )
    if (found[0] !== undefined) return found[0]
  }
  throw new Error(`“${$(one).text()}” has no colour in the dark scheme`)
}

/** WCAG 2.2: contrast ratio of two colours by relative luminance. */
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
