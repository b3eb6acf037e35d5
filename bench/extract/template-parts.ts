import { randomFrom } from '../random.ts'
import type { MadeUpArticle } from './made-up-article.ts'
import { repeated, sentence } from './made-up-prose.ts'

/** What the pages of all three publishers have around the article. */

export function head({ headline, author }: MadeUpArticle, type: string): string {
  const data = JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebSite', name: 'Bench Post' },
      {
        '@type': type,
        headline,
        datePublished: '2026-03-02T12:00:00+01:00',
        author: { '@type': 'Person', name: author },
      },
    ],
  })
  return `<head><meta charset="utf-8"><title>${headline} | Bench Post</title><meta property="og:type" content="article">
<meta property="og:title" content="${headline}"><style>${'.a{color:red}'.repeat(1500)}</style>
<script type="application/ld+json">${data}</script></head>`
}

/** Some 100 KB or more of scripts, as the end of a page. */
export function scripts(seed: number): string {
  const random = randomFrom(seed + 1_000)
  return repeated(5 + (seed % 3), (at) => {
    const text = repeated(180, () => sentence(random))
    return `<script>window.part${at} = ${JSON.stringify({ text, markup: '<p>Read by scripts only.<\\/p>' })}</script>`
  })
}

export function menu(entries: number): string {
  const list = repeated(
    entries,
    (at) => `<li class="menu-item"><a href="/section/${at}"><span>Section ${at}</span></a></li>`,
  )
  return `<nav><ul>${list}</ul></nav>`
}

export const icon = `<svg viewBox="0 0 24 24"><path d="${'M12 2l4 8 8 1-6 6z '.repeat(40)}"/></svg>`

/** A card that leads to another report. */
export function teaser(tag: string, at: number): string {
  const random = randomFrom(at + 2_000)
  return `<${tag} class="teaser-card">${icon}<a href="/story/${at}"><h3>${sentence(random)}</h3></a><p>${sentence(random)}</p></${tag}>`
}

export function figure(seed: number): string {
  const caption = sentence(randomFrom(seed + 3_000))
  return `<figure><img src="/b${seed}.jpg" alt="A bridge"><figcaption>${caption} <span class="credit">Photo: Bench Post</span></figcaption></figure>`
}

/** The paragraph with a link and an entity, as they stand in the middle of prose. */
export const linked = (paragraph: string): string =>
  paragraph.replace('the board', '<a href="/topic/board">the board</a>').replace('itself', '<em>itself</em>')
