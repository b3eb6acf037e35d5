import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import fc from 'fast-check'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'
import { mendDoubleEncoding } from '../../../../src/articles/extract/double-encoding.ts'

const url = 'https://orrin-post.example/2026/ferry'
const lines = [
  'The ferry to the islands stopped on Monday after a mooring line broke in the night’s storm, the harbour said.',
  'Nobody was hurt, and the crossing opens again by the weekend if the wind drops as the forecast promises.',
]
const htmlOf = (inner: string): string =>
  extractArticle(`<html><body><article><h1>Ferry stopped</h1>${inner}</article></body></html>`, {
    url,
    fetchedAt: null,
  }).html

describe('the HTML to read', () => {
  test('keeps emphasis, web links and lists, and writes links out in full', () => {
    const html = htmlOf(
      `<p>${lines[0] ?? ''} It is the <em>third</em> time, <a href="/log#x" onclick="x()">says the log</a>.</p>` +
        `<p>${lines[1] ?? ''}</p><ul><li>Monday: no crossing at all.</li><li>Friday: two crossings a day.</li></ul>`,
    )
    expect(html).toContain('<em>third</em> time')
    expect(html).toContain(
      '<a href="https://orrin-post.example/log#x" rel="nofollow noopener noreferrer">says the log</a>.</p>',
    )
    expect(html).toContain('<ul>\n<li>Monday: no crossing at all.</li>\n<li>Friday: two crossings a day.</li>\n</ul>')
  })

  test('tables keep their rows', () => {
    const rows = ['Monday|none at all', 'Friday|two a day'].map(
      (row) =>
        `<tr>${row
          .split('|')
          .map((cell) => `<td>${cell}</td>`)
          .join('')}</tr>`,
    )
    const html = htmlOf(`<p>${lines.join(' ')}</p><table>${rows.join('')}</table><p>${lines[1] ?? ''} So it goes.</p>`)
    const $ = load(html)
    expect($('table tr').length).toBe(2)
    expect($('table tr').first().find('td').length).toBe(2)
  })

  test('no other element and no other attribute passes, whatever the page holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '<a href="javascript:alert(1)">go</a>',
        '<svg><a>',
        '<p onclick=x>',
        '</p>',
        '<iframe src=x>',
        '<a href=\'x" onmouseover="y\'>',
        '&lt;script&gt;',
        '<b><i>',
        '</i>',
        '<table><td>',
        '<style>p{}</style>',
        '<math><mtext>',
        '<template>',
        '<a href="data:text/html,x">',
        '<pre>',
        '"',
        "'",
      ),
      fc.constantFrom(...lines.map((line) => `<p>${line}</p>`)),
      fc.string(),
    )
    const allowed = new Set(
      'p h2 h3 h4 ul li blockquote pre table tr td th strong em code sub sup q mark del ins a'.split(' '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const $ = load(htmlOf(pieces.join('')), null, false)
        $('*').each((_, element) => {
          if (!('attribs' in element)) return
          if (element.name !== 'tbody') expect(allowed).toContain(element.name)
          for (const [name, value] of Object.entries(element.attribs)) {
            expect(element.name).toBe('a')
            expect(name === 'rel' || (name === 'href' && /^https?:/.test(value))).toBe(true)
          }
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('double encoding', () => {
  const twice = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

  test('is mended where its traces are plain', () => {
    expect(mendDoubleEncoding(twice('The harbour’s log – “third time”, déjà vu'))).toBe(
      'The harbour’s log – “third time”, déjà vu',
    )
  })

  test('text without C1 controls stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[\u0080-\u009f]/g, '')
        expect(mendDoubleEncoding(plain)).toBe(plain)
      }),
    )
  })
})
