import type { MadeUpArticle } from './made-up-article.ts'
import { repeated } from './made-up-prose.ts'
import { figure, head, linked, menu, scripts, teaser } from './template-parts.ts'

const SECTION = 5

/** Sections within `article`, a banner before it, and behind it comments and cards that are `article` too. */
export function sectionedTemplate(article: MadeUpArticle): string {
  const { seed, headline, author, paragraphs } = article
  const sections = Array.from({ length: Math.ceil(paragraphs.length / SECTION) }, (_, at) =>
    section(seed, at, paragraphs.slice(at * SECTION, (at + 1) * SECTION)),
  )
  return `<!doctype html><html lang="en">${head(article, 'NewsArticle')}<body>
<div class="cookie-banner" role="dialog"><p>We and our partners store crumbs on your device. You may refuse.</p><button>Agree</button></div>${menu(150)}
<article class="report"><header><h1>${headline}</h1><address>${author}, Bench Post</address></header>${sections.join('\n')}
<footer><p>Share this report</p>${repeated(5, (at) => `<a class="share" href="/share/${at}">Share ${at}</a>`)}</footer></article>
<section class="comments"><h2>Comments</h2>${repeated(25, comment)}</section>
<section class="more">${repeated(30, (at) => teaser('article', at + 200))}</section>${scripts(seed)}</body></html>`
}

function section(seed: number, at: number, paragraphs: readonly string[]): string {
  const heading = at === 0 ? '' : `<h2>Chapter ${at} of the bridge</h2>`
  const extra = at === 1 ? figure(seed + 200) : ''
  return `<section>${heading}${paragraphs.map((one) => `<p>${linked(one)}</p>`).join('\n')}${extra}</section>`
}

const comment = (at: number): string =>
  `<div class="comment"><span class="name">Rower ${at}</span><p>I crossed it on day ${at} and my cart still has both wheels.</p><a href="#">Answer</a></div>`
