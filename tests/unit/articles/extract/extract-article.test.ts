import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'

const fixtures = new URL('../../../fixtures/pages/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, fixtures), 'utf8')
const extract = (html: string, url = 'https://news.example/a') => extractArticle(html, { url, fetchedAt: null })

const sentence = (at: number): string =>
  `In part ${at} of its report the board of the Linden waterworks says that the pipe under the market was replaced.`
const body = Array.from({ length: 8 }, (_, at) => `<p>${sentence(at)}</p>`).join('')
const page = (inner: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Pipe replaced</title>${head}</head><body>${inner}</body></html>`

const told = [
  'The ferry to the islands stopped on Monday after a mooring line broke in the storm, the harbour office told this paper.',
  'Nobody was hurt, and the crossing opens again by the weekend if the wind drops, as it was forecast by the weather service on Tuesday.',
]

test.each([
  ['by a publishing system', 'window.Fusion = window.Fusion || {}; Fusion.globalContent='],
  ['under a name of its own', 'window.__PRELOADED_STATE__ = '],
  ['by key', 'window["initialState"] = '],
])('text in a state that a script assigns %s is found where the page shows none', (_, assignment) => {
  const state = { title: 'a "quoted; }" one', parts: told.map((text) => ({ type: 'text', content: `<p>${text}</p>` })) }
  const script = `<script>${assignment}${JSON.stringify(state).replaceAll('<', '\\u003c')};start()</script>`
  const found = extractArticle(page(`<div id="root"></div>${script}`), { url: '', fetchedAt: null })
  expect(found).toMatchObject({ state: 'article', foundBy: 'page_state', paragraphs: told })
})

test('a state that never ends is let be', () => {
  const html = page(`<div id="root"></div><script>window.__STATE_OF_PAGE__ = {"a": [${'{'.repeat(50_000)}</script>`)
  expect(extractArticle(html, { url: '', fetchedAt: null })).toMatchObject({ text: '', foundBy: 'displayed' })
})

describe('extractArticle on whole pages', () => {
  const names = readdirSync(fixtures).filter((name) => name.endsWith('.json'))
  test.each(names)('%s', (name) => {
    const { url, expected } = JSON.parse(read(name)) as { url: string; expected: object }
    expect(extract(read(name.replace('.json', '.html')), url)).toMatchObject(expected)
  })
})

describe('extractArticle on pages that are no article', () => {
  test('says that a page with status 200 is a missing one', () => {
    const missing = page('<h1>Page not found</h1><p>Sorry, we looked everywhere for this page.</p>')
    expect(extract(missing)).toMatchObject({ state: 'not_found' })
  })

  test('tells a consent wall', () => {
    expect(extract(page('<h2>We value your privacy</h2><button>Accept all and continue</button>'))).toMatchObject({
      state: 'consent_wall',
    })
  })

  test('tells a shell that scripts fill', () => {
    const shell = page(`<div id="root"></div><script>${'var route = 1;'.repeat(3000)}</script>`)
    expect(extract(shell)).toMatchObject({ state: 'script_shell', text: '' })
  })

  test('keeps the beginning of a paid article and marks it', () => {
    const data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    const paid = extract(page(`<article><h1>Pipe replaced</h1><p>${sentence(1)}</p></article>`, data))
    expect(paid.state).toBe('paywall')
    expect(paid.text).toBe(sentence(1))
    expect(paid.reason).toMatch(/\.$/)
  })

  test('reads from microdata whether one must subscribe', () => {
    const stating = (value: string) =>
      extract(
        page(
          `<article><h1>Pipe replaced</h1><p>${sentence(1)}</p></article>`,
          `<meta itemprop="isAccessibleForFree" content="${value}">`,
        ),
      )
    expect(['false', 'True', 'perhaps'].map((value) => stating(value).isAccessibleForFree)).toEqual([false, true, null])
  })

  test('finds nothing in nothing', () => {
    expect(extract('')).toMatchObject({ state: 'no_text', title: null, text: '', authors: [] })
  })
})

describe('extractArticle where the text stands elsewhere', () => {
  test('takes the stated body when the page displays a fragment', () => {
    const stated = Array.from({ length: 6 }, (_, at) => sentence(at)).join('\\n')
    const data = `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${stated}"}</script>`
    expect(extract(page(`<p>${sentence(0)}</p>`, data)).paragraphs).toHaveLength(6)
  })

  test('takes the text of a template script', () => {
    const template = page(`<div><script type="text/template">${body}</script></div>`)
    expect(extract(template).paragraphs).toHaveLength(8)
  })

  test('takes prose out of page state', () => {
    const state = JSON.stringify({
      props: { story: { parts: Array.from({ length: 20 }, (_, at) => `${sentence(at)} ${sentence(at)}`) } },
    })
    const shell = page(`<div id="app"></div><script type="application/json">${state}</script>`)
    expect(extract(shell).paragraphs).toHaveLength(20)
  })

  test('believes no mark that covers the whole text', () => {
    expect(extract(page(`<div class="comments related">${body}</div>`)).paragraphs).toHaveLength(8)
  })
})

describe('extractArticle is bounded', () => {
  const deep: [string, string][] = [
    ['nested div', page('<div>'.repeat(20_000) + `<article>${body}</article>`)],
    ['nested span', page('<span>'.repeat(20_000) + `<article>${body}</article>`)],
    ['elements behind the root', `<article>${body}</article>${'</div><div role="dialog">a</div>'.repeat(20_000)}`],
    ['unclosed script', page(`<article>${body}</article><script>${'"<p>x</p>";'.repeat(20_000)}`)],
    [
      'deep linked data',
      page(`<article>${body}</article>`, `<script type="application/ld+json">${'['.repeat(50_000)}</script>`),
    ],
    ['unclosed comments', page(`<article>${body}</article>${'<!-- '.repeat(50_000)}`)],
  ]
  test.each(deep)('%s', (_, html) => {
    expect(extract(html).text).toContain(sentence(3))
  })

  test('never throws, whatever stands in the page', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<div class="a">',
      '</div>',
      '<table>',
      '<a href="',
      '"',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '&amp;',
      '<h1>',
      'Some words. ',
      '\u0000',
      '<li>',
      '<template id="B:1">',
      '<div hidden id="S:1">',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const article = extract(pieces.join(''))
        expect(article.text).toBe(article.paragraphs.join('\n\n'))
      }),
      { numRuns: 300 },
    )
  })
})
