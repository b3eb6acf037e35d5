import type { MadeUpArticle } from './made-up-article.ts'
import { repeated } from './made-up-prose.ts'
import { figure, head, linked, menu, scripts, teaser } from './template-parts.ts'

/** No `article` but boxes in boxes; each paragraph in one of its own, with widgets nested between them. */
export function boxedTemplate(article: MadeUpArticle): string {
  const { seed, headline, author, paragraphs } = article
  const body = paragraphs
    .map((paragraph, at) => box('row', box('column', `<p>${linked(paragraph)}</p>`)) + between(seed, at))
    .join('\n')
  return `<!doctype html><html lang="en">${head(article, 'ReportageNewsArticle')}<body><div id="app">${menu(80)}
<div class="page"><div class="story-head"><h1>${headline}</h1><div class="meta"><span>${author}</span> <time datetime="2026-03-02T12:00">2 March 2026</time></div></div>
<div class="story-content" itemprop="articleBody">${figure(seed)}${body}</div>
<div class="recommended">${repeated(50, (at) => teaser('div', at + 100))}</div></div></div>${scripts(seed)}</body></html>`
}

const box = (name: string, content: string): string => `<div class="${name}">${content}</div>`

function between(seed: number, at: number): string {
  if (at === 1) return box('row', `<h2>How the span was raised, once more (${seed})</h2>`)
  if (at === 3) return widget('poll', '<p>Should carts pay to cross the river?</p><ul><li>Yes</li><li>No</li></ul>')
  if (at === 5)
    return widget(
      'related-links',
      repeated(3, (link) => `<a href="/story/${link}">Older report ${link} on the lock</a>`),
    )
  return at === 7
    ? widget('ad-slot', '<span>Advertisement</span><p>Rope and tar at half the price, this week only.</p>')
    : ''
}

const widget = (name: string, content: string): string =>
  box('row', box('embed', box('embed-inner', box(`widget widget-${name}`, box('widget-body', content)))))
