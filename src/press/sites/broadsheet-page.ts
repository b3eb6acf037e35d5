import { sectionAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import { byline, type FramedPage, othersFor, picture, sectionsOf, underHeading, withBoxes } from '../page-parts.ts'
import type { SiteView } from '../site.ts'
import { isoTime, weekdayTime } from '../times.ts'
import { comments } from './broadsheet-comments.ts'

const style = asMarkup(`
body{margin:0;font:18px/1.6 "Times New Roman",serif;color:#111;background:#fffdf8}
#masthead{text-align:center;border-bottom:1px solid #111;padding:1rem}#masthead ul{list-style:none;display:flex;justify-content:center;gap:1rem;padding:0}
#masthead b{font-size:2.4rem}main,#rail,.comments{max-width:42rem;margin:0 auto;padding:0 1rem}h1{font-size:2.3rem;line-height:1.15}
.standfirst{font-size:1.25rem;font-style:italic}.dropcap{float:left;font-size:3.6rem;line-height:.85;padding-right:.4rem}
.pull-quote{border-left:4px solid #7a1f1f;margin:1.5rem 0;padding-left:1rem;font-size:1.3rem}.newsletter,.author-box{background:#f1ece0;padding:1rem;margin:1.5rem 0}
figcaption,.dateline-row,.author-box,.comment{font:14px/1.4 sans-serif}svg{max-width:100%}`)

/** Head, masthead and footer of every page of the broadsheet. */
function frame({ title, language, head, main }: FramedPage, view: SiteView): Markup {
  const { name, tagline, id } = view.publisher
  const sections = sectionsOf(view).map(
    (section) => markup`<li><a href="${sectionAddress(id, section)}">${section}</a></li>`,
  )
  return markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/>
<title>${title} – ${name}</title>
<link rel="icon" href="data:,"/>
<link rel="alternate" type="application/rss+xml" title="${name}" href="/rss/front.rdf"/>
${head}
<style>${style}</style>
</head>
<body>
<div id="cookie-banner"><p>${name} and its advertisers place cookies. Subscribers can read without advertising.</p><button>Agree and read on</button> <button>Subscribe</button></div>
<header id="masthead"><a href="/"><b>${name}</b></a><p>${tagline}</p><nav><ul>${sections}</ul></nav></header>
${main}
<aside id="rail"><h2>Most discussed</h2><ol>${view.articles.slice(0, 5).map(railEntry)}</ol></aside>
<footer><p>© ${name}, a title of ${view.publisher.ownerGroup ?? name}. All rights reserved.</p><p><a href="/about">About the paper</a> <a href="/contact">Letters to the editor</a> <a href="/privacy">Privacy</a></p></footer>
</body>
</html>
`
}

const railEntry = (article: PressArticle): Markup => markup`<li><a href="${article.address}">${article.title}</a></li>`

const sentenceLength = { min: 50, max: 150 }

/** A sentence of the text to print large: the first spoken one of fitting length, else the first such sentence at all. */
function pullQuote(article: PressArticle): Markup | null {
  const sentences = article.paragraphs.slice(1).flatMap((text) => text.split(/(?<=[.?!]”?) /))
  const fitting = sentences.filter(({ length }) => length >= sentenceLength.min && length <= sentenceLength.max)
  const sentence = fitting.find((text) => /[“”]/.test(text)) ?? fitting[0]
  return sentence === undefined ? null : markup`<blockquote class="pull-quote"><p>${sentence}</p></blockquote>`
}

const newsletter = (view: SiteView): Markup => markup`<div class="newsletter" data-component="newsletter-signup">
<h3>The Morning Page</h3>
<p>What matters today, chosen by our editors and in your inbox at half past six. More than 40,000 readers of ${view.publisher.name} get it already.</p>
<form action="/about"><label>E-mail address <input type="email" name="email"/></label> <button>Sign up</button></form>
<p><small>You can cancel at any time. By signing up you accept our terms of use.</small></p>
</div>`

/** Not `From our correspondent` and the like. */
const isPerson = (name: string): boolean => !/^(?:By|From) /.test(name)

const authorBox = (name: string, view: SiteView): Markup => markup`<div class="author-box">
<h4>${name}</h4><p>Writes for ${view.publisher.name}. Hints and objections are welcome; letters to the desk are read by a person.</p></div>`

const opening = (text: string, dateline: string | null): Markup =>
  dateline === null
    ? markup`<span class="dropcap">${text.slice(0, 1)}</span>${text.slice(1)}`
    : markup`<span class="place">${dateline}.</span> ${text}`

const paragraphsOf = ({ paragraphs, dateline }: PressArticle): Markup[] =>
  paragraphs.map((text, index) => markup`<p>${index === 0 ? opening(text, dateline) : text}</p>`)

const figure = (caption: string | null): Markup | null =>
  caption === null
    ? null
    : markup`<figure itemprop="image" itemscope itemtype="https://schema.org/ImageObject">${picture(800, 450, caption)}<figcaption itemprop="caption">${caption} <span class="credit">Picture desk</span></figcaption></figure>`

const readNext = (article: PressArticle | undefined): Markup | null =>
  article
    ? markup`<aside class="read-next"><h3>Read next</h3><a href="${article.address}">${article.title}</a><p>${article.standfirst}</p></aside>`
    : null

/** Microdata on `main`; pull quote, newsletter form and "read next" inside the body, author box and comments behind it. */
export function articlePage(article: PressArticle, view: SiteView): Markup {
  const { title, standfirst, section, publishedAt } = article
  const boxes = { 2: newsletter(view), 3: pullQuote(article), 4: readNext(othersFor(article, view, 1)[0]) }
  const head = markup`<link rel="canonical" href="${view.origin}${article.address}"/>
<meta name="description" content="${standfirst}"/>
<meta name="twitter:title" content="${title}"/>`
  const main = markup`<main itemscope itemtype="https://schema.org/NewsArticle" lang="${article.language}">
<meta itemprop="mainEntityOfPage" content="${view.origin}${article.address}"/>
<p class="kicker" itemprop="articleSection">${section}</p>
<h1 itemprop="headline">${title}</h1>
<p class="standfirst" itemprop="description">${standfirst}</p>
<div class="dateline-row"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">${byline(article.byline)}</span></span>
<time itemprop="datePublished" datetime="${isoTime(publishedAt)}">${weekdayTime(publishedAt)}</time> <a href="#comments">3 comments</a></div>
${figure(article.caption)}
<div itemprop="articleBody">
${withBoxes(paragraphsOf(article), boxes)}
</div>
${article.byline.filter(isPerson).map((name) => authorBox(name, view))}
</main>
${comments(article)}`
  return frame({ title, language: article.language, head, main }, view)
}

/** The front page and the pages of sections. */
export function listPage(heading: string, articles: readonly PressArticle[], view: SiteView): Markup {
  const cards = articles.map(
    (article) =>
      markup`<section class="card"><h2><a href="${article.address}">${article.title}</a></h2><p>${article.standfirst}</p></section>\n`,
  )
  return frame(inMain(underHeading(heading, cards, view)), view)
}

/** A page with one paragraph of the publisher's own matters. */
export const notePage = (heading: string, text: string, view: SiteView): Markup =>
  frame(inMain(underHeading(heading, markup`<p>${text}</p>`, view)), view)

const inMain = (page: FramedPage): FramedPage => ({ ...page, main: markup`<main>${page.main}</main>` })
