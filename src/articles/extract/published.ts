import type { Element } from 'domhandler'
import { isDateLine } from './boilerplate-lines.ts'
import { withLocalOffset } from './local-offset.ts'
import { textOf, typesOf } from './linked-data.ts'
import { readPageDate, type PageDates } from './page-date.ts'
import { firstMeta, type PageFacts } from './page-facts.ts'
import { elementsThat, isInside, textIn } from './tree-walk.ts'

/** What bounds and steers the reading of a page's dates. */
export interface DateReading extends PageDates {
  readonly url: string
  /** What the feed says: of the page's dates, one that agrees with it is the article's. */
  readonly expected: Date | null
  /** Short texts around the headline, nearest first. */
  readonly nearTitle: readonly string[]
  /** The page's last short texts. */
  readonly lastLines: readonly string[]
}

const PUBLISHED_META = (
  'article:published_time article:published:time article:published og:article:published_time datepublished og:published_time pubdate publishdate ' +
  'publish-date publish_date published published-date published_time date.published sailthru.date parsely-pub-date ' +
  'cxenseparse:recs:publishtime article.published article_date_original originalpublicationdate dc.date.issued ' +
  'dcterms.issued dcterms.created dc.date.created dc.date dc.terms.date date created article:post_date last-modified-date ' +
  'publication_date citation_publication_date citation_date datecreated'
).split(' ')
const MODIFIED_META =
  'article:modified_time og:updated_time datemodified dcterms.modified last-modified lastmod modified dateupdate'.split(
    ' ',
  )

/** When the article was published: the surest source first, ISO 8601 with offset or a day. */
export function readPublished(facts: PageFacts, reading: DateReading): string | null {
  const first = firstPublished(facts, reading)
  if (first === null || isExpected(first, reading)) return first
  return firstExpected(facts, reading) ?? first
}

/** The width of the time zones, and as much again: a day alone is anywhere in its 24 hours. */
const NEAR_MS = 36 * 3_600_000

const isExpected = (date: string, { expected }: DateReading): boolean =>
  expected === null || Math.abs(Date.parse(date) - expected.getTime()) <= NEAR_MS

/** Of all dates on the page the first that agrees with the feed's. */
function firstExpected(facts: PageFacts, reading: DateReading): string | null {
  for (const source of [linkedDates, metaDates, elementDates, urlDates, titleDates, nearTitleDates, anyTimeDates]) {
    for (const raw of source(facts, reading)) {
      const date = read(raw, reading)
      if (date !== null && isExpected(date, reading)) return date
    }
  }
  return null
}

function firstPublished(facts: PageFacts, reading: DateReading): string | null {
  const stated = firstOf([linkedDates, metaDates, elementDates, onlyTime], facts, reading)
  const inUrl = firstOf([urlDates], facts, reading)
  if (stated !== null)
    return inUrl !== null && isDefault(stated, inUrl) ? inUrl : withLocalOffset(stated, statedDates(facts))
  return (
    inUrl ??
    firstOf([titleDates, nearTitleDates, anyTimeDates], facts, reading) ??
    read(firstMeta(facts, MODIFIED_META), reading) ??
    firstOf([footerDates], facts, reading)
  )
}

function firstOf(sources: readonly DateSource[], facts: PageFacts, reading: DateReading): string | null {
  for (const source of sources) {
    for (const raw of source(facts, reading)) {
      const date = read(raw, reading)
      if (date !== null) return date
    }
  }
  return null
}

const HALF_YEAR = 183 * 86_400_000

/** A date long before the day in the page's own address is a template's default. */
const isDefault = (stated: string, inUrl: string): boolean => Date.parse(stated) < Date.parse(inUrl) - HALF_YEAR

/** Every date that linked data and `meta` state, as written. */
function statedDates(facts: PageFacts): string[] {
  const linked = facts.data.nodes.flatMap((node) => [node['datePublished'], node['uploadDate'], node['dateCreated']])
  return [...linked, ...PUBLISHED_META.map((name) => facts.meta.get(name))].filter((one) => typeof one === 'string')
}

export function readModified(facts: PageFacts, reading: DateReading): string | null {
  return read(textOf(facts.article?.['dateModified']), reading) ?? read(firstMeta(facts, MODIFIED_META), reading)
}

const read = (raw: string | null, reading: DateReading): string | null =>
  raw === null ? null : readPageDate(raw, reading)

const MAX_PARTS = 8
const LONGEST_DATE = 30
const MAX_TIMES = 30

type DateSource = (facts: PageFacts, reading: DateReading) => Iterable<string | null>

