import type { MadeUpArticle } from './made-up-article.ts'
import { repeated } from './made-up-prose.ts'
import { figure, head, linked, menu, scripts, teaser } from './template-parts.ts'

/** Paragraphs straight under `article`, with read-also lines and a newsletter box between them and teasers beside. */
export function plainTemplate(article: MadeUpArticle): string {
  const { seed, headline, author, paragraphs } = article
  const body = paragraphs
    .map((paragraph, at) => `<p class="text-block">${linked(paragraph)}</p>${between(seed, at)}`)
    .join('\n')
  return `<!doctype html><html lang="en">${head(article, 'NewsArticle')}<body>${menu(120)}<main><article><h1>${headline}</h1>
<p class="byline">By ${author}</p>${figure(seed)}${body}</article>
<aside class="related">${repeated(40, (at) => teaser('div', at))}</aside></main>${scripts(seed)}</body></html>`
}

function between(seed: number, at: number): string {
  if (at === 2)
    return `<p><strong>Read also:</strong> <a href="/story/${seed}">The toll that nobody paid, part ${seed}</a></p>`
  if (at === 4)
    return `<div class="newsletter-box"><h4>The Quay by mail</h4><p>Get our letter on bridges and boats every Friday morning.</p><form><input type="email"><button>Sign up</button></form></div>`
  return at === 6 ? figure(seed + 100) : ''
}
