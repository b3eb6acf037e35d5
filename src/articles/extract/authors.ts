import { Element, Text, type AnyNode } from 'domhandler'
import { isBylineStart, isDesk, isName, splitByline } from './author-names.ts'
import { decodeEntities, typesOf, type LinkedNode } from './linked-data.ts'
import type { PageFacts } from './page-facts.ts'
import { elementsThat, isInside } from './tree-walk.ts'

const META_NAMES =
  'author article:author dc.creator dcterms.creator parsely-author sailthru.author byl dc.creator.name'.split(' ')
const MAX_AUTHORS = 12
const MAX_DISPLAYED = 160
const MAX_STATED = 300

/** What else the names are taken from: the site's own name and the short texts around the headline. */
export interface AuthorReading {
  readonly siteName: string | null
  readonly nearTitle: readonly string[]
}

/**
 * The authors the page names, from the surest source that names a person. The site itself or a desk counts only where
 * nobody else is named.
 */
export function readAuthors(facts: PageFacts, reading: AuthorReading): string[] {
  const organisations = new Set(linkedOrganisations(facts))
  const namesIn = (stated: string): string[] => (organisations.has(stated) ? [stated] : splitByline(stated))
  let fallback: string[] = []
  for (const source of [linkedAuthors, metaAuthors, displayedAuthors, bylineAuthors]) {
    const names = unique(source(facts, reading).flatMap(namesIn))
    const people = names.filter((name) => !isSite(name, reading.siteName) && !isDesk(name))
    if (people.length > 0) return people.slice(0, MAX_AUTHORS)
    if (fallback.length === 0) fallback = names.slice(0, 1)
  }
  return fallback
}

/** The names in the page's data, as stated and in parts. */
export function statedAuthors(facts: PageFacts): string[] {
  const stated = [...linkedAuthors(facts), ...metaAuthors(facts)].slice(0, MAX_AUTHORS)
  const parts = stated.flatMap((names) => [...splitByline(names), ...names.slice(0, MAX_STATED).split(/[,;]\s/)])
  return unique([...stated, ...parts]).slice(0, 3 * MAX_AUTHORS)
}

type AuthorSource = (facts: PageFacts, reading: AuthorReading) => string[]

const linkedAuthors = (facts: PageFacts): string[] => {
  return authorList(facts).flatMap((one) => nameOf(one, facts))
}

function authorList(facts: PageFacts): unknown[] {
  const author = facts.article?.['author'] ?? facts.article?.['creator']
  return Array.isArray(author) ? author : [author]
}

/** Organisations' names are whole: their commas part a house from its desk, not one author from another. */
const linkedOrganisations = (facts: PageFacts): string[] =>
  authorList(facts)
    .filter(
      (one) =>
        typeof one === 'object' && one !== null && typesOf(one as LinkedNode).some((t) => /Organization$/.test(t)),
    )
    .flatMap((one) => nameOf(one, facts))
    .filter(isName)

function nameOf(value: unknown, facts: PageFacts): string[] {
  if (typeof value === 'string') return /^https?:/.test(value) ? [] : [decodeEntities(value)]
  if (typeof value !== 'object' || value === null) return []
  const node = value as LinkedNode
  const id = node['@id']
  const target = node['name'] === undefined && typeof id === 'string' ? (facts.data.byId.get(id) ?? node) : node
  const name = target['name']
  const list: unknown[] = Array.isArray(name) ? name : [name]
  return list.filter((one) => typeof one === 'string').map(decodeEntities)
}

const metaAuthors = (facts: PageFacts): string[] => {
  for (const name of META_NAMES) {
    const values = (facts.metaLists.get(name) ?? []).filter((value) => !/^https?:|^www\./i.test(value))
    if (values.length > 0) return values.map(decodeEntities)
  }
  return []
}

const says = (value: string | undefined, pattern: RegExp): boolean => value !== undefined && pattern.test(value)
const statesAuthor = ({ attribs }: Element): boolean => says(attribs['itemprop'], /(?:^|\s)author(?:$|\s)/)
const statesName = ({ attribs }: Element): boolean => says(attribs['itemprop'], /(?:^|\s)name(?:$|\s)/)

/** What marks an element that holds authors, surest first. */
const BYLINES: readonly ((element: Element) => boolean)[] = [
  (element) => statesName(element) && isInside(element, statesAuthor),
  statesAuthor,
  ({ attribs }) => says(attribs['rel'], /(?:^|\s)author(?:$|\s)/i),
  ({ attribs }) => says(attribs['class'], /author(?:-|_|__)?name/i),
  ({ attribs }) => says(attribs['class'], /byline/i),
  ({ attribs }) => says(attribs['class'], /author/i),
  ({ attribs }) => says(attribs['class'], /autor/i),
]
const mayHoldAuthors = ({ attribs }: Element): boolean =>
  attribs['itemprop'] !== undefined || attribs['rel'] !== undefined || says(attribs['class'], /auth?or|byline/i)
const ELSEWHERE = /comment|related|teaser|card|sidebar|recommend|popular|footer|reply|latest|more-|widget|bio/i

const displayedAuthors: AuthorSource = ({ document }) => {
  const candidates = elementsThat(document, mayHoldAuthors)
  for (const isByline of BYLINES) {
    const marked = candidates.filter(isByline).slice(0, MAX_MARKED)
    const found = marked.filter((element) => !standsElsewhere(element))
    const first = found[0]
    if (!first) continue
    const together = found.filter((element) => element === first || isNeighbour(element, first))
    const texts = together.map(partedText).filter((text) => text !== '' && text.length <= MAX_DISPLAYED)
    if (texts.flatMap(splitByline).length > 0) return texts
  }
  return []
}

const MAX_MARKED = 12

function isNeighbour(element: Element, first: Element): boolean {
  if (contains(first, element)) return false
  return element.parent === first.parent || element.parent?.parent === first.parent?.parent
}

function contains(outer: Element, inner: Element): boolean {
  for (let node = inner.parent; node; node = node.parent) if (node === outer) return true
  return false
}

function standsElsewhere(element: Element): boolean {
  let node: AnyNode | null = element
  for (let step = 0; step < 9 && node instanceof Element; step++, node = node.parent) {
    if (node.name === 'body' || node.name === 'article' || node.name === 'main') return false
    if (ELSEWHERE.test((node.attribs['class'] ?? '').slice(0, 300)) || ELSEWHERE.test(node.attribs['id'] ?? ''))
      return true
  }
  return false
}

/** The element's texts with a bar between those of different elements, so that a name and a date do not run together. */
function partedText(element: Element): string {
  const parts: string[] = []
  const queue: AnyNode[] = [element]
  for (let node = queue.pop(); node && parts.length < 20; node = queue.pop()) {
    if (node instanceof Text) {
      const text = node.data.replace(/\s+/g, ' ').trim()
      if (text !== '') parts.push(text)
    } else if (node instanceof Element && node.name !== 'time') queue.push(...node.children.slice(0, 50).toReversed())
  }
  return parts.join(' | ')
}

const bylineAuthors: AuthorSource = (_, { nearTitle }) => {
  const line = nearTitle.find(isBylineStart)
  return line === undefined ? [] : [line]
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name)
  return [...seen.values()]
}

const squeezed = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const isSite = (name: string, siteName: string | null): boolean =>
  siteName !== null && squeezed(name) === squeezed(siteName)
