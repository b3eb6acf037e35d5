import { sectionAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import { type FramedPage, nameList, othersFor, sectionsOf, underHeading } from '../page-parts.ts'
import type { SiteView } from '../site.ts'
import { isoTime, longDay, year } from '../times.ts'

const style = asMarkup(`
body{margin:0;font:17px/1.6 "Liberation Sans",Arial,sans-serif;color:#0b0c0c}.gov-bar{background:#1d3d6b;color:#fff;padding:.8rem 2rem}.gov-bar a{color:#fff;margin-right:1rem}
.wrapper{max-width:60rem;margin:0 auto;padding:0 2rem}.breadcrumb ol{list-style:none;display:flex;gap:.6rem;padding:0;font-size:14px}
dl{display:grid;grid-template-columns:10rem 1fr;border-top:1px solid #b1b4b6;border-bottom:1px solid #b1b4b6;padding:.6rem 0}dt{font-weight:700}dd{margin:0}
.contact-block{background:#f3f2f1;padding:1rem}.cookie-message{background:#f3f2f1;padding:1rem 2rem}`)

/** Head, bar, footer and cookie message of every page of the ministry. */
function frame({ title, language, head, main }: FramedPage, view: SiteView): Markup {
  const { name, tagline, id } = view.publisher
  const topics = sectionsOf(view).map((section) => markup`<a href="${sectionAddress(id, section)}">${section}</a>`)
  return markup`<!DOCTYPE html>
<html lang="${language}" class="no-js">
<head>
<meta charset="utf-8">
<title>${title} - ${name}</title>
<meta name="dcterms.publisher" content="${name}">
<link rel="icon" href="data:,">
<link rel="alternate" type="application/feed+json" title="Press releases" href="/press-office/feed.json">
${head}
<style>${style}</style>
</head>
<body>
<section class="cookie-message" aria-label="Cookies on this site"><h2>Cookies on this site</h2><p>We use some essential cookies to make this service work. We would like to set further cookies to understand how you use it.</p><button>Accept further cookies</button> <button>Reject further cookies</button></section>
<header class="gov-bar" role="banner"><a href="/">${name}</a><span>${tagline}</span><nav aria-label="Topics">${topics}<a href="/about">The minister</a><a href="/about">Services</a></nav></header>
<div class="wrapper">
${main}
</div>
<footer class="wrapper" role="contentinfo"><p><a href="/about">Accessibility statement</a> <a href="/privacy">Privacy notice</a> <a href="/contact">Contact</a></p><p>Content may be reused with a statement of its source.</p></footer>
</body>
</html>
`
}

const breadcrumb = (article: PressArticle): Markup => markup`<nav class="breadcrumb" aria-label="Breadcrumb"><ol>
<li><a href="/">Home</a></li><li><a href="/">Press office</a></li><li><a href="${sectionAddress('ministry', article.section)}">${article.section}</a></li><li aria-current="page">${article.title}</li></ol></nav>`

const terms = (article: PressArticle, view: SiteView): Markup =>
  markup`<meta name="dcterms.title" content="${article.title}">
<meta name="dcterms.creator" content="${nameList(article.byline)}">
<meta name="dcterms.description" content="${article.standfirst}">
<meta name="dcterms.issued" content="${isoTime(article.publishedAt)}">
<meta name="dcterms.language" content="${article.language}">
<meta name="dcterms.identifier" content="${view.origin}${article.address}">`

const metadata = (article: PressArticle): Markup => markup`<dl class="document-metadata">
<dt>Document type</dt><dd>Press release</dd>
<dt>Published</dt><dd>${longDay(article.publishedAt)}</dd>
<dt>Issued by</dt><dd>${nameList(article.byline)}</dd>
<dt>Subject</dt><dd>${article.section}</dd>
</dl>`

const contact = (
  article: PressArticle,
  view: SiteView,
): Markup => markup`<section class="contact-block" aria-labelledby="contact">
<h2 id="contact">Contact for the press</h2>
<address>${view.publisher.name}, press office<br>Telephone: 0700 555 0142 (weekdays from 08:00 to 17:00)<br>E-mail: press@ministry.example</address>
<p>Please quote ${year(article.publishedAt)}/${article.section.toLowerCase()} in questions about this release. The press office does not answer questions from the public.</p>
</section>`

const releaseList = (articles: readonly PressArticle[]): Markup =>
  markup`<ul class="document-list">${articles.map(
    (article) =>
      markup`<li><a href="${article.address}">${article.title}</a> <span>${longDay(article.publishedAt)}</span><p>${article.standfirst}</p></li>\n`,
  )}</ul>`

/** Sections and a list of metadata; the visible date has no time, which only the Dublin Core terms in the head have. */
export function articlePage(article: PressArticle, view: SiteView): Markup {
  const place = article.dateline === null ? null : markup`<strong>${article.dateline}</strong> – `
  const main = markup`${breadcrumb(article)}
<div id="content" lang="${article.language}">
<section class="page-title"><p>Press release</p><h1>${article.title}</h1></section>
<section class="summary"><p>${article.standfirst}</p></section>
<section>${metadata(article)}</section>
<section class="document-body">
${article.paragraphs.map((text, index) => markup`<p>${index === 0 ? place : null}${text}</p>\n`)}</section>
${article.caption === null ? null : markup`<section class="attachments"><h2>Attachments</h2><p>${article.caption} (PDF, 214 KB)</p></section>`}
${contact(article, view)}
<section class="related-content"><h2>Related content</h2>${releaseList(othersFor(article, view, 3))}</section>
<section class="feedback"><h2>Is this page useful?</h2><button>Yes</button> <button>No</button> <button>Report a problem with this page</button></section>
</div>`
  return frame({ title: article.title, language: article.language, head: terms(article, view), main }, view)
}

/** The front page and the pages of sections. */
export const listPage = (heading: string, articles: readonly PressArticle[], view: SiteView): Markup =>
  frame(underHeading(heading, releaseList(articles), view), view)

/** A page with one paragraph of the publisher's own matters. */
export const notePage = (heading: string, text: string, view: SiteView): Markup =>
  frame(underHeading(heading, markup`<p>${text}</p>`, view), view)
