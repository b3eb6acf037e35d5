import { articleNumber, sectionAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import { type FramedPage, nameList, othersFor, picture, sectionsOf, underHeading } from '../page-parts.ts'
import type { SiteView } from '../site.ts'
import { dottedTime, isoTime } from '../times.ts'

const style = asMarkup(`
body{margin:0;background:#d9e3d9}td{vertical-align:top}.txt,.tiny,.nav{font-family:Verdana,Arial,sans-serif}.txt{font-size:14px;line-height:1.5}.tiny{font-size:11px}
h1,h2{font-family:Verdana,Arial,sans-serif;font-size:22px;margin:4px 0}svg{max-width:100%}`)

/** The words of the tag cloud with their sizes; the system has shown the same ones for years. */
const cloud: readonly (readonly [string, number])[] = [
  ['allotments', 1],
  ['Brannick', 5],
  ['bus lines', 2],
  ['choir', 1],
  ['council', 4],
  ['fire brigade', 3],
  ['moor railway', 3],
  ['rubbish', 2],
  ['schools', 4],
  ['weather', 2],
]

/** The table layout of every page of the regional paper: head row, a row of three columns, foot row. */
function frame({ title, head, main }: FramedPage, view: SiteView): Markup {
  const { name, tagline, id } = view.publisher
  const sections = sectionsOf(view).map((section) => markup`<a href="${sectionAddress(id, section)}">${section}</a> | `)
  return markup`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>${name} - ${title}</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/rss+xml" title="RSS" href="/rss.php">
${head}
<style type="text/css">${style}</style>
</head>
<body bgcolor="#d9e3d9">
<div id="cookieinfo" class="tiny">We use cookies so that our pages work, and so that our advertisers know that you were here. <a href="/privacy">More</a> <a href="#top"><b>OK</b></a></div>
<a name="top"></a>
<table width="960" align="center" border="0" cellpadding="6" cellspacing="0" bgcolor="#ffffff">
<tr><td colspan="3" bgcolor="#2e5d34"><a href="/"><font color="#ffffff" size="6"><b>${name}</b></font></a> <font color="#ffffff" class="tiny">${tagline}</font></td></tr>
<tr><td colspan="3" class="nav" bgcolor="#eeeeee">${sections}<a href="/about">Advertise</a> | <a href="/about">Family notices</a></td></tr>
<tr>
<td width="150" class="tiny">${navigationColumn()}</td>
<td width="570">
${main}
</td>
<td width="240" class="tiny">${rankingColumn(view)}</td>
</tr>
<tr><td colspan="3" class="tiny" bgcolor="#eeeeee">&copy; ${name}, a title of ${view.publisher.ownerGroup ?? name}. Reproduction only with written leave. <a href="/contact">Contact</a> <a href="/privacy">Privacy</a></td></tr>
</table>
</body>
</html>
`
}

const navigationColumn =
  (): Markup => markup`<b>Service</b><br><a href="/about">Chemists on duty</a><br><a href="/about">Cinema</a><br><a href="/about">Death notices</a><br><br>
<b>Subjects</b><br>${cloud.map(([word, size]) => markup`<a href="/about"><font size="${size}">${word}</font></a> `)}`

const rankingColumn = (view: SiteView): Markup => markup`<b>Most read</b><ol>${view.articles
  .slice(0, 5)
  .map((article) => markup`<li><a href="${article.address}">${article.title}</a></li>`)}</ol>
<b>Most mailed</b><ol>${view.articles
  .slice(2, 5)
  .map((article) => markup`<li><a href="${article.address}">${article.title}</a><br>${article.standfirst}</li>`)}</ol>
<b>Reader offer</b><p>Walking map of the moors, now with the new bus stops. At our front desk only.</p>`

const caption = (text: string | null): Markup | null =>
  text === null
    ? null
    : markup`<table align="right" width="260" cellpadding="4"><tr><td>${picture(250, 150, '')}</td></tr><tr><td class="tiny"><i>${text}</i> (Archive picture)</td></tr></table>\n`

const teaser = (article: PressArticle): Markup =>
  markup`<p class="txt"><font color="#2e5d34">${dottedTime(article.publishedAt)}</font><br><a href="${article.address}"><b>${article.title}</b></a><br>${article.standfirst} <a href="${article.address}">&raquo; more</a></p>`

/** The text in one table cell, its paragraphs parted by line breaks; lists and a tag cloud in the columns beside it. */
export function articlePage(article: PressArticle, view: SiteView): Markup {
  const [next, ...others] = othersFor(article, view, 4)
  const place = article.dateline === null ? null : markup`<b>${article.dateline}.</b> `
  const lines = article.paragraphs.map((text, index) => markup`${index === 0 ? place : markup`<br><br>\n`}${text}`)
  const half = Math.ceil(lines.length / 2)
  const head = markup`<link rel="canonical" href="${view.origin}${article.address}">
<meta name="date" content="${isoTime(article.publishedAt)}">
<meta name="author" content="${nameList(article.byline)}">
<meta name="description" content="${article.standfirst}">
<meta name="keywords" content="${article.section}, ${view.publisher.name}">`
  const main = markup`<div class="tiny"><a href="/">Home</a> &gt; <a href="${sectionAddress('regional', article.section)}">${article.section}</a></div>
<h1>${article.title}</h1>
<div class="tiny">${dottedTime(article.publishedAt)} | ${nameList(article.byline)} | <a href="/about">Print</a> | <a href="/about">Send to a friend</a></div>
${caption(article.caption)}<p class="txt"><b>${article.standfirst}</b></p>
<table width="100%" cellpadding="0"><tr><td class="txt" lang="${article.language}">
${lines.slice(0, half)}
${next ? markup`<table width="200" align="left" bgcolor="#eeeeee"><tr><td class="tiny"><b>Read also</b><br><a href="${next.address}">${next.title}</a></td></tr></table>` : null}
${lines.slice(half)}
</td></tr></table>
<p class="tiny">Article no. ${articleNumber(article.slug)} &nbsp; <a href="#top">Back to top</a></p>
<h2>From the same department</h2>
${others.map(teaser)}`
  return frame({ title: article.title, language: article.language, head, main }, view)
}

/** The front page and the pages of sections. */
export const listPage = (heading: string, articles: readonly PressArticle[], view: SiteView): Markup =>
  frame(underHeading(heading, articles.map(teaser), view), view)

/** A page with one paragraph of the publisher's own matters. */
export const notePage = (heading: string, text: string, view: SiteView): Markup =>
  frame(underHeading(heading, markup`<p class="txt">${text}</p>`, view), view)
