import type { Document, Element } from 'domhandler'
import { splitByline } from '../author-names.ts'
import type { ExtractionRules, RulePlace } from './extraction-rules.ts'
import { removeElements } from './remove-elements.ts'
import type { RuleCount } from './rule-match.ts'
import { selectElements } from './select-elements.ts'
import { asNames, asOneLine, type Parting, selectedText } from './selected-text.ts'
import { parseSelector } from './selector.ts'

/** What the rules of a publisher found on one page. Null and empty where they found nothing, or say nothing. */
export interface RuledPage {
  readonly body: ReadonlySet<Element>
  readonly title: string | null
  readonly standfirst: string | null
  readonly authors: readonly string[]
  /** Dates as written, the surest first. */
  readonly dates: readonly string[]
  readonly counts: readonly RuleCount[]
}

const MAX_TITLE = 400
const MAX_STANDFIRST = 2_000
const MAX_BYLINE = 300
const MAX_AUTHORS = 12
const MAX_DATE = 200
/** Elements that a value is read from. */
const MAX_READ = 12

const NOTHING: RuledPage = { body: new Set(), title: null, standfirst: null, authors: [], dates: [], counts: [] }

/**
 * Reads what the rules say from a page's tree, then takes out of the tree what they remove: a byline may be read and
 * removed. O(nodes × steps of the selectors).
 */
export function applyRules(tree: Document, rules: ExtractionRules | null): RuledPage {
  if (!rules) return NOTHING
  const asked = askedOf(rules)
  const found = selectElements(
    tree,
    asked.map(({ selector }) => parseSelector(selector)),
  )
  const of = (rule: RuleCount['rule']) => asked.flatMap((one, at) => (one.rule === rule ? (found[at] ?? []) : []))
  const body = of('body')
  const title = firstText(of('title'), rules.title, MAX_TITLE)
  const standfirst = joinedText(of('standfirst'), rules.standfirst)
  const authors = namesIn(of('authors'), rules.authors)
  const dates = datesIn(of('date'), rules.date)
  body.forEach(standAlone)
  removeElements(new Set(of('remove')))
  const counts = asked.map((one, at) => ({ ...one, elements: found[at]?.length ?? 0 }))
  return { body: new Set(body), title, standfirst, authors, dates, counts }
}

function askedOf({ body, remove, ...places }: ExtractionRules): Omit<RuleCount, 'elements'>[] {
  const values = (['title', 'standfirst', 'authors', 'date'] as const).flatMap((rule) => {
    const place = places[rule]
    return place ? [{ rule, selector: place.selector }] : []
  })
  return [
    ...(body === undefined ? [] : [{ rule: 'body' as const, selector: body }]),
    ...values,
    ...(remove ?? []).map((selector) => ({ rule: 'remove' as const, selector })),
  ]
}

/** The value of each element that has one, at most `most` characters long. */
function textsIn(elements: readonly Element[], place: RulePlace | undefined, parting: Parting, most: number): string[] {
  const texts = elements.slice(0, MAX_READ).map((element) => {
    const attribute = place?.attribute ?? (element.name === 'meta' ? 'content' : null)
    if (attribute === null) return selectedText(element, parting, most)
    return (element.attribs[attribute] ?? '').slice(0, most).trim()
  })
  return texts.filter((text) => text !== '')
}

const firstText = (elements: readonly Element[], place: RulePlace | undefined, most: number): string | null =>
  textsIn(elements, place, asOneLine, most)[0] ?? null

const joinedText = (elements: readonly Element[], place: RulePlace | undefined): string | null =>
  textsIn(elements, place, asOneLine, MAX_STANDFIRST).join(' ').slice(0, MAX_STANDFIRST) || null

function namesIn(elements: readonly Element[], place: RulePlace | undefined): string[] {
  const names = textsIn(elements, place, asNames, MAX_BYLINE).flatMap(splitByline)
  return [...new Set(names)].slice(0, MAX_AUTHORS)
}

/** Without an attribute named, what the elements state for machines comes before what they show. */
function datesIn(elements: readonly Element[], place: RulePlace | undefined): string[] {
  const shown = textsIn(elements, place, asOneLine, MAX_DATE)
  if (place?.attribute !== undefined) return shown
  const stated = elements.slice(0, MAX_READ).map(({ attribs }) => attribs['datetime'] ?? attribs['content'] ?? '')
  return [...stated.map((text) => text.slice(0, MAX_DATE)).filter((text) => text !== ''), ...shown]
}

const INLINE = new Set('a b big cite em font i mark small span strong time u'.split(' '))

/** An inline element is no part of its surroundings when a rule names it as the body. */
function standAlone(element: Element): void {
  if (INLINE.has(element.name)) element.name = 'div'
}
