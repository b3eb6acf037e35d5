import { sectionAddress } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { asMarkup, type Markup, markup } from '../markup.ts'
import {
  byline,
  type FramedPage,
  nameList,
  othersFor,
  picture,
  sectionsOf,
  underHeading,
  withBoxes,
} from '../page-parts.ts'
import type { SiteView } from '../site.ts'
import { clockTime, isoTime, longDay, weekdayTime } from '../times.ts'

const style = asMarkup(`
*{box-sizing:border-box}body{margin:0;font:16px/1.5 Arial,sans-serif;background:#eef1f5;color:#16222e}
.l-page{max-width:64rem;margin:0 auto;background:#fff}.l-masthead{background:#0b3c5d;color:#fff;padding:1rem}.l-masthead a{color:#fff;margin-right:1rem}
.l-columns{display:flex;gap:2rem;padding:1rem}.l-columns__wide{flex:3}.l-columns__narrow{flex:1;font-size:14px}
.pagehead__topline{color:#0b3c5d;font-weight:700;display:block}.textblock{max-width:40rem}.teaser-inline,.player{background:#eef1f5;padding:.8rem;margin:1rem 0}
.player__caption,.meta-line{font-size:13px;color:#566}svg{max-width:100%}.c-consent{padding:1rem;background:#ffe9b0}`)

/** Head, masthead, side column and footer of every page of the broadcaster. */
function frame({ title, language, head, main }: FramedPage, view: SiteView): Markup {
  const { name, tagline, id } = view.publisher
  const sections = sectionsOf(view).map(
    (section) => markup`<a class="nav__item" href="${sectionAddress(id, section)}">${section}</a>`,
  )
  return markup`<!DOCTYPE html>
<html lang="${language}" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8" />
<title>${title} - ${name}</title>
<meta property="og:site_name" content="${name}" />
<link rel="icon" href="data:," />
<link rel="alternate" type="application/atom+xml" title="All news" href="/feeds/news.atom" />
<link rel="alternate" type="application/atom+xml" title="From the regions" href="/feeds/regional.xml" />
${head}
<style>${style}</style>
</head>
<body class="ts-body">
<div class="c-consent js-consent" data-consent="open"><p>We and our technical partners use cookies to measure which programmes are used. You can change your choice at any time.</p><button>Accept all</button> <button>Only what is necessary</button></div>
<div class="l-page">
<div class="l-masthead"><a class="logo" href="/">${name}</a><span class="claim">${tagline}</span><div class="nav nav--main">${sections}<a class="nav__item" href="/about">Programme</a><a class="nav__item" href="/about">Live</a></div></div>
<div class="l-columns">
<div class="l-columns__wide">
${main}
</div>
<div class="l-columns__narrow"><div class="box box--live"><strong>On air now</strong><p>The evening journal, with the weather for all districts. Next: the concert hall.</p></div>
<div class="box box--ranking"><strong>Latest</strong>${view.articles.slice(0, 6).map(shortLink)}</div></div>
</div>
<div class="l-footer"><div class="footer__links"><a href="/about">About us</a> <a href="/contact">Audience service</a> <a href="/privacy">Data protection</a></div><div class="footer__text">${name} is financed by the licence fee. It is not responsible for the content of other sites.</div></div>
</div>
</body>
</html>
`
}

const shortLink = (article: PressArticle): Markup =>
  markup`<div class="ranking__entry"><a href="${article.address}">${article.title}</a> <span class="meta-line">${clockTime(article.publishedAt)}</span></div>`

const openGraph = (article: PressArticle, view: SiteView): Markup => {
  const url = view.origin + article.address
  return markup`<link rel="canonical" href="${url}" />
<meta name="description" content="${article.standfirst}" />
<meta property="og:type" content="article" />
<meta property="og:url" content="${url}" />
<meta property="og:title" content="${article.title}" />
<meta property="og:description" content="${article.standfirst}" />
<meta property="og:locale" content="${article.language === 'es' ? 'es_ES' : 'en_GB'}" />
<meta property="article:published_time" content="${isoTime(article.publishedAt)}" />
<meta property="article:section" content="${article.section}" />
<meta name="author" content="${nameList(article.byline)}" />`
}

const inlineTeaser = (article: PressArticle): Markup => markup`<div class="teaser-inline teaser--xs">
<div class="teaser__media">${picture(160, 90, '')}</div>
<div class="teaser__text"><span class="teaser__topline">${article.section}</span> <a class="teaser__link" href="${article.address}"><span class="teaser__headline">${article.title}</span></a><p class="teaser__shorttext">${article.standfirst} <span>More</span></p></div>
</div>`

const readAlso = (article: PressArticle): Markup =>
  markup`<p class="textblock textblock--link">Read also: <a href="${article.address}">${article.title}</a></p>`

const player = (article: PressArticle): Markup => markup`<div class="player player--video" data-duration="PT1M54S">
${picture(640, 360, 'Video')}
<div class="player__caption">Video: ${article.caption ?? 'The evening journal in full'} | ${longDay(article.publishedAt)} | 1:54 min.</div>
</div>`

const paragraphsOf = (article: PressArticle): Markup[] =>
  article.paragraphs.map((text, index) => {
    const place =
      index === 0 && article.dateline !== null ? markup`<span class="place">${article.dateline}</span> ` : null
    return markup`<p class="m-ten textblock columns twelve">${place}${text}</p>`
  })

/** Nested `div`s with class tokens; teasers, a "read also" line and a player stand between the paragraphs. */
export function articlePage(article: PressArticle, view: SiteView): Markup {
  const [first, second, ...others] = othersFor(article, view, 7)
  const boxes = { 1: player(article), 3: first ? inlineTeaser(first) : null, 5: second ? readAlso(second) : null }
  const main = markup`<div class="content-wrap js-article" lang="${article.language}">
<div class="pagehead"><span class="pagehead__topline">${article.section}</span>
<h1 class="pagehead__title"><span class="pagehead__headline">${article.title}</span></h1>
<div class="metatextline">As of: <time datetime="${isoTime(article.publishedAt)}">${weekdayTime(article.publishedAt)}</time></div></div>
<div class="social-bar"><a href="/about">Share</a> <a href="/about">Print</a> <a href="/about">Listen</a></div>
<div class="copytext__wrapper"><div class="copytext">
<p class="textblock textblock--intro"><strong>${article.standfirst}</strong></p>
<p class="authorline"><em>${byline(article.byline)}, ${view.publisher.name}</em></p>
${withBoxes(paragraphsOf(article), boxes)}
<p class="broadcast-note">This report was part of the news on ${view.publisher.name} radio on ${longDay(article.publishedAt)} at ${clockTime(article.publishedAt)}.</p>
</div></div>
<div class="tag-list"><a class="tag" href="${sectionAddress('broadcaster', article.section)}">${article.section}</a></div>
</div>
<div class="related related--list"><div class="related__heading">More on the subject</div>
${others.map(inlineTeaser)}</div>`
  return frame({ title: article.title, language: article.language, head: openGraph(article, view), main }, view)
}

/** The front page and the pages of sections. */
export const listPage = (heading: string, articles: readonly PressArticle[], view: SiteView): Markup =>
  frame(underHeading(heading, articles.map(inlineTeaser), view), view)

/** A page with one paragraph of the publisher's own matters. */
export const notePage = (heading: string, text: string, view: SiteView): Markup =>
  frame(underHeading(heading, markup`<p class="textblock">${text}</p>`, view), view)
