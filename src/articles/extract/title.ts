import type { Element } from 'domhandler'
import { leadsHome, readHeading, type DisplayedHeading } from './displayed-headings.ts'
import { decodeEntities, textOf } from './linked-data.ts'
import { firstMeta, type PageFacts } from './page-facts.ts'
import { plainText } from './block-text.ts'

const MAX_TITLE = 400
const MAX_HEADINGS = 10
const MIN_HEADLINE = 20
const SEPARATOR = /\s[|\u2013\u2014•·»-]\s|\s?\|\s?|:\s/g

/**
 * The displayed headline where the page agrees on it, else the one it declares. The site's name is cut from declared
 * titles.
 */
export function readTitle(
  facts: PageFacts,
  page: Omit<SiteNames, 'homeNames'>,
  entryTitle: string | null,
): string | null {
  const headed = facts.headings.slice(0, MAX_HEADINGS)
  const [home, others] = [
    headed.filter((one) => leadsHome(one, page.url)),
    headed.filter((one) => !leadsHome(one, page.url)),
  ]
  const site = { ...page, homeNames: home.map((one) => readHeading(one).text) }
  const documentTitle = cleaned(facts.documentTitle.slice(0, 5 * MAX_TITLE))
  const stated = [firstMeta(facts, ['og:title', 'twitter:title']), textOf(facts.article?.['headline']), entryTitle]
  const declared = stated
    .map(cleaned)
    .filter((one) => one !== null)
    .map((one) => withoutSite(one, site, false))
  const witnesses = documentTitle === null ? declared : [...declared, withoutSite(documentTitle, site, true)]
  const headings = displayedHeadings(others, site, declared).filter(
    (heading) => !isBesides(heading, documentTitle, declared),
  )
  const agreeing = (witnessed: readonly string[]): string | undefined =>
    headings.find((heading) => witnessed.some((witness) => agrees(heading, witness)))
  // The document's title may name the site as well, and so may a heading: what is declared is asked first.
  const agreed =
    agreeing(declared) ?? agreeing(witnesses) ?? headings.find((heading) => repeatsWhole(documentTitle, heading))
  if (agreed !== undefined) return exactPart(agreed, witnesses)
  const [only] = headings
  return witnesses[0] ?? only ?? null
}

/** `(example.com) 87`: where a link leads, or how many comments there are. */
const ADDED = /^[\s\d()[\]|·•–-]*(?:\([\w.-]{3,60}\.\w{2,8}\)[\s\d]*)?$/

/** A heading that carries a date, a count or an address besides the declared title gives that title. */
function exactPart(heading: string, witnesses: readonly string[]): string {
  const folded = heading.toLowerCase()
  const inside = witnesses.find((witness) => {
    if (witness.length >= heading.length || witness.length < heading.length * 0.5) return false
    const rest = folded.replace(witness.toLowerCase(), '')
    return rest.length < folded.length && (/\b(?:19|20)\d\d\b/.test(rest) || ADDED.test(rest))
  })
  return inside ?? heading
}

function displayedHeadings(headings: readonly Element[], site: SiteNames, declared: readonly string[]): string[] {
  return headings
    .map((element) => cleaned(headline(readHeading(element), declared)))
    .filter((text) => text !== null)
    .filter((text) => text.length <= MAX_TITLE)
    .map((text) => withoutSite(text, site, false))
}

/** Without the kicker, unless a declared title begins with it. */
function headline({ text, withoutFirst, hasKicker }: DisplayedHeading, declared: readonly string[]): string {
  if (withoutFirst === null) return text
  const rest = plainText(withoutFirst)
  const kicker = squeezed(text).slice(0, -squeezed(rest).length)
  if (declared.some((one) => squeezed(one).startsWith(kicker))) return text
  const isDeclared = declared.some((one) => squeezed(one) === squeezed(rest))
  return (hasKicker && rest.length >= MIN_HEADLINE) || isDeclared ? rest : text
}

const cleaned = (title: string | null): string | null =>
  title === null ? null : plainText(decodeEntities(title)) || null

/** The document's title is the heading and less than that besides: a site's name is the shorter part. */
const repeatsWhole = (documentTitle: string | null, heading: string): boolean =>
  documentTitle !== null && heading.length * 2 > documentTitle.length && documentTitle.includes(heading)

/** The document's title is a declared title and the heading besides: the heading names the site. */
const isBesides = (heading: string, documentTitle: string | null, declared: readonly string[]): boolean =>
  documentTitle !== null &&
  (documentTitle.startsWith(heading) || documentTitle.endsWith(heading)) &&
  declared.some(
    (one) => one.length + heading.length <= documentTitle.length && documentTitle.replace(heading, '').includes(one),
  )

const wordsOf = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** Most words of the shorter one stand in the other. */
function agrees(heading: string, witness: string): boolean {
  const left = wordsOf(heading)
  const right = wordsOf(witness)
  const least = Math.min(left.size, right.size)
  if (least === 0) return false
  if (least < 2) return witness.toLowerCase().startsWith(heading.toLowerCase())
  let shared = 0
  for (const word of left) if (right.has(word)) shared++
  return shared / least >= 0.7
}

/** Whether a heading only repeats the headline, perhaps with a kicker. */
export function sameHeadline(heading: string, title: string): boolean {
  if (heading.length > title.length * 1.8 || title.length > heading.length * 1.8) return false
  const left = wordsOf(heading)
  const right = wordsOf(title)
  let shared = 0
  for (const word of left) if (right.has(word)) shared++
  return Math.min(left.size, right.size) >= 3 && shared >= 0.8 * Math.min(left.size, right.size)
}

/** The names by which a title may refer to its site. */
export interface SiteNames {
  readonly siteName: string | null
  readonly url: string
  /** Headings that lead to the site's front page. */
  readonly homeNames: readonly string[]
}

const EDGES = /^[\s|\u2013\u2014•·»:-]+|[\s|\u2013\u2014•·»:-]+$/g
const MAX_SITE = 40

/** `Headline | Site` and `Site: Headline` without the part that names the site; a document's title may hold any short one. */
function withoutSite(title: string, site: SiteNames, isDocumentTitle: boolean): string {
  const parts = title.split(SEPARATOR)
  if (parts.length < 2) return title
  const last = parts.at(-1) ?? ''
  const first = parts[0] ?? ''
  if (site.homeNames.some((one) => squeezed(one) === squeezed(first)))
    return title.slice(first.length).replace(EDGES, '')
  const isShort = last.length < MAX_SITE && last.length < title.length / 2
  const isPiped = title.lastIndexOf('|') === title.length - last.length - 2
  if (namesSite(last, site) || ((isDocumentTitle || isPiped) && isShort)) {
    const cut = title.slice(0, title.length - last.length).replace(EDGES, '')
    return isDocumentTitle ? withoutSite(cut, site, false) : cut
  }
  return namesSite(first, site) ? title.slice(first.length).replace(EDGES, '') : title
}

const squeezed = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function namesSite(part: string, { siteName, url }: SiteNames): boolean {
  const name = squeezed(part)
  if (name.length < 2) return false
  if (siteName !== null && squeezed(siteName).includes(name)) return true
  const host = /^https?:\/\/([^/]+)/i.exec(url)?.[1] ?? ''
  return name.length >= 4 && squeezed(host).includes(name)
}
