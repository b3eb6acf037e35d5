import { describe, expect, test } from '@jest/globals'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'

const extract = (html: string) => extractArticle(html, { url: 'https://news.example/a', fetchedAt: null })

const sentences = [
  'The harbour office of Tarn closed the eastern lock on Monday because a gate no longer shuts.',
  'Divers found a beam of oak between the wings of the gate, as long as a bus and older than the lock.',
  'The office expects that the beam can be lifted on Thursday, when the water stands lowest.',
  'Until then, barges wait in the outer basin, where the town has laid out moorings for thirty of them.',
  'Skippers are angry about the wait, as most of them carry grain that must not become damp.',
]
const told = sentences.map((sentence) => `<p>${sentence}</p>`).join('\n')
const titles = ['Mill wheel turns again', 'Council sells the old barracks', 'Swans return to the basin']
const about = 'Readers of these lines learn in two dozen words what the other piece is about, and why it matters.'
const page = (inner: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>Lock closed at Tarn</title>${head}</head><body>${inner}</body></html>`
const heading = '<h1>Lock closed at Tarn</h1>'

describe('lists of other articles', () => {
  test('list items of a linked headline and a summary go, with the heading above them', () => {
    const items = titles.map((title) => `<li><a href="/b">${title}</a><br>${about}</li>`).join('')
    const html = page(
      `<main>${heading}${told}<section><h2>What else moves the town</h2><ul>${items}</ul></section></main>`,
    )
    expect(extract(html).paragraphs).toEqual(sentences)
  })

  test('paragraphs that begin with a date and a linked headline go', () => {
    const items = titles.map((title) => `<p>04.05.2026, 10:30<br><a href="/b">${title}</a><br>${about}</p>`).join('')
    expect(extract(page(`<div>${heading}${told}<h2>Out of town</h2>${items}</div>`)).paragraphs).toEqual(sentences)
  })

  test('paragraphs whose sentences begin with a link stay', () => {
    const linked = [1, 2].map(
      (at) => `The river board of Tarn said in its letter number ${at} that the lock was inspected in spring.`,
    )
    const paragraphs = linked.map((text) => `<p>${text.replace(/^(.{23})/, '<a href="/c">$1</a>')}</p>`).join('')
    expect(extract(page(`<div>${heading}${told}${paragraphs}</div>`)).paragraphs).toEqual([...sentences, ...linked])
  })

  test('a page that is mostly such a list keeps it', () => {
    const items = Array.from(
      { length: 8 },
      (_, at) => `<li><a href="/${at}">Walk number ${at} round Tarn</a> ${about}</li>`,
    )
    const html = page(`<article>${heading}<p>${sentences[0] ?? ''}</p><ul>${items.join('')}</ul></article>`)
    expect(extract(html).paragraphs).toHaveLength(9)
  })
})

describe('what stands beside the text', () => {
  test('side cells of a layout table go', () => {
    const html = page(`<table><tr><td><b>Service</b><br><a href="/t">Tide table</a> <a href="/w">Weather</a></td>
      <td>${heading}${told}</td><td><b>Offer</b><p>A map of all locks, printed on cloth, can be had at our counter.</p></td></tr></table>`)
    expect(extract(html).paragraphs).toEqual(sentences)
  })

  test('a side column goes when another column holds headline and text', () => {
    const html = page(`<div class="frame"><div class="wide">${heading}<div>${told}</div></div>
      <div class="narrow"><p>The evening programme begins with a talk on eels.</p></div></div>`)
    expect(extract(html).paragraphs).toEqual(sentences)
  })

  test('what stands behind the article element goes', () => {
    const more = '<p>Letters to the harbour office are answered within two weeks of their arrival.</p>'
    expect(extract(page(`<main><article>${heading}${told}</article>${more}</main>`)).paragraphs).toEqual(sentences)
  })

  test('a table set beside the text goes', () => {
    const box = '<table align="right"><tr><td>The lock as it looked before the war. (From our files)</td></tr></table>'
    expect(extract(page(`<div>${heading}${box}${told}</div>`)).paragraphs).toEqual(sentences)
  })

  test('addresses and contact blocks go', () => {
    const contact = `<section class="contact"><h2>Whom to ask</h2><p>Please name the number of this notice in your letter.</p></section>`
    const address = '<address>Harbour office of Tarn, Quay 2, open from eight to noon on weekdays.</address>'
    expect(extract(page(`<div>${heading}${told}${contact}${address}</div>`)).paragraphs).toEqual(sentences)
  })
})

describe('lines that repeat what is known', () => {
  test('a sentence of the text that is printed large goes', () => {
    const [first, ...others] = sentences
    const joined = `${first ?? ''} ${others.join(' ')}`
    const quote = `<blockquote><p>“${sentences[2] ?? ''}”</p></blockquote>`
    expect(extract(page(`<div>${heading}<p>${joined}</p>${quote}</div>`)).paragraphs).toEqual([joined])
  })

  test('a line of stated authors and the site goes, and a closing line that says when the site sent it', () => {
    const head =
      '<meta name="author" content="Orla Finn, Tarn desk"><meta property="og:site_name" content="Radio Tarn">'
    const html = page(
      `<div>${heading}<p>By Orla Finn and Tarn desk, Radio Tarn</p>${told}<p>Radio Tarn reported on this on 4 May 2026 at 18:00.</p></div>`,
      head,
    )
    expect(extract(html).paragraphs).toEqual(sentences)
  })
})

describe('standfirst', () => {
  const lead = 'A beam of oak keeps the eastern lock from closing, and thirty barges have to wait.'
  const described = `<meta name="description" content="${lead}">`

  test('is the described paragraph that is set apart', () => {
    const article = extract(page(`<article>${heading}<p class="intro">${lead}</p>${told}</article>`, described))
    expect(article.standfirst).toBe(lead)
    expect(article.paragraphs).toEqual([lead, ...sentences])
  })

  test('is not the first of equal paragraphs', () => {
    expect(extract(page(`<article>${heading}<p>${lead}</p>${told}</article>`, described)).standfirst).toBeNull()
  })
})

describe('consent walls', () => {
  const asks = `<h1>One moment</h1>
    <p>We and our partners keep cookies on your computer and use personal data for several purposes, for example to count visits.</p>
    <p>You may consent to all of this or choose single purposes, and you can change your mind whenever you wish to do so.</p>
    <button>Fine</button>`

  test.each([
    ['a dialog', `<div role="dialog">${asks}</div>`],
    ['a named element', `<div id="cmp-box">${asks}</div>`],
  ])('%s that asks is a wall', (_, wall) => {
    expect(extract(page(wall))).toMatchObject({ state: 'consent_wall', reason: expect.stringMatching(/consent/) })
  })

  test('an article beside such a question is none', () => {
    expect(extract(page(`<div role="dialog">${asks}</div><article>${heading}${told}</article>`)).state).toBe('article')
  })

  test('a short article about cookies is none', () => {
    expect(extract(page(`<article>${asks}</article>`)).state).toBe('article')
  })
})

test('the heading is the title when the document’s title only adds the site before it', () => {
  const html = `<html><head><title>Tarn Mail - Locks, swans and barges: a week at the basin</title></head>
    <body><h1>Locks, swans and barges: a week at the basin</h1>${told}</body></html>`
  expect(extract(html).title).toBe('Locks, swans and barges: a week at the basin')
})

test('an organisation that is stated as author keeps its desk', () => {
  const data = {
    '@type': 'NewsArticle',
    headline: 'Lock closed at Tarn',
    author: { '@type': 'Organization', name: 'Wire of Tarn, harbour desk' },
  }
  const html = page(heading + told, `<script type="application/ld+json">${JSON.stringify(data)}</script>`)
  expect(extract(html).authors).toEqual(['Wire of Tarn, harbour desk'])
})
