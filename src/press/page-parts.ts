import type { PressArticle } from './catalogue.ts'
import { type Markup, markup } from './markup.ts'
import type { Section } from './press-text.ts'
import type { SiteView } from './site.ts'

/** What a site's frame of head, masthead and footer is put around. */
export interface FramedPage {
  readonly title: string
  /** Of the text; pages without an article are in the publisher's language. */
  readonly language: string
  /** Further elements of the head. */
  readonly head: Markup | null
  readonly main: Markup
}

/** A page of the publisher's own matters or a list: a heading and what stands below it. */
export const underHeading = (heading: string, content: Markup | readonly Markup[], view: SiteView): FramedPage => ({
  title: heading,
  language: view.publisher.language,
  head: null,
  main: markup`<h1>${heading}</h1>\n${content}`,
})

/** The sections in which the publisher has something, in alphabetical order, for navigation. */
export const sectionsOf = (view: SiteView): Section[] =>
  [...new Set(view.articles.map((article) => article.section))].sort()

/** Up to `count` other articles of the publisher: those of the same section first, then the newest. */
export function othersFor(article: PressArticle, view: SiteView, count: number): PressArticle[] {
  const others = view.articles.filter((other) => other.slug !== article.slug)
  const isNear = (other: PressArticle) => other.section === article.section
  return [...others.filter(isNear), ...others.filter((other) => !isNear(other))].slice(0, count)
}

/** Blocks of a text with boxes between them: `boxes[n]` stands behind the nth block, counted from 1, if there is one. */
export const withBoxes = (blocks: readonly Markup[], boxes: Readonly<Record<number, Markup | null>>): Markup[] =>
  blocks.map((block, index) => markup`${block}\n${boxes[index + 1] ?? null}`)

/** `Ines Varga, Tom Rell and Ada Quist`. */
export function nameList(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** A byline for readers: `By Ines Varga`; `From our correspondent` and `By staff` stand as they are. */
export const byline = (names: readonly string[]): string =>
  /^(?:By|From) /.test(names[0] ?? '') ? nameList(names) : `By ${nameList(names)}`

/** A drawn landscape in place of a photograph: the pages load nothing. */
export const picture = (width: number, height: number, alt: string): Markup =>
  markup`<svg width="${width}" height="${height}" viewBox="0 0 16 9" preserveAspectRatio="none" role="img" aria-label="${alt}"><rect width="16" height="9" fill="#b9c7d1"/><path d="M0 9V6l4-3 3 3 4-4 5 5v2z" fill="#6f8791"/></svg>`