const linkedDates: DateSource = (facts) => [
  textOf(facts.article?.['datePublished']),
  ...facts.data.nodes
    .filter((node) => typesOf(node).some((type) => /^(?:WebPage|VideoObject|Recipe|Review|ItemPage)$/.test(type)))
    .map((node) => textOf(node['datePublished'] ?? node['uploadDate'])),
  textOf(facts.article?.['dateCreated']),
]

const metaDates: DateSource = (facts) => PUBLISHED_META.map((name) => facts.meta.get(name) ?? null)

const elementDates: DateSource = (facts) => {
  const candidates = elementsThat(facts.document, mayHoldDate)
  return DATED.flatMap((isDated) => candidates.filter(isDated).slice(0, MAX_DATED)).flatMap((element) => {
    const { datetime, content, title } = element.attribs
    return [datetime ?? content ?? title ?? null, textIn(element).slice(0, MAX_SHOWN)]
  })
}

const MAX_DATED = 3
const MAX_SHOWN = 100
const STATED = /(?:^|\s)datePublished(?:$|\s)/
const PUBLISHED_TIME = /(?:^|\s)(?:published|entry-date)(?:$|\s)/
const PUBLISHED_ABBR = /(?:^|\s)published(?:$|\s)/

/** What marks an element that holds the date of publication, surest first. */
const DATED: readonly ((element: Element) => boolean)[] = [
  ({ attribs }) => STATED.test(attribs['itemprop'] ?? ''),
  ({ name, attribs }) =>
    name === 'time'
      ? attribs['pubdate'] !== undefined || PUBLISHED_TIME.test(attribs['class'] ?? '')
      : name === 'abbr' && PUBLISHED_ABBR.test(attribs['class'] ?? ''),
  (element) => isTime(element) && isInside(element, ({ name }) => ARTICLE_PARTS.has(name)),
]
const ARTICLE_PARTS = new Set(['article', 'header', 'main'])
const isTime = ({ name, attribs }: Element): boolean => name === 'time' && attribs['datetime'] !== undefined
const mayHoldDate = ({ name, attribs }: Element): boolean =>
  name === 'time' || name === 'abbr' || attribs['itemprop'] !== undefined

const urlDates: DateSource = (_, { url }) => {
  const found = /[/_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?![\d])/.exec(url)
  if (found) return [`${found[1] ?? ''}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`]
  const joined = /[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.exec(url)
  return joined ? [`${joined[1] ?? ''}-${joined[2] ?? ''}-${joined[3] ?? ''}`] : []
}

/** The only `time` of a page is its own. */
const onlyTime: DateSource = (facts) => {
  const stated = elementsThat(facts.document, isTime)
    .slice(0, MAX_TIMES)
    .map(({ attribs }) => attribs['datetime'] ?? '')
  return new Set(stated.map((one) => one.slice(0, 10))).size === 1 ? stated.slice(0, 1) : []
}

const LABELLED =
  /\b(?:last (?:edited|modified|updated|changed)|zuletzt|aktualisiert|letzte änderung|erschienen|veröffentlicht|stand|published|posted|modifié|publié|actualizado|publicado|aggiornato|pubblicato|gewijzigd|bijgewerkt)\b/iu

/** A labelled date in the page's last lines: wikis and old blogs have no other. */
const footerDates: DateSource = (_, { lastLines }) => lastLines.filter((line) => LABELLED.test(line))

/** `Headline | Paper | 02.03.2026`: the last part of a title that is nothing but a date. */
const titleDates: DateSource = (facts) =>
  [facts.documentTitle, facts.meta.get('og:title') ?? '']
    .map((title) => title.slice(title.lastIndexOf('|') + 1).trim())
    .filter((part) => part.length <= LONGEST_DATE && isDateLine(part))

/** A line may hold two dates, or a date among other things: its parts are read after the whole line. */
const nearTitleDates: DateSource = function* (_, { nearTitle }) {
  yield* nearTitle
  for (const line of nearTitle) yield* partsOfLine(line)
}

const DATE_INSIDE =
  /\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}\.?\s\p{L}{3,12}\.?,?\s\d{4}|\p{L}{3,12}\.?\s\d{1,2},?\s\d{4}/u

function partsOfLine(line: string): string[] {
  if (!/\d/.test(line)) return []
  const parts = line
    .split(/[|•·\u2013]|\s-\s|\s(?=\p{L}{3,20}(?:\s\p{L}{2,4})?:\s)/u, MAX_PARTS)
    .filter((part) => /\d/.test(part) && part.length < line.length)
  const inside = DATE_INSIDE.exec(line.replace(/(?<=\d)\s?[|·]\s?(?=\d)/g, '.'))?.[0]
  return inside === undefined ? parts : [...parts, inside]
}

const anyTimeDates: DateSource = (facts) =>
  elementsThat(facts.document, isTime)
    .slice(0, MAX_DATED)
    .map(({ attribs }) => attribs['datetime'] ?? null)
