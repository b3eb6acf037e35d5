import { sectionAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, jsonMarkup, type Markup, markup } from '../markup.ts'
import { type FramedPage, nameList, othersFor, picture, sectionsOf, underHeading } from '../page-parts.ts'
import type { SiteView } from '../site.ts'
import { datelineDay, isoTime, weekdayTime } from '../times.ts'

const style = asMarkup(`
body{margin:0 auto;max-width:46rem;padding:0 1rem;font:17px/1.55 Georgia,serif;color:#1b1b1b}
header,footer,nav{font-family:sans-serif;font-size:14px}header{border-bottom:3px solid #c4421a;padding:1rem 0}
nav a{margin-right:1rem}h1{line-height:1.2}.stamp,figcaption,.credit{font:13px/1.4 sans-serif;color:#666}
.summary{font-size:1.1em;color:#444}figure{margin:1rem 0}svg{max-width:100%}
.consent{position:fixed;bottom:0;left:0;right:0;background:#222;color:#fff;padding:.6rem 1rem;font:13px sans-serif}`)

/** Head, masthead, navigation and footer of every page of the agency. */
function frame({ title, language, head, main }: FramedPage, view: SiteView): Markup {
  const { name, tagline, id } = view.publisher
  const sections = sectionsOf(view).map((section) => markup`<a href="${sectionAddress(id, section)}">${section}</a>\n`)
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | ${name}</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/rss+xml" title="${name} wire" href="/feeds/wire.rss">
${head}
<style>${style}</style>
</head>
<body>
<a href="#main" hidden>Skip to the text</a>
<header><a href="/"><strong>${name}</strong></a> <span>${tagline}</span>
<nav aria-label="Sections">${sections}<a href="/about">For clients</a></nav></header>
<main id="main">
${main}
</main>
<footer><p>All times are given with their offset from UTC. Reports may be reprinted by clients of ${name} only.</p>
<p><a href="/about">About the agency</a> · <a href="/contact">Contact the desk</a> · <a href="/privacy">Privacy</a></p></footer>
<div class="consent" role="dialog" aria-label="Cookies">This site stores one cookie that remembers your region. <button>Understood</button></div>
</body>
</html>
`
}

const structuredData = (article: PressArticle, view: SiteView): object => ({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  mainEntityOfPage: view.origin + article.address,
  headline: article.title,
  description: article.standfirst,
  articleSection: article.section,
  inLanguage: article.language,
  datePublished: isoTime(article.publishedAt),
  dateModified: isoTime(article.publishedAt),
  author: article.byline.map((name) => ({ '@type': 'Organization', name })),
  publisher: { '@type': 'NewsMediaOrganization', name: view.publisher.name, url: `${view.origin}/` },
})

/** The paragraphs, the first with the dateline in bold when the article has one. For the page and the full-text feed. */
export function wireText(article: PressArticle, view: SiteView): Markup[] {
  const { dateline, paragraphs, publishedAt } = article
  const opening =
    dateline === null ? null : markup`<b>${dateline}, ${datelineDay(publishedAt)} (${view.publisher.name}) –</b> `
  return paragraphs.map((text, index) => markup`<p>${index === 0 ? opening : null}${text}</p>\n`)
}

/** The line with which the agency closes a report. */
export const creditLine = (article: PressArticle, view: SiteView): Markup =>
  markup`<p class="credit">(${view.publisher.name}. Reporting: ${nameList(article.byline)}. Editing: central desk.)</p>`

const figure = (caption: string | null, view: SiteView): Markup | null =>
  caption === null
    ? null
    : markup`<figure>${picture(720, 405, caption)}<figcaption>${caption} Photo: ${view.publisher.name}</figcaption></figure>`

/** A lean page: one `article` of plain paragraphs, with structured data in the head. */
export function articlePage(article: PressArticle, view: SiteView): Markup {
  const head = markup`<link rel="canonical" href="${view.origin}${article.address}">
<meta name="description" content="${article.standfirst}">
<script type="application/ld+json">${jsonMarkup(structuredData(article, view))}</script>`
  const main = markup`<article lang="${article.language}">
<p class="stamp">${article.section} · <time datetime="${isoTime(article.publishedAt)}">${weekdayTime(article.publishedAt)}</time></p>
<h1>${article.title}</h1>
<p class="summary">${article.standfirst}</p>
<p class="stamp">${nameList(article.byline)}</p>
${figure(article.caption, view)}
${wireText(article, view)}${creditLine(article, view)}
</article>
<section aria-label="Also on the wire"><h2>Also on the wire</h2>
${teasers(othersFor(article, view, 5))}</section>`
  return frame({ title: article.title, language: article.language, head, main }, view)
}

const teasers = (articles: readonly PressArticle[]): Markup =>
  markup`<ul>${articles.map(
    (article) => markup`<li><a href="${article.address}">${article.title}</a><br>${article.standfirst}</li>\n`,
  )}</ul>`

/** The front page and the pages of sections. */
export const listPage = (heading: string, articles: readonly PressArticle[], view: SiteView): Markup =>
  frame(underHeading(heading, teasers(articles), view), view)

/** A page with one paragraph of the publisher's own matters. */
export const notePage = (heading: string, text: string, view: SiteView): Markup =>
  frame(underHeading(heading, markup`<p>${text}</p>`, view), view)
